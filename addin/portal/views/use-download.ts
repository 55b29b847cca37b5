import { useState } from 'react';
import { wordsOfPortalProblem, type PortalOutcome, type ProblemWords } from '../portal-problem.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import { saveFile } from '../save-file.ts';

/** How the newest download of a place stands. */
export type Download =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'failed'; readonly words: ProblemWords };

/**
 * A file that is fetched and saved whenever `fetchFile` is called, which takes what `ask` has to know; `what` names it in a
 * sentence, such as The workbook.
 */
export function useDownload<Asked extends readonly unknown[]>(
  ask: (...asked: Asked) => Promise<PortalOutcome<DownloadedFile>>,
  what = 'The workbook',
): {
  readonly download: Download;
  readonly fetchFile: (...asked: Asked) => void;
} {
  const [download, setDownload] = useState<Download>({ kind: 'none' });
  const fetchFile = async (...asked: Asked): Promise<void> => {
    setDownload({ kind: 'running' });
    const outcome = await ask(...asked);
    if (outcome.ok) saveFile(outcome.value.name, outcome.value.content);
    setDownload(
      outcome.ok
        ? { kind: 'saved', name: outcome.value.name }
        : {
            kind: 'failed',
            words: wordsOfPortalProblem(outcome.problem, `${what} wasn’t downloaded`, 'The plan is as it was.'),
          },
    );
  };
  return { download, fetchFile: (...asked) => void fetchFile(...asked) };
}
