import { beforeAll, describe, expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import {
  METADATA_SHEET,
  metadataToRows,
  rewriteMetadata,
  type WorkbookMetadata,
} from '../../../shared/tables/workbook-metadata.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { OpenWorkbook } from '../testing/open-workbook.mts';
import { valueOf } from '../testing/outcomes.ts';
import { withSites } from '../testing/workbook-with-sites.mts';
import { CELLS_PER_READ } from './read-tables.ts';

const metadata = { program: 'p', workbook: 'w', protocol: 1, server: '', pending: [] };
const before: WorkbookMetadata = { ...metadata, revision: 5 };
const begun: WorkbookMetadata = { ...before, updating: { changes: 2, to: [{ revision: 7, hash: 'a'.repeat(64) }] } };
const after: WorkbookMetadata = { ...metadata, revision: 7 };

const cases = [
  { of: 'a small table', count: 3 },
  { of: 'a table that takes several requests', count: Math.ceil(CELLS_PER_READ / 25) + 20 },
];

describe.each(cases)('[PRO12] what the workbook says and its cells, of $of', ({ count }) => {
  let workbook: OpenWorkbook;
  let requests: number;
  let undisturbed: Awaited<ReturnType<typeof look>>;

  beforeAll(async () => {
    workbook = await withSites(count);
    valueOf(await workbook.port.writeMetadata(before));
    workbook.host.faults.startCounting();
    undisturbed = await look();
    ({ requests } = workbook.host.faults);
  });

  /** What survey and reading give together; null where a colleague's pane has come in between. */
  async function look() {
    const { port } = workbook;
    const survey = valueOf(await port.survey());
    const read = await port.readTables(['sites'], { said: survey.metadata });
    if (!read.ok) {
      expect(read.problem).toEqual({ kind: 'overtaken' });
      return null;
    }
    const [table] = read.value;
    const name = table?.columns.indexOf('name') ?? -1;
    const names = [table?.rows[0], table?.rows.at(-1)].map((row) => row?.values[name]);
    return { says: survey.metadata?.revision, names, isHalfWay: survey.metadata?.updating !== undefined };
  }

  const putName = (row: number, name: string): void => {
    const [table] = workbook.book.tables();
    const column = table?.columns.findIndex((one) => one.name === tableNamed('sites').columns['name']?.label) ?? -1;
    if (table) workbook.book.write(table.sheetId, table.area.row + 1 + row, table.area.column + column, [[name]]);
  };
  const say = (said: WorkbookMetadata): void => {
    const sheet = workbook.book.sheets().find(({ name }) => name === METADATA_SHEET);
    if (!sheet) return;
    const held = workbook.book.readValues(sheet.id, areaOf(0, 0, metadataToRows(begun).length, 2));
    const { kept, rows } = rewriteMetadata(
      held.map((row) => row.map(String)),
      said,
    );
    workbook.book.write(
      sheet.id,
      kept,
      0,
      rows.map((row) => [...row]),
    );
  };

  /** What a colleague's pane does: it notes that it has begun with the first cell, and the revision after the last one. */
  const begin = (): void => {
    say(begun);
    putName(0, 'Birch');
  };
  const end = (): void => {
    putName(count - 1, 'Cedar');
    say(after);
  };

  test('are given where nobody else writes', () => {
    expect(undisturbed).toEqual({ says: 5, names: ['School 0', `School ${count - 1}`], isHalfWay: false });
  });

  test('are of one moment or are not given, whenever a colleague’s pane begins and ends a sync', async () => {
    for (let beginsAt = 1; beginsAt <= requests; beginsAt++) {
      for (let endsAt = beginsAt; endsAt <= (count > 3 ? beginsAt : requests); endsAt++) {
        say(before);
        putName(0, 'School 0');
        putName(count - 1, `School ${count - 1}`);
        workbook.host.faults.startCounting();
        workbook.host.faults.betweenRequests((request) => {
          if (request === beginsAt) begin();
          if (request === endsAt) end();
        });
        const found = await look();
        workbook.host.faults.betweenRequests(undefined);
        if (found === null || found.isHalfWay) continue;
        const expected = found.says === 7 ? ['Birch', 'Cedar'] : ['School 0', `School ${count - 1}`];
        expect([beginsAt, endsAt, found.names]).toEqual([beginsAt, endsAt, expected]);
      }
    }
  });

  test('take no request more than cells alone', async () => {
    const { host, port } = workbook;
    host.faults.startCounting();
    valueOf(await port.readTables(['sites']));
    const alone = host.faults.requests;
    const { metadata: said } = valueOf(await port.survey());
    host.faults.startCounting();
    valueOf(await port.readTables(['sites'], { said }));
    expect(host.faults.requests).toBe(alone);
  });
});
