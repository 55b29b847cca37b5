import { lockedLook, type LockedMessage } from '../../../shared/plan/locks/locked-blocks.ts';
import { bodyBlock, type TableLayout } from '../read/table-layout.ts';
import { inRequests, PER_REQUEST, saidInRuns, type Run } from './validated-runs.ts';

const NO_PROMPT = { message: '', showPrompt: true, title: '' };

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
  const changed = found.flatMap(({ run, prompt, rule }) => {
    const hint = hints.get(run.column)?.[run.row];
    if (isTheirs(prompt) || prompt.message === (hint ?? '')) return [];
    return [{ run, hint, rule }];
  });
  await inRequests(context, changed, PER_REQUEST, ({ run: { row, column, rowCount }, hint, rule }) => {
    const { dataValidation } = bodyBlock(layout, row, column, rowCount, 1);
    if (hint !== undefined) dataValidation.prompt = { message: hint, showPrompt: true, title: lockedLook.title };
    else if (rule !== null) dataValidation.prompt = NO_PROMPT;
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

function runsBetween(column: number, cuts: readonly number[], rowCount: number): Run[] {
  const starts = [0, ...cuts.filter((cut) => cut > 0 && cut < rowCount)];
  return starts.map((row, index) => ({ column, row, rowCount: (starts[index + 1] ?? rowCount) - row }));
}
