import type { Result } from '../../components/result-notice.tsx';
import type { InsertOutcome } from '../../excel/write/insert-figures.ts';
import { wordsOfProblem, type Outcome } from '../../excel/workbook-problem.ts';

/** What inserting figures of a revision has come to. */
export function insertWords(outcome: Outcome<InsertOutcome>, revision: number): Result {
  if (!outcome.ok) {
    const { title, line } = wordsOfProblem(outcome.problem);
    return { intent: 'warning', text: `${title}. ${line}` };
  }
  return outcome.value === 'written'
    ? {
        intent: 'success',
        text: `The figures are in the sheet, as of revision ${revision}. They stay as they are when the plan changes.`,
      }
    : {
        intent: 'warning',
        text: 'Those cells aren’t empty, or lie next to a table. Select an empty place and try again; nothing was written.',
      };
}
