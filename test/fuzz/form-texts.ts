import fc from 'fast-check';
import { z } from 'zod';
import { importMapping } from '../../shared/protocol/imports.ts';
import { ledgerControl } from '../../shared/protocol/ledger.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import { valueOf } from '../generators/cells.ts';
import { csvSnippets } from './mutations.ts';
import { textOf, type Schema, type Words } from './schema-texts.ts';

const BOUNDARY = 'fuzz-boundary';
export const formType = `multipart/form-data; boundary=${BOUNDARY}`;

/** What the fields of a form hold as JSON; the API's description says only that they are texts. */
const fieldSchemas = { mapping: schemaOf(importMapping), control: schemaOf(ledgerControl) };

function schemaOf(schema: z.ZodType): Schema {
  const described: Schema = JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })));
  return described;
}

/** Forms with a file of rows and what else an import takes. */
export function formText(words: Words): fc.Arbitrary<string> {
  const field = (name: keyof typeof fieldSchemas) =>
    fc.option(textOf(fieldSchemas[name], words, name), { nil: null, freq: 2 });
  return fc
    .tuple(rowsText, field('mapping'), field('control'))
    .map(([rows, mapping, control]) =>
      [
        part('name="file"; filename="rows.csv"', rows),
        ...(mapping === null ? [] : [part('name="mapping"', mapping)]),
        ...(control === null ? [] : [part('name="control"', control)]),
        `--${BOUNDARY}--\r\n`,
      ].join(''),
    );
}

function part(disposition: string, content: string): string {
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
}

/** Rows of a table under its own headers, among which some cells are of no kind at all. */
const rowsText: fc.Arbitrary<string> = fc.constantFrom(...tables).chain((table) => {
  const columns = Object.values(table.columns);
  const cell = (column: (typeof columns)[number]) =>
    fc.oneof(
      { weight: 12, arbitrary: valueOf(column).map((value) => quoted(String(value))) },
      { weight: 1, arbitrary: fc.constantFrom(...csvSnippets) },
    );
  return fc
    .array(fc.tuple(...columns.map(cell)), { maxLength: 4 })
    .map((rows) => [columns.map(({ label }) => quoted(label)), ...rows].map((row) => row.join(',')).join('\n'));
});

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
