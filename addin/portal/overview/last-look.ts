/** Which revision of a program a person has last looked at in this browser. */
export interface LastLook {
  /** Null: never, or the browser keeps nothing for this page. */
  read(): number | null;
  keep(revision: number): void;
}

export function lastLook(person: string, program: string): LastLook {
  const key = `sep-sync.looked.${person}.${program}`;
  return {
    read: () => {
      try {
        const kept = window.localStorage.getItem(key);
        return kept === null || !/^\d+$/.test(kept) ? null : Number(kept);
      } catch {
        // A browser may forbid it; then every look is the first.
        return null;
      }
    },
    keep: (revision) => {
      try {
        window.localStorage.setItem(key, String(revision));
      } catch {
        // As above.
      }
    },
  };
}
