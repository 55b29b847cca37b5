import type { ImportMapping } from '../../../shared/import/import-mapping.ts';
import type { ImportReply } from '../../../shared/protocol/imports.ts';

/**
 * What was worked out last, with all that the person has decided since. An answer takes a moment, and whoever fills in several fields
 * does not wait for it: what is chosen next is chosen beside what was chosen before, not beside what the answer knew.
 */
export function asDecided<Reply extends ImportReply>(reply: Reply, decided: ImportMapping): Reply {
  const said = Object.entries(decided).filter(([, value]) => value !== undefined);
  const columns = reply.columns.map((column) => {
    const chosen = decided.columns?.[column.header];
    return chosen === undefined ? column : { ...column, column: chosen };
  });
  return { ...reply, mapping: { ...reply.mapping, ...Object.fromEntries(said) }, columns };
}

/** True while another sheet, or the same as another table, is on its way. */
export function isReadAnew({ mapping }: ImportReply, { sheet, table }: ImportMapping): boolean {
  return (sheet ?? mapping.sheet) !== mapping.sheet || (table ?? mapping.table) !== mapping.table;
}
