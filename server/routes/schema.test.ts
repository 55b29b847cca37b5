import { expect, test } from 'vitest';
import { leastRole } from '../../shared/access/duties.ts';
import { z } from 'zod';
import { tables } from '../../shared/tables/all-tables.ts';
import { startTestServer } from '../../test/contracts/test-server.ts';

const reply = z.object({ tables: z.array(z.looseObject({ columns: z.array(z.record(z.string(), z.unknown())) })) });

test('every column is told with what its kind adds, and with nothing that it has not', async () => {
  const server = await startTestServer({ file: ':memory:' });
  const finance = await server.member(await server.program(), 'finance');
  const told = reply.parse(await (await finance.fetch('/schema')).json());
  expect(told.tables.map(({ name, excelName, key, editors }) => ({ name, excelName, key, editors }))).toEqual(
    tables.map(({ name, excelName, key, duty }) => ({ name, excelName, key, editors: leastRole(duty) })),
  );
  for (const [index, { columns }] of tables.entries()) {
    const expected = Object.entries(columns).map(([name, column]) => ({
      name,
      kind: column.kind,
      required: column.required === true,
      computed: column.computed === true,
      unit: column.unit,
      values: 'values' in column ? column.values : undefined,
      references: column.kind === 'reference' ? column.table : undefined,
      scale: 'scale' in column ? column.scale : undefined,
      pattern: 'pattern' in column ? column.pattern : undefined,
      maxLength: 'maxLength' in column ? column.maxLength : undefined,
    }));
    const found = told.tables[index]?.columns.map(({ label, help, numberFormat, ...rest }) => {
      expect([typeof label, typeof help, typeof numberFormat]).toEqual(['string', 'string', 'string']);
      return rest;
    });
    // What a column has not is left out, not null.
    expect(found).toEqual(expected.map((column) => JSON.parse(JSON.stringify(column))));
  }
  await server.close();
});
