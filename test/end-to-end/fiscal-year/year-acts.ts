import { setCell } from '../../../server/workbook/testing/edit-file.ts';
import { parseWorkbook } from '../../../server/workbook/read/parse-workbook.ts';
import { filePlaces } from '../../../server/workbook/upload/file-places.ts';
import { localOf } from '../../../server/workbook/upload/local-of.ts';
import {
  changeActReply,
  draftReply,
  type ActRequest,
  type ChangeOutcome,
  type DraftRequest,
} from '../../../shared/protocol/budget-changes.ts';
import { syncReply, type SyncReply } from '../../../shared/protocol/sync.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { Cells } from '../../../shared/tables/cell.ts';
import { cellToExcel } from '../../../shared/tables/kinds/kind-of.ts';
import { inserts } from '../../contracts/plan-rows.ts';
import type { TestClient } from '../../contracts/test-server.ts';
import { enter, rowOf, type YearOffice } from './year-office.ts';

/** Why the office asks for changes. */
export const WHY = 'Bids came in above the estimate of the engineer.';

/** What the ledger posted of an invoice. */
export interface Posting extends Cells {
  readonly postingDate: string;
  readonly period: string;
  readonly budgetLine: string;
  readonly amount: number;
}

/** The officer brings in what the ledger posted. */
export async function post(office: YearOffice, document: string, cells: Posting): Promise<void> {
  const { amount, period } = cells;
  office.ledger.set(period, (office.ledger.get(period) ?? 0) + amount);
  const posting = { document, line: 1, type: 'Invoice', ...cells };
  await enter(office, office.staff.officer, { expenditures: inserts(posting).edits });
}

/** The forecasts of both projects for a month in cents, each by its manager. */
export async function forecast(office: YearOffice, period: string, first: number, second: number): Promise<void> {
  const row = (project: string, etc: number): Cells => {
    return { project, category: 'All categories', period, etc, method: 'Manual' };
  };
  await enter(office, office.staff.ana, { forecasts: inserts(row('26.00001', first)).edits });
  await enter(office, office.staff.ben, { forecasts: inserts(row('26.00002', second)).edits });
}

/** Posts a body below the program. Throws for any answer but 200. */
export async function postTo(client: TestClient, path: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const response = await client.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** Drafts a change and submits it. */
export async function submit(client: TestClient, body: DraftRequest): Promise<ChangeOutcome> {
  return draftReply.parse(await postTo(client, '/changes', { reason: WHY, submit: true, ...body })).change;
}

export async function actOn(
  client: TestClient,
  { number }: Pick<ChangeOutcome, 'number'>,
  act: string,
  body: ActRequest = {},
): Promise<ChangeOutcome> {
  return changeActReply.parse(await postTo(client, `/changes/${number}/${act}`, body)).change;
}

type Typed = readonly [table: string, wanted: Cells, cells: Cells];

/** A workbook that somebody downloads, changes by hand and gives back. */
export async function mailBack(office: YearOffice, client: TestClient, edits: readonly Typed[]): Promise<SyncReply> {
  let bytes = new Uint8Array(await (await client.fetch('/workbook.xlsx')).arrayBuffer());
  const reading = await parseWorkbook(bytes);
  if (!reading.ok) throw new Error(reading.message);
  for (const [table, wanted, cells] of edits) {
    const file = reading.contents.tables.find((each) => each.table === table);
    if (!file) throw new Error(`The workbook has no ${table}.`);
    const places = filePlaces(file, localOf(file));
    const row = await rowOf(office, table, wanted);
    for (const [column, value] of Object.entries(cells)) {
      const spec = tableNamed(table).columns[column];
      const address = places.address(row, column).slice(places.sheet.length + 1);
      if (spec) bytes = new Uint8Array(setCell(bytes, file.sheet, address, cellToExcel(spec, value, false)));
    }
  }
  return syncReply.parse(await (await client.fetch('/workbook', { method: 'POST', body: bytes })).json());
}
