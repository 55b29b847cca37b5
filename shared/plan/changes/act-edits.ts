import type { UpdateEdit } from '../../sync/edit.ts';
import type { StoredRow } from '../../sync/history/journal.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import { changes } from '../../tables/changes.ts';
import { stateOfAct, type ChangeAct } from './change-acts.ts';

/** An act that brings a change to a state. */
export type StateAct = Exclude<ChangeAct, 'reverse'>;

/** What is said with an act; undefined: nothing, so what is there stays. */
export interface ActFields {
  readonly reportNumber?: string | null | undefined;
  readonly resolutionNumber?: string | null | undefined;
  readonly boardDate?: string | null | undefined;
  readonly effectiveDate?: string | null | undefined;
  /** Of the change itself when it is submitted; else kept with the act. */
  readonly reason?: string | undefined;
}

const ofAct = ['reportNumber', 'resolutionNumber', 'boardDate', 'effectiveDate'] as const;

export function cellsOfAct(act: StateAct, fields: ActFields): Cells {
  const cells: Record<string, Cell> = { status: stateOfAct[act] };
  for (const column of ofAct) if (fields[column] !== undefined) cells[column] = fields[column];
  if (act === 'submit' && fields.reason !== undefined) cells['reason'] = fields.reason;
  return cells;
}

/**
 * The edit by which somebody acts on a change as it was at revision `seen`: one that went on, or has become another one meanwhile,
 * is a conflict and not a decision [M12].
 */
export function actEdit(
  act: StateAct,
  { row }: Pick<StoredRow, 'row'>,
  { fields, seen, basket }: { readonly fields: ActFields; readonly seen: number; readonly basket: string },
): UpdateEdit {
  const cells = cellsOfAct(act, fields);
  const seenAt = Object.fromEntries(Object.keys(cells).map((column) => [column, seen]));
  return { kind: 'update', table: changes.name, row, cells, seen: seenAt, basket };
}
