/** Small choices of a person that outlive the page, on this computer; never amounts, never in the workbook. */
export interface KeptSettings {
  read(name: string): string | null;
  write(name: string, value: string): void;
}

/** The browser's own store; `partition` keeps sites apart that share it (Office's `partitionKey`). */
export function keptSettings(partition: string): KeptSettings {
  const key = (name: string): string => `${partition}sep-sync.${name}`;
  return {
    read: (name) => {
      try {
        return window.localStorage.getItem(key(name));
      } catch {
        // A browser may forbid storage inside a frame by throwing; then every choice is asked for again.
        return null;
      }
    },
    write: (name, value) => {
      try {
        window.localStorage.setItem(key(name), value);
      } catch {
        // As above.
      }
    },
  };
}
