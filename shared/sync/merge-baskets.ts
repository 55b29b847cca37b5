import type { CellDraft, RowDraft } from './merge-draft.ts';
import type { MergeRun, Objection } from './merge-run.ts';
import { setText } from './set-text.ts';

/** An edit in a basket: a cell of an update, or (cell null) the insert or delete of a row. */
interface Member {
  readonly draft: RowDraft;
  readonly cell: CellDraft | null;
}

/** [M8] Holds back what is left of every basket in which something is refused or in conflict. */
export function checkBaskets(run: MergeRun): Objection[] {
  return [...membersByBasket(run)].flatMap(([basket, members]) => {
    const cause = members.filter(isOut).sort(byPlace)[0];
    if (!cause) return [];
    const message = `Held back with the rest of ${basket}: ${nameOf(cause)} could not be saved.`;
    return members.filter(isIn).map((member) => ({
      draft: member.draft,
      columns: member.cell ? [member.cell.column] : null,
      rule: 'M8',
      message,
    }));
  });
}

function membersByBasket(run: MergeRun): Map<string, Member[]> {
  const baskets = new Map<string, Member[]>();
  const put = (basket: string | undefined, member: Member): void => {
    if (basket === undefined) return;
    const members = baskets.get(basket);
    if (members) members.push(member);
    else baskets.set(basket, [member]);
  };
  for (const draft of run.list) {
    const isWhole = draft.kind === 'add' || draft.kind === 'remove' || draft.rowState !== 'apply';
    if (isWhole) put(draft.basket, { draft, cell: null });
    for (const cell of draft.cells) put(cell.basket, { draft, cell });
  }
  return baskets;
}

function isOut({ draft, cell }: Member): boolean {
  const state = cell ? cell.state : draft.rowState;
  return state === 'refused' || state === 'conflict';
}

function isIn({ draft, cell }: Member): boolean {
  return (cell ? cell.state : draft.rowState) === 'apply';
}

function byPlace(a: Member, b: Member): number {
  const placeOf = ({ draft, cell }: Member) => `${draft.row} ${cell?.column ?? ''}`;
  if (a.draft.shape !== b.draft.shape) return a.draft.shape.order - b.draft.shape.order;
  return placeOf(a) < placeOf(b) ? -1 : 1;
}

function nameOf({ draft, cell }: Member): string {
  const { table } = draft.shape;
  const own = Object.fromEntries(draft.cells.map((each) => [each.column, each.local]));
  const key = setText(table.key, { ...own, ...draft.added, ...draft.head });
  const column = cell ? `${table.columns[cell.column]?.label ?? cell.column} of ` : '';
  return `${column}${table.label} ${key}`;
}
