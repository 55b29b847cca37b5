import type { PlanView, RowRule, RuleSurroundings } from '../../plan/rules/row-rule.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import { noNames } from '../../tables/code-names.ts';
import { placeWords } from '../../tables/place-words.ts';
import { keyOf, keyText } from '../../tables/table.ts';
import { compareText } from '../compare-text.ts';
import { getOrMake } from '../get-or-make.ts';
import { cellsAt } from '../history/cell-history.ts';
import { appliedColumns, concerns, finalOf, type RowDraft } from './merge-draft.ts';
import { draftOf, type MergeRun, type Objection } from './merge-run.ts';
import type { Warning } from '../outcome.ts';
import { setIsBlank, setText } from '../set-text.ts';
import { PlanAfter, type PlanRow } from './plan-after.ts';
import { firstLabel, shapeNamed, type TableShape } from './table-shape.ts';

/** [M9, M10] Checks the required cells and the row rules of the edited rows. */
export function checkRows(run: MergeRun, after: PlanAfter): Objection[] {
  const views = viewsOf(run, after);
  const objections: Objection[] = [];
  for (const draft of run.list) {
    const cells = finalOf(draft);
    if (!cells) {
      objections.push(...keptRow(views, draft));
      continue;
    }
    const missing = missingCells(draft, cells);
    objections.push(...missing);
    if (missing.length > 0) continue;
    const surroundings = surroundingsOf(views, draft);
    for (const rule of draft.shape.errorRules) objections.push(...brokenRule(surroundings, draft, cells, rule));
  }
  return objections;
}

/** [LCK1–LCK7] What stands against the end of a row. */
function keptRow(views: PlanViews, draft: RowDraft): Objection[] {
  const { kind, head, rowState, shape } = draft;
  if (kind !== 'remove' || rowState !== 'apply' || head === null) return [];
  const surroundings = surroundingsOf(views, draft);
  return shape.errorRules.flatMap((rule) => {
    const message = rule.checkRemoval?.(head, surroundings) ?? null;
    const told = message === null ? null : rule.lockOf?.(null, surroundings);
    return message === null ? [] : [{ draft, columns: null, rule: rule.id, message, told }];
  });
}

/** [V01, FB5] Everything the row lacks, at once: a person who fills one cell is not told of the next. */
function missingCells(draft: RowDraft, cells: Cells): Objection[] {
  const { table, required } = draft.shape;
  const missing = required.filter((column) => (cells[column] ?? null) === null && concerns(draft, [column]));
  const lacksKey = setIsBlank(table.key, cells) && concerns(draft, table.key);
  const lacking =
    lacksKey && !table.key.some((column) => missing.includes(column))
      ? [...table.key.slice(0, 1), ...missing]
      : missing;
  if (lacking.length === 0) return [];
  // A new row goes as a whole, of any other the edited cells.
  if (draft.kind === 'add') return [required01(draft, null, lacking)];
  if (lacksKey && missing.length === 0) return [required01(draft, table.key, lacking)];
  return missing.map((column) => required01(draft, [column], [column]));
}

function required01(draft: RowDraft, columns: readonly string[] | null, lacking: readonly string[]): Objection {
  const labels = lacking.map((column) => firstLabel(draft.shape, [column]));
  const last = labels.at(-1) ?? '';
  const words = labels.length < 2 ? `${last} is` : `${labels.slice(0, -1).join(', ')} and ${last} are`;
  return { draft, columns, cause: lacking[0], rule: 'V01', message: `${words} required.` };
}

/** The plan before and after, and who changes it, the same for all rows of a round. */
export interface PlanViews extends Omit<RuleSurroundings, 'before' | 'inPlaceOf'> {
  readonly inPlaceOf: (draft: RowDraft) => Cells | null;
}

export function viewsOf(run: MergeRun, after: PlanAfter): PlanViews {
  const leaving = leavingOf(run);
  return {
    asItWas: viewOf(run, (table, columns, text) =>
      run.context.matching(table, columns, text).toSorted((a, b) => compareText(a.row, b.row)),
    ),
    asItBecomes: viewOf(run, (table, columns, text) => after.rows(table, columns, text)),
    asNamed: once((table, key) => {
      const [found] = after.rows(table, shapeNamed(run.shapes, table).table.key, key);
      const draft = found && draftOf(run, table, found.row);
      return draft ? (draft.head ?? inPlaceOf(leaving, draft) ?? undefined) : found?.cells;
    }),
    inPlaceOf: (draft) => inPlaceOf(leaving, draft),
    history: (table, key) => {
      const [row] = run.context.matching(table, shapeNamed(run.shapes, table).table.key, key);
      return row === undefined ? [] : run.context.history(table, row.row, 0);
    },
    author: run.context.author ?? null,
    flags: (asOf) => run.context.flags?.(asOf) ?? null,
  };
}

