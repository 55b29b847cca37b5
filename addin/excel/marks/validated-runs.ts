import { bodyBlock, type TableLayout } from '../read/table-layout.ts';

/** Rules and messages that are looked at or written in one request. */
export const PER_REQUEST = 400;
/** Runs of rows that are looked at in a table: where somebody has more rules of their own, those beyond are left as they are. */
const MOST_LOOKS = 12_000;
/** What Excel says of cells whose rules differ, and of cells of which some have none. */
export const MIXED: ReadonlySet<string> = new Set(['Inconsistent', 'MixedCriteria']);

/** Rows of one column of a table's body. */
export interface Run {
  readonly column: number;
  readonly row: number;
  readonly rowCount: number;
}

export interface Said {
  readonly run: Run;
  readonly prompt: Excel.DataValidationPrompt;
  /** Kind of the rule of what may be entered; null: there is none. */
  readonly rule: string | null;
}

/** Rules and what is said beside cells, in runs of rows that have the same: cut in halves where Excel finds them to differ. */
export async function saidInRuns(
  context: Excel.RequestContext,
  layout: TableLayout,
  runs: readonly Run[],
): Promise<Said[]> {
  const said: Said[] = [];
  let left = MOST_LOOKS;
  let asked = runs.slice(0, left);
  while (asked.length > 0) {
    left -= asked.length;
    const looked: { readonly run: Run; readonly validation: Excel.DataValidation }[] = [];
    await inRequests(context, asked, PER_REQUEST, (run) => {
      const { dataValidation } = bodyBlock(layout, run.row, run.column, run.rowCount, 1);
      looked.push({ run, validation: dataValidation.load('prompt,type') });
    });
    if (asked.length % PER_REQUEST > 0) await context.sync();
    const differing = looked.filter(({ run, validation }) => run.rowCount > 1 && MIXED.has(validation.type));
    for (const { run, validation } of looked) {
      const { prompt, type } = validation;
      if (run.rowCount === 1 || !MIXED.has(type)) said.push({ run, prompt, rule: type === 'None' ? null : type });
    }
    asked = differing.flatMap(({ run }) => halvesOf(run)).slice(0, left);
  }
  return said;
}

/** Queues something for each, in requests of a size that Excel on the web takes; what is left goes with the next one. */
export async function inRequests<T>(
  context: Excel.RequestContext,
  each: readonly T[],
  perRequest: number,
  queue: (one: T) => void,
): Promise<void> {
  for (const [index, one] of each.entries()) {
    queue(one);
    if ((index + 1) % perRequest === 0) await context.sync();
  }
}

function halvesOf({ column, row, rowCount }: Run): Run[] {
  const first = Math.ceil(rowCount / 2);
  return [
    { column, row, rowCount: first },
    { column, row: row + first, rowCount: rowCount - first },
  ];
}
