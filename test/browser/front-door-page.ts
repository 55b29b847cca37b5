import { strFromU8, unzipSync } from 'fflate';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { z } from 'zod';
import { columnLetters } from '../../shared/workbook-file/column-letters.ts';
import { setCell, sheetPath } from '../../server/workbook/testing/edit-file.ts';
import { rowsReply } from '../../shared/protocol/cells.ts';
import { signInReply } from '../../shared/protocol/people.ts';
import { syncReply } from '../../shared/protocol/sync.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { patient } from '../patience.ts';
import { troublesOf } from './troubles.ts';

const PROGRAM = 'cedar-basin';
export const PASSWORD = 'cedar-basin';

export interface DoorPage {
  readonly page: Page;
  /** Errors of the console, uncaught exceptions, policy violations and failed requests, as they came. */
  readonly troubles: readonly string[];
}

/** Opens the front door in a browser of its own. */
export async function openFrontDoor(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<DoorPage> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(patient(15_000));
  const troubles = troublesOf(page);
  await page.goto(url);
  return { page, troubles };
}

export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).first().click();
}

/** The API of the demo program as one person uses it, beside the browser. */
export interface DemoApi {
  readonly token: string;
  /** Sets a cell of the site with this code, at the head. */
  setSite(code: string, column: string, value: Cell): Promise<void>;
  /** Takes a month out of its soft close, so that an officer enters its postings; by finance. */
  openMonth(period: string): Promise<void>;
  site(code: string, column: string): Promise<Cell | undefined>;
  json(path: string): Promise<unknown>;
}

export async function demoApi(url: string, email: string): Promise<DemoApi> {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const { token } = signInReply.parse(await (await post('/sign-in', { email, password: PASSWORD })).json());
  const headers = { authorization: `Bearer ${token}` };
  const json = async (path: string): Promise<unknown> =>
    z.unknown().parse(await (await fetch(`${url}/api/programs/${PROGRAM}${path}`, { headers })).json());
  const tableOf = async (table: string) => {
    const { revision, tables } = rowsReply.parse(await json(`/rows?tables=${table}`));
    const { columns = [], rows = [] } = tables[table] ?? {};
    const cellOf = (row: readonly Cell[], column: string) => row[columns.indexOf(column) + 2];
    const found = (key: string, value: string) => rows.find((row) => cellOf(row, key) === value) ?? [];
    return { revision, cellOf, found };
  };
  const set = async (table: string, [key, value]: [key: string, value: string], cells: Record<string, Cell>) => {
    const { revision, found } = await tableOf(table);
    const edits = { [table]: { updates: [{ row: found(key, value)[0], cells }] } };
    const request = { protocol: 1, base: revision, syncId: `test-${value}-${revision}`, workbook: 'test', edits };
    const reply = syncReply.parse(await (await post(`/programs/${PROGRAM}/sync`, request, headers)).json());
    if (reply.committed === null) throw new Error(`${value} was not set: ${JSON.stringify(reply)}`);
  };
  return {
    token,
    json,
    site: async (code, column) => {
      const { cellOf, found } = await tableOf('sites');
      return cellOf(found('code', code), column);
    },
    setSite: (code, column, value) => set('sites', ['code', code], { [column]: value }),
    openMonth: (period) => set('periods', ['period', period], { status: 'Open' }),
  };
}

/** A cell of a table's sheet in a consolidated workbook, set as Excel sets it; the row is found by its key. */
export function editWorkbook(
  file: Uint8Array,
  table: string,
  key: string,
  column: string,
  value: string | number,
): Uint8Array {
  const { label, columns } = tableNamed(table);
  const xml = strFromU8(unzipSync(file)[sheetPath(file, label)] ?? new Uint8Array());
  const row = [...xml.matchAll(/<row r="(\d+)".*?<\/row>/gs)].find(([text]) => text.includes(`>${key}<`))?.[1];
  if (row === undefined) throw new Error(`The sheet ${label} has no row ${key}.`);
  // Column A is the Row ID.
  return setCell(file, label, `${columnLetters(Object.keys(columns).indexOf(column) + 1)}${row}`, value);
}
