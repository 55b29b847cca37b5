const keyOf = (id: string): string => `sep-workbench.behind.${id}`;

/**
 * Notes that what is kept of a book is older than what was done with it: a full storage takes no such note itself. This other
 * one is small, and nothing is lost where it takes none either: the pane then takes the book for current.
 */
export function noteLeftBehind(id: string, isBehind: boolean): void {
  try {
    if (isBehind) window.localStorage.setItem(keyOf(id), 'yes');
    else window.localStorage.removeItem(keyOf(id));
  } catch {
    // A browser may forbid storage by throwing.
  }
}

export function isLeftBehind(id: string): boolean {
  try {
    return window.localStorage.getItem(keyOf(id)) !== null;
  } catch {
    return false;
  }
}
