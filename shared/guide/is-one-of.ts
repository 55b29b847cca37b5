/** True for a text that is one of these. */
export function isOneOf<T extends string>(names: readonly T[], text: string): text is T {
  return names.some((name) => name === text);
}
