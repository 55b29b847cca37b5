import { lockedLook, type LockedMessage } from '../../../shared/plan/locks/locked-blocks.ts';
import { bodyBlock, type TableLayout } from '../read/table-layout.ts';

/** Messages that are looked at or written in one request. */
const PER_REQUEST = 400;
/** Runs of rows that are looked at in a table: where somebody has more rules of their own, those beyond are left as they are. */
const MOST_LOOKS = 12_000;
/** What Excel says of cells whose rules differ, and of cells of which some have none. */
const MIXED: ReadonlySet<string> = new Set(['Inconsistent', 'MixedCriteria']);

const NO_PROMPT = { message: '', showPrompt: true, title: '' };

/** Rows of one column of a table's body. */
interface Run {
  readonly column: number;
  readonly row: number;
  readonly rowCount: number;
}

/**
 * [FD1] Puts the messages beside locked cells and takes away those of ours that stand elsewhere in these columns. What somebody says
 * beside a cell of their own stays, and so does their rule.
 *
 * @param columns places of columns in the table
 * @param cuts by column, rows at which what is said is likely to change
 */
export async function putPrompts(
  context: Excel.RequestContext,
  layout: TableLayout,
  columns: readonly number[],
  {
    messages,
    cuts,
  }: { readonly messages: readonly LockedMessage[]; readonly cuts: ReadonlyMap<number, readonly number[]> },
): Promise<void> {
  const hints = new Map<number, (string | undefined)[]>();
  for (const { column, row, rowCount, hint } of messages) {
    const ofColumn = hints.get(column) ?? [];
    hints.set(column, ofColumn);
    for (let at = row; at < row + rowCount; at++) ofColumn[at] = hint;
  }
  const runs = columns.flatMap((column) => runsBetween(column, cutsIn(column, messages, cuts), layout.rowCount));
  const found = await saidInRuns(context, layout, runs);
  const changed = found.flatMap(({ run, prompt, hasRule }) => {
    const hint = hints.get(run.column)?.[run.row];
    if (isTheirs(prompt) || prompt.message === (hint ?? '')) return [];
    return [{ run, hint, hasRule }];
  });
  await inRequests(context, changed, PER_REQUEST, ({ run: { row, column, rowCount }, hint, hasRule }) => {
    const { dataValidation } = bodyBlock(layout, row, column, rowCount, 1);
    if (hint !== undefined) dataValidation.prompt = { message: hint, showPrompt: true, title: lockedLook.title };
    else if (hasRule) dataValidation.prompt = NO_PROMPT;
    else dataValidation.clear();
  });
}

/** True when each message stands where it belongs, or one of somebody's own; looked at is the first cell of each. */
export async function areSaid(
  context: Excel.RequestContext,
  layout: TableLayout,
  messages: readonly LockedMessage[],
): Promise<boolean> {
  const said: { readonly validation: Excel.DataValidation; readonly hint: string }[] = [];
  await inRequests(context, messages, PER_REQUEST, ({ row, column, hint }) => {
    said.push({ validation: bodyBlock(layout, row, column, 1, 1).dataValidation.load('prompt'), hint });
  });
  if (said.length % PER_REQUEST > 0) await context.sync();
  return said.every(({ validation: { prompt }, hint }) => prompt.message === hint || isTheirs(prompt));
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

function isTheirs({ message, title }: Excel.DataValidationPrompt): boolean {
  return message !== '' && title !== lockedLook.title;
}

/** The rows of a column at which messages begin and end, and those that are known besides. */
function cutsIn(
  column: number,
  messages: readonly LockedMessage[],
  known: ReadonlyMap<number, readonly number[]>,
): number[] {
  const there = messages.filter((message) => message.column === column);
  const cuts = new Set([...(known.get(column) ?? []), ...there.flatMap(({ row, rowCount }) => [row, row + rowCount])]);
  return [...cuts].toSorted((a, b) => a - b);
}

interface Said {
  readonly run: Run;
  readonly prompt: Excel.DataValidationPrompt;
  /** There is a rule of what may be entered. */
  readonly hasRule: boolean;
}

/** What is said beside cells, in runs of rows that say the same: cut in halves where Excel finds them to differ. */
async function saidInRuns(context: Excel.RequestContext, layout: TableLayout, runs: readonly Run[]): Promise<Said[]> {
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
      if (run.rowCount === 1 || !MIXED.has(type)) said.push({ run, prompt, hasRule: type !== 'None' });
    }
    asked = differing.flatMap(({ run }) => halvesOf(run)).slice(0, left);
  }
  return said;
}

function runsBetween(column: number, cuts: readonly number[], rowCount: number): Run[] {
  const starts = [0, ...cuts.filter((cut) => cut > 0 && cut < rowCount)];
  return starts.map((row, index) => ({ column, row, rowCount: (starts[index + 1] ?? rowCount) - row }));
}

function halvesOf({ column, row, rowCount }: Run): Run[] {
  const first = Math.ceil(rowCount / 2);
  return [
    { column, row, rowCount: first },
    { column, row: row + first, rowCount: rowCount - first },
  ];
}
