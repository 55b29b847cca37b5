/** Tells whether this computer has a network at all, as far as the browser knows. */
export interface NetworkWatch {
  /** Calls back whenever that changes, until the returned function is called. */
  watch(listener: (isOnline: boolean) => void): () => void;
}

/** The browser's own word: it knows a pulled plug at once, and of a dead server nothing. */
export const browserNetwork: NetworkWatch = {
  watch(listener) {
    const [online, offline] = [(): void => listener(true), (): void => listener(false)];
    window.addEventListener('online', online);
    window.addEventListener('offline', offline);
    return () => {
      window.removeEventListener('online', online);
      window.removeEventListener('offline', offline);
    };
  },
};
