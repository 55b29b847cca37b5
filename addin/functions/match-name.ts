/** "Current Budget", "current budget" and "currentBudget" are the same name; only letters, digits and % count. */
export function foldedName(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\d%]+/gu, '');
}

/** The first of `entries` one of whose names reads like `text`. */
export function matchName<T>(
  text: string,
  entries: readonly T[],
  namesOf: (entry: T) => readonly string[],
): T | undefined {
  const wanted = foldedName(text);
  return entries.find((entry) => namesOf(entry).some((name) => foldedName(name) === wanted));
}