function viewOf(
  run: MergeRun,
  find: (table: string, columns: readonly string[], text: string) => readonly PlanRow[],
): PlanView {
  return {
    related: once((table, key) => {
      const columns = shapeNamed(run.shapes, table).table.key;
      return key === '' ? undefined : find(table, columns, key)[0]?.cells;
    }),
    naming: (table, columns, values) =>
      values.includes(null) ? [] : find(table, columns, keyText(values)).map(({ cells }) => cells),
  };
}

type FindByKey = (table: string, key: string) => Cells | undefined;

/** Of a round, in which nothing is decided: thousands of lines name the same project, and several rules ask for it. */
function once(find: FindByKey): FindByKey {
  const found = new Map<string, Map<string, Cells | undefined>>();
  return (table, key) => {
    const ofTable = getOrMake(found, table, () => new Map<string, Cells | undefined>());
    const known = ofTable.get(key);
    if (known !== undefined || ofTable.has(key)) return known;
    const cells = find(table, key);
    ofTable.set(key, cells);
    return cells;
  };
}

/** What a rule may look at around a draft. */
export function surroundingsOf(views: PlanViews, draft: RowDraft): RuleSurroundings {
  return { ...views, before: draft.head, inPlaceOf: views.inPlaceOf(draft) };
}

/** The row that goes and whose key this one takes, as it was. */
function inPlaceOf(leaving: Leaving, draft: RowDraft): Cells | null {
  const { key } = draft.shape.table;
  const gone = concerns(draft, key) ? leaving(draft.shape) : null;
  const cells = gone === null || gone.size === 0 ? null : finalOf(draft);
  return cells === null || setIsBlank(key, cells) ? null : (gone?.get(setText(key, cells)) ?? null);
}

/** The rows of a table that go, by their keys. */
type Leaving = (shape: TableShape) => ReadonlyMap<string, Cells>;

function leavingOf(run: MergeRun): Leaving {
  const found = new Map<string, Map<string, Cells>>();
  return ({ table: { name, key } }) =>
    getOrMake(found, name, () => {
      const gone = new Map<string, Cells>();
      for (const { kind, rowState, ground } of run.drafts.get(name)?.values() ?? [])
        if (kind === 'remove' && rowState === 'apply') gone.set(setText(key, ground), ground);
      return gone;
    });
}

function brokenRule(surroundings: RuleSurroundings, draft: RowDraft, cells: Cells, rule: RowRule): Objection[] {
  // What holds a row that goes holds whatever takes its place as well.
  const isInPlace = rule.lockOf !== undefined && surroundings.inPlaceOf !== null;
  if (!isInPlace && !concerns(draft, rule.columns)) return [];
  const message = rule.check(cells, surroundings);
  if (message === null) return [];
  const told = rule.lockOf?.(cells, surroundings);
  const objection = { draft, columns: columnsAtFault(draft, rule.columns), rule: rule.id, message, told };
  const isCombined = draft.kind === 'change' && rule.check(localView(draft), surroundings) === null;
  return [isCombined ? { ...objection, isCombined } : objection];
}

/** The edited cells among the columns of a rule; all of them when a restored row breaks a rule by itself. */
export function columnsAtFault(draft: RowDraft, columns: readonly string[]): readonly string[] {
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

/** Warnings of the rows as the merge leaves them, each naming its row, in the order of tables, Row IDs and rules. */
export function warningsOf(run: MergeRun): Warning[] {
  const views = viewsOf(run, new PlanAfter(run));
  return run.list.flatMap((draft) => {
    const { name: table } = draft.shape.table;
    const concerned = draft.shape.warningRules.filter(({ columns }) => concerns(draft, columns));
    const cells = concerned.length > 0 ? finalOf(draft) : null;
    if (cells === null) return [];
    const surroundings = surroundingsOf(views, draft);
    return concerned.flatMap((rule) => {
      const said = rule.check(cells, surroundings);
      if (said === null) return [];
      const message = `${placeWords(table, keyOf(draft.shape.table, cells), null, noNames)}: ${said}`;
      return [{ rule: rule.id, message, table, row: draft.row }];
    });
  });
}
