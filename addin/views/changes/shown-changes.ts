import type { Refusal } from '../../../shared/sync/outcome.ts';
import type { Edit } from '../../../shared/sync/edit.ts';
import { chooseEdits, type EditPlace } from '../../sync/excluded-edits.ts';
import type { Inspection } from '../../sync/inspect-workbook.ts';
import type { OpenRefusal } from '../../sync/session/sync-state.ts';
import type { ShownEdits } from '../../sync/shown-edits.ts';
import { brokenRules } from './broken-rules.ts';

/** [FB3] The list as it is confirmed: what is ticked and can be accepted is sent, the rest stays in the sheet. */
export function shownEdits(
  inspection: Inspection,
  leftOut: readonly EditPlace[],
  told: readonly Refusal[],
): ShownEdits {
  const { revision, edits } = inspection;
  const refused = brokenRules(inspection, told).filter((refusal) => refusal.isOfSheet !== true);
  const send = chooseEdits(edits, [...leftOut, ...refusedPlaces(edits, refused)]).send;
  return { revision, edits, send, refused };
}

/** What the refusals keep here: their cells, and new or deleted rows as a whole. A new row goes without a cell that cannot be read. */
export function refusedPlaces(
  edits: readonly Edit[],
  refusals: readonly Pick<OpenRefusal, 'table' | 'row' | 'column' | 'isOfSheet'>[],
): EditPlace[] {
  const kinds = new Map(edits.map((edit) => [`${edit.table} ${edit.row}`, edit.kind]));
  return refusals.map(({ table, row, column, isOfSheet }) => {
    const kind = kinds.get(`${table} ${row}`);
    const isOfCell = kind === 'update' || (kind === 'insert' && isOfSheet === true);
    return { table, row, column: isOfCell ? column : null };
  });
}
