import type { RowRule, RuleSurroundings } from '../rules/row-rule.ts';
import type { Cell, Cells } from '../tables/cell.ts';
import { cellsAt } from './cell-history.ts';
import { appliedColumns, concerns, finalOf, type RowDraft } from './merge-draft.ts';
import type { MergeRun, Objection } from './merge-run.ts';
import type { Warning } from './outcome.ts';
import { setIsBlank } from './set-text.ts';

/** [M9, M10] Checks the required cells and the row rules of every row that has changed since the last check. */
export function checkRows(run: MergeRun): Objection[] {
  const objections: Objection[] = [];
  for (const draft of run.list) {
    if (draft.isChecked) continue;
    draft.isChecked = true;
    const cells = draft.kind === 'remove' || draft.kind === 'nothing' ? null : finalOf(draft);
    if (!cells) continue;
    const missing = missingCell(draft, cells);
    if (missing) objections.push(missing);
    else for (const rule of draft.shape.errorRules) objections.push(...brokenRule(run, draft, cells, rule));
  }
  return objections;
}

/** V01 */
function missingCell(draft: RowDraft, cells: Cells): Objection | undefined {
  const { table, required } = draft.shape;
  for (const column of required) {
    if ((cells[column] ?? null) === null && isAsked(draft, column)) return required01(draft, [column]);
  }
  return setIsBlank(table.key, cells) && concerns(draft, table.key) ? required01(draft, table.key) : undefined;
}

/** A new row owes all its required cells, any other the edited ones. */
function isAsked(draft: RowDraft, column: string): boolean {
  return draft.kind === 'add' || draft.cells.some((cell) => cell.column === column && cell.state === 'apply');
}

function required01(draft: RowDraft, columns: readonly string[]): Objection {
  const [cause = ''] = columns;
  const message = `${draft.shape.table.columns[cause]?.label ?? cause} is required.`;
  return draft.kind === 'add'
    ? { draft, columns: null, cause, rule: 'V01', message }
    : { draft, columns, rule: 'V01', message };
}

/** What a rule may look at around a draft. */
function surroundingsOf(run: MergeRun, draft: RowDraft): RuleSurroundings {
  return {
    before: draft.head,
    related: (table, key) => {
      const columns = run.shapes.get(table)?.table.key ?? [];
      return run.context.matching(table, columns, key)[0]?.cells;
    },
  };
}

function brokenRule(run: MergeRun, draft: RowDraft, cells: Cells, rule: RowRule): Objection[] {
  if (!concerns(draft, rule.columns)) return [];
  const surroundings = surroundingsOf(run, draft);
  const message = rule.check(cells, surroundings);
  if (message === null) return [];
  const objection = { draft, columns: columnsAtFault(draft, rule.columns), rule: rule.id, message };
  const isCombined = draft.kind === 'change' && rule.check(localView(draft), surroundings) === null;
  return [isCombined ? { ...objection, isCombined } : objection];
}

/** The edited cells among the columns of a rule; all of them when a restored row breaks a rule by itself. */
function columnsAtFault(draft: RowDraft, columns: readonly string[]): readonly string[] {
  const applied = appliedColumns(draft);
  return applied.some((column) => columns.includes(column)) ? columns : applied;
}

/** The row as the author saw it, with the author's own cells in it: what the sheet shows. */
function localView(draft: RowDraft): Cells {
  const isAdded = draft.row !== draft.target;
  const cells: Record<string, Cell> = isAdded ? {} : { ...cellsAt(draft.history, draft.seen, draft.head) };
  for (const cell of draft.cells) if (cell.state !== 'refused') cells[cell.column] = cell.local;
  return cells;
}

/** Warnings of the rows as the merge leaves them. */
export function warningsOf(run: MergeRun): Warning[] {
  return run.list.flatMap((draft) => {
    const cells = draft.shape.warningRules.length > 0 ? finalOf(draft) : null;
    if (!cells) return [];
    return draft.shape.warningRules.flatMap((rule) => {
      const message = concerns(draft, rule.columns) ? rule.check(cells, surroundingsOf(run, draft)) : null;
      return message === null ? [] : [{ rule: rule.id, message, table: draft.shape.table.name, row: draft.row }];
    });
  });
}
