import type { ImportMapping } from '../../../shared/import/import-mapping.ts';
import type { LedgerControl } from '../../../shared/protocol/ledger.ts';
import { queryText } from '../../sync/server/query-text.ts';

/** A table as an office has it, and what was decided about it. */
export interface OfficeTable {
  readonly name: string;
  readonly content: Blob;
  readonly mapping: ImportMapping;
  /** The revision that the person has seen it compared with; null: the newest. */
  readonly base: number | null;
  /** Of a ledger: what it says of itself. */
  readonly control?: LedgerControl;
}

/** How a table is looked at without taking it in. */
export function previewOf(path: string, table: OfficeTable): [path: string, init: RequestInit] {
  return [`${path}${queryText({ preview: true, base: table.base })}`, { method: 'POST', body: importForm(table) }];
}

/** How it is taken in, once under an id. */
export function takingOf(path: string, table: OfficeTable, importId: string): [path: string, init: RequestInit] {
  const headers = { 'idempotency-key': `"${importId}"` };
  return [
    `${path}${queryText({ preview: false, base: table.base })}`,
    { method: 'POST', body: importForm(table), headers },
  ];
}

/** How its rows that are to be mended are downloaded. */
export function mendingOf(path: string, table: OfficeTable): [path: string, fileName: string, init: RequestInit] {
  const query = queryText({ base: table.base });
  return [`${path}/exceptions.xlsx${query}`, 'Rows to mend.xlsx', { method: 'POST', body: importForm(table) }];
}

function importForm({ name, content, mapping, control }: OfficeTable): FormData {
  const form = new FormData();
  form.set('file', content, name);
  form.set('mapping', JSON.stringify(mapping));
  if (control !== undefined) form.set('control', JSON.stringify(control));
  return form;
}
