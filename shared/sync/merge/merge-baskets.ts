import { compareText } from '../compare-text.ts';
import { getOrMake } from '../get-or-make.ts';
import type { CellDraft, RowDraft } from './merge-draft.ts';
import type { MergeRun, Objection } from './merge-run.ts';
import { setText } from '../set-text.ts';
import { columnLabels } from './table-shape.ts';

/** An edit in a basket: a cell of an update, or (cell null) the insert or delete of a row. */
interface Member {
  readonly draft: RowDraft;
  readonly cell: CellDraft | null;
}

/** [M8] Holds back what is left of every basket in which something is refused or in conflict. */
export function checkBaskets(run: MergeRun): Objection[] {
  return [...membersByBasket(run)].flatMap(([basket, members]) => {
    const cause = members.find(isOut);
    if (!cause) return [];
    const message = `Held back with the rest of ${basket}: ${nameOf(cause)} could not be saved.`;
    return members.map(({ draft, cell }) => ({ draft, columns: cell && [cell.column], rule: 'M8', message }));
  });
}

/** Members in the order of tables, Row IDs and columns, so that the cause named is always the same. */
function membersByBasket(run: MergeRun): Map<string, Member[]> {
  const baskets = new Map<string, Member[]>();
  const put = (basket: string | undefined, member: Member): void => {
    if (basket !== undefined) getOrMake(baskets, basket, () => []).push(member);
  };
  for (const draft of run.list) {
    if (draft.basket === undefined && draft.cells.every((cell) => cell.basket === undefined)) continue;
    // The row first: an insert or delete is held back as a whole.
    put(draft.basket, { draft, cell: null });
    const cells = draft.cells.toSorted((a, b) => compareText(a.column, b.column));
    for (const cell of cells) put(cell.basket, { draft, cell });
  }
  return baskets;
}

function isOut({ draft, cell }: Member): boolean {
  const { state } = cell ?? { state: draft.rowState };
  return state === 'refused' || state === 'conflict';
}

function nameOf({ draft, cell }: Member): string {
  const { table } = draft.shape;
  const own = Object.fromEntries(draft.cells.map((each) => [each.column, each.local]));
  const key = setText(table.key, { ...own, ...draft.added, ...draft.head });
  const name = `${table.label} ${key}`;
  return cell ? `${columnLabels(draft.shape, [cell.column])} of ${name}` : name;
}
