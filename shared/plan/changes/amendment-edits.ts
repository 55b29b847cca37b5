import type { UpdateEdit } from '../../sync/edit.ts';
import type { StoredRow } from '../../sync/history/journal.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import { changes } from '../../tables/changes.ts';

/** What joins changes to one amendment; undefined: what is there stays. */
export interface AmendmentFields {
  readonly reportNumber: string;
  readonly boardDate?: string | null | undefined;
  readonly resolutionNumber?: string | null | undefined;
}

const BOARD = 'Board Amendment';

/** Why a change cannot go before the Board under this report; null: it can. */
export function notForTheBoard({ number, status, type, reportNumber }: Cells, fields: AmendmentFields): string | null {
  const name = String(number);
  if (status === 'Approved' || status === 'Rejected' || status === 'Withdrawn')
    return `${name} is ${status.toLowerCase()}, so it stays as it was decided.`;
  if (status !== 'Draft' && type !== BOARD)
    return `${name} waits as a ${String(type)}. Set it back to Draft to take it to the Board.`;
  if (status === 'BOC Recommended' && (reportNumber ?? null) !== null && reportNumber !== fields.reportNumber)
    return `${name} is recommended under ${String(reportNumber)}, so it stays with that report.`;
  return null;
}

/**
 * The edit by which a change joins an amendment: the board report's number is what joins them, so each keeps its own number,
 * lines, reason and history. A draft becomes a Board Amendment with it. All of them join, or none.
 */
export function amendmentEdit({ row, cells }: StoredRow, fields: AmendmentFields, seen: number): UpdateEdit {
  const { reportNumber, boardDate, resolutionNumber } = fields;
  const written: Record<string, Cell> = {
    // As it was read: one that has become another meanwhile is a conflict [M12].
    status: cells['status'] ?? null,
    reportNumber,
    ...(boardDate === undefined ? {} : { boardDate }),
    ...(resolutionNumber === undefined ? {} : { resolutionNumber }),
    ...(cells['status'] === 'Draft' ? { type: BOARD } : {}),
  };
  const seenAt = Object.fromEntries(Object.keys(written).map((column) => [column, seen]));
  return { kind: 'update', table: changes.name, row, cells: written, seen: seenAt, basket: 'amendment' };
}
