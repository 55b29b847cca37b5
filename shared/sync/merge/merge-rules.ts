import type { RowRule, RuleSurroundings } from '../../rules/row-rule.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import { cellsAt } from '../history/cell-history.ts';
import { appliedColumns, concerns, finalOf, type RowDraft } from './merge-draft.ts';
import type { MergeRun, Objection } from './merge-run.ts';
import type { Warning } from '../outcome.ts';
import { setIsBlank } from '../set-text.ts';
import { firstLabel, shapeNamed } from './table-shape.ts';

/** [M9, M10] Checks the required cells and the row rules of the edited rows. */
export function checkRows(run: MergeRun): Objection[] {
  const objections: Objection[] = [];
  for (const draft of run.list) {
    const cells = finalOf(draft);
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
  const missing = required.find((column) => (cells[column] ?? null) === null && concerns(draft, [column]));
  if (missing !== undefined) return required01(draft, [missing]);
  return setIsBlank(table.key, cells) && concerns(draft, table.key) ? required01(draft, table.key) : undefined;
}

/** A new row goes without it, of any other the edited cells. */
function required01(draft: RowDraft, columns: readonly string[]): Objection {
  const message = `${firstLabel(draft.shape, columns)} is required.`;
  return { draft, columns: draft.kind === 'add' ? null : columns, cause: columns[0], rule: 'V01', message };
}

/** What a rule may look at around a draft. */
function surroundingsOf(run: MergeRun, draft: RowDraft): RuleSurroundings {
  return {
    before: draft.head,
    related: (table, key) => {
      const columns = shapeNamed(run.shapes, table).table.key;
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

/** Warnings of the rows as the merge leaves them, in the order of tables, Row IDs and rules. */
export function warningsOf(run: MergeRun): Warning[] {
  return run.list.flatMap((draft) => {
    const { name: table } = draft.shape.table;
    return draft.shape.warningRules.flatMap((rule) => {
      const cells = concerns(draft, rule.columns) ? finalOf(draft) : null;
      const message = cells && rule.check(cells, surroundingsOf(run, draft));
      return message === null ? [] : [{ rule: rule.id, message, table, row: draft.row }];
    });
  });
}
