/** When the pane syncs by itself. */
export type AutoSync =
  | { readonly kind: 'off' }
  | { readonly kind: 'minutes'; readonly minutes: number }
  | { readonly kind: 'whenOthersSync' };

/** Choices for "every n minutes". */
export const autoSyncMinutes = [5, 15, 60] as const;

/** The choice as a text to keep, such as `off` or `15`. */
export function autoSyncText(choice: AutoSync): string {
  return choice.kind === 'minutes' ? String(choice.minutes) : choice.kind;
}

/** Reads a kept choice; anything that is none is `off`: nothing is ever sent that nobody asked for. */
export function autoSyncFromText(text: string | null): AutoSync {
  if (text === 'whenOthersSync') return { kind: 'whenOthersSync' };
  const minutes = autoSyncMinutes.find((each) => String(each) === text);
  return minutes === undefined ? { kind: 'off' } : { kind: 'minutes', minutes };
}
