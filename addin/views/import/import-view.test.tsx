import { areaOf } from 'excel-host/book/area.ts';
import { createPerson } from 'excel-host/user/person.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/contracts/test-server.ts';
import { officePlan } from '../../../test/imports/office-plan.ts';
import { createSheetTools } from '../../excel/sheet-tools.ts';
import { openWorkbook } from '../../excel/testing/open-workbook.mts';
import { createHttpServerClient } from '../../sync/server/http-server-client.ts';
import { showOnPage, type Shown } from '../testing/show-view.tsx';
import { ImportView } from './import-view.tsx';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

/** The view beside an Excel whose first sheet has an office's list of sites from B3 on, which is selected. */
async function open(): Promise<Shown & { readonly synced: () => number; readonly select: (rows: number) => void }> {
  const program = await server.program();
  const admin = await server.member(program, 'admin');
  await admin.sync(officePlan());
  const { person } = await server.member(program, 'finance');
  const client = createHttpServerClient({
    fetch: (request) => Promise.resolve(server.app.fetch(request)),
    address: 'http://sep.test',
    wait: () => Promise.resolve(),
    session: { token: person.token, person },
  });
  const { book, host, excel } = openWorkbook();
  const [sheet] = book.sheets();
  createPerson(book).paste(sheet?.name ?? '', 'B3', [
    ['Loc Code', 'School', 'Type', 'Region'],
    ['417', 'Elder Elementary', 'Elementary', 'North'],
    ["'0418", 'Fir Elementary', 'Grade school', 'North'],
  ]);
  const select = (rows: number): void => host.select(sheet?.id ?? '', areaOf(2, 1, rows, 4));
  let synced = 0;
  const view = showOnPage(() => (
    <ImportView
      server={client}
      sheet={createSheetTools((options, batch) => excel.Excel.run(options, batch))}
      program={program}
      onSync={() => void synced++}
      onBack={() => undefined}
    />
  ));
  return { ...view, select, synced: () => synced };
}

test('selected cells are taken in, with every question at the cell of the sheet, and the rest is given for mending', async () => {
  const view = await open();
  view.select(3);
  await view.press('Use selected cells');
  await view.says('Sheet1!B3:E5. Sites: ');
  await view.says('B4: 417 as 0417');
  await view.says('D5, Site Type, Grade school');
  expect(view.text()).not.toContain('Or paste rows');
  await view.press('Codes that have lost their leading zeros (1), such as B4: 417 as 0417');
  await view.press('Take in 1 row');
  await view.says('1 row went into the plan as revision 2.');
  await view.says('Download the 1 row to mend');
  await view.press('Download the 1 row to mend');
  await view.says('Downloaded Sites to mend.xlsx.');
  await view.press('Sync now');
  expect(view.synced()).toBe(1);
});
