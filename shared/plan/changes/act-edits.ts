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

/** What a change says it is: whoever acts on it acts on that, so it must not have become another in between. */
const whatIsActedOn = ['type', 'title', 'reason'] as const;

export function cellsOfAct(act: StateAct, fields: ActFields): Cells {
  const cells: Record<string, Cell> = { status: stateOfAct[act] };
  for (const column of ofAct) if (fields[column] !== undefined) cells[column] = fields[column];
  if (act === 'submit' && fields.reason !== undefined) cells['reason'] = fields.reason;
  return cells;
}

/**
 * The edit by which somebody acts on a change as it was at revision `seen`. What it says goes along as it was read, so that a
 * change that has become another one meanwhile is a conflict and not a decision.
 */
export function actEdit(
  act: StateAct,
  { row, cells }: StoredRow,
  { fields, seen, basket }: { readonly fields: ActFields; readonly seen: number; readonly basket: string },
): UpdateEdit {
  const read = Object.fromEntries(whatIsActedOn.map((column) => [column, cells[column] ?? null]));
  const written: Cells = { ...read, ...cellsOfAct(act, fields) };
  const seenAt = Object.fromEntries(Object.keys(written).map((column) => [column, seen]));
  return { kind: 'update', table: changes.name, row, cells: written, seen: seenAt, basket };
}
