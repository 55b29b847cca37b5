import { expect } from 'vitest';
import { importReply, type ImportReply } from '../../shared/protocol/imports.ts';
import { columnLabel } from '../../shared/tables/table.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { formatCell } from '../../shared/tables/kinds/kind-of.ts';
import type { TestClient } from '../contracts/test-server.ts';

export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function importForm({ name, bytes }: SentFile, mapping?: object): FormData {
  const form = new FormData();
  form.set('file', new File([new Uint8Array(bytes)], name));
  if (mapping) form.set('mapping', JSON.stringify(mapping));
  return form;
}

/** Sends a file to be imported, and fails on any answer but 200. */
export async function sendImport(
  client: TestClient,
  file: SentFile,
  { mapping, query = '' }: { readonly mapping?: object; readonly query?: string } = {},
): Promise<ImportReply> {
  const response = await client.fetch(`/imports${query}`, { method: 'POST', body: importForm(file, mapping) });
  if (response.status !== 200) throw new Error(`Import answered ${response.status}: ${await response.text()}`);
  return importReply.parse(await response.json());
}

/** The rows that did not go in, as the workbook that is given for mending. */
export async function exceptionsOf(client: TestClient, file: SentFile, mapping?: object): Promise<Uint8Array> {
  const body = importForm(file, mapping);
  const response = await client.fetch('/imports/exceptions.xlsx', { method: 'POST', body });
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

/** What a reply says, a line for each thing. */
export function told({ table, columns, counts, proposals, exceptions, skipped }: ImportReply): string[] {
  const of = tableNamed(table);
  const label = (column: string | null): string => (column === null ? '' : columnLabel(of, column));
  return [
    `${table}: ${columns.map(({ header, column }) => `${header} → ${label(column) || 'nothing'}`).join('; ')}`,
    `${counts.inserts} new, ${counts.updates} changed, ${counts.unchanged} as they are, ${counts.waiting} waiting, ${counts.exceptions} left out`,
    ...skipped.map(({ row, why, text }) => `row ${row} is ${why}: ${text}`),
    ...proposals.map(({ cell, column, kind, value, reads }) => {
      const definition = of.columns[column];
      const read = definition ? formatCell(definition, reads) : '';
      return `${cell} ${kind}: ${value || 'blank'} as ${read || 'nothing'}`;
    }),
    ...exceptions.map(({ cell, row, column, value, message }) => {
      return `${cell || `row ${row}`} ${label(column)} “${value}”: ${message}`;
    }),
  ];
}
