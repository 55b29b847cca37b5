/** Code for files, which the page fetches after everything else. */
interface FileCode<Code> {
  /** Throws in words for the person who waits. */
  readonly get: () => Promise<Code>;
  /** Fetches it before anybody asks, so that it is there without a network, too. */
  readonly fetchAhead: () => void;
}

export function fileCode<Code>(fetchCode: () => Promise<Code>, what: string): FileCode<Code> {
  return {
    get: async () => {
      try {
        return await fetchCode();
      } catch {
        // An import says no more than that it failed; the next one tries anew.
        throw new Error(
          `${what} couldn’t be loaded. Check your connection and try again; the workbook stays as it is.`,
        );
      }
    },
    fetchAhead: () => void fetchCode().catch(() => undefined),
  };
}

export const openingCode = fileCode(() => import('../xlsx/open-xlsx.ts'), 'What opens files');
export const savingCode = fileCode(() => import('../xlsx/save-xlsx.ts'), 'What saves files');
