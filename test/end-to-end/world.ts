import { createHttpServerClient } from '../../addin/sync/server/http-server-client.ts';
import { createSyncSession } from '../../addin/sync/session/create-sync-session.ts';
import type { ServerClient } from '../../addin/sync/server/server-client.ts';
import type { SyncSession } from '../../addin/sync/session/sync-session.ts';
import type { SyncState } from '../../addin/sync/session/sync-state.ts';
import { createExcelWorkbook } from '../../addin/excel/excel-workbook.ts';
import type { WorkbookPort } from '../../addin/excel/workbook-port.ts';
import type { Book } from 'excel-host/book/book.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import type { Scalar } from 'excel-host/book/cell.ts';
import { bodyArea } from 'excel-host/book/table-areas.ts';
import { openExcel, type OpenedExcel } from 'excel-host/client/open-excel.mts';
import { openBook } from 'excel-host/file/open-book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import { createExcelHost, type ExcelHost } from 'excel-host/host/excel-host.ts';
import { createPerson, type Person } from 'excel-host/user/person.ts';
import type { Role, RowScopeGrant } from '../../shared/access/membership.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { freshDatabaseWithRole } from '../postgres/fresh-role.ts';
import { startTestServer, type Limits, type TestClient, type TestServer } from '../contracts/test-server.ts';

/** The databases every end-to-end test runs on. */
export const DIALECTS = ['sqlite', 'postgres'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** One server with one program, and people with workbooks: Microsoft's client library above, the real app below. */
export interface World {
  readonly server: TestServer;
  readonly program: string;
  /** Somebody at the program by plain HTTP, to prepare it and to look at it. */
  readonly clerk: TestClient;
  /** A person with a workbook that holds `tables` and is connected and synced. */
  officer(options?: OfficerOptions): Promise<Officer>;
  /** Everybody goes home; the server stays for the other tests of the file. */
  close(): void;
}

export interface OfficerOptions {
  readonly role?: Role;
  readonly scope?: RowScopeGrant | null;
  readonly limits?: Limits;
  readonly tables?: readonly string[];
  /** A book that is there already: a copy of a colleague's, or the very same one for two panes on one workbook. */
  readonly book?: Book;
}

/** One person: a book, an Excel with it, hands on the keyboard, and the add-in's session. */
export interface Officer {
  readonly client: TestClient;
  readonly book: Book;
  readonly host: ExcelHost;
  readonly excel: OpenedExcel;
  readonly hands: Person;
  readonly port: WorkbookPort;
  readonly network: Network;
  readonly session: SyncSession;
  /** The server as this person's pane reaches it. */
  readonly server: ServerClient;
  /** The file as it is now, as Save As or a mail copies it. */
  copyBook(): Book;
  /** Cells of a table's body by wire names, in the order of the sheet; blank rows left out. */
  rows(table: string): Record<string, Scalar>[];
  /** Types into the row with this key (first key column) as the person would. */
  type(table: string, key: string, column: string, text: string): void;
  /** Types a new row below a table. */
  add(table: string, cells: Readonly<Record<string, string>>): void;
  /** Closes the pane and opens it anew: nothing is left but the workbook. */
  reopen(): Promise<Officer>;
  /** Closes Excel; the world does it for everybody at its end. */
  leave(): void;
}

/** The network between one pane and the server. */
export interface Network {
  /** Replies of this many requests to come get lost on the way back. */
  loseReplies: number;
  /** Requests that do not even arrive. */
  loseRequests: number;
  /** Requests that reached the server, as "METHOD path". */
  readonly arrived: string[];
}

interface OpenServer {
  readonly server: TestServer;
  readonly drop: () => Promise<void>;
}

/** One server per database for all tests of a file: programs do not see each other. */
const servers = new Map<Dialect, Promise<OpenServer>>();

async function startServer(dialect: Dialect): Promise<OpenServer> {
  const database = dialect === 'postgres' ? await freshDatabaseWithRole() : null;
  const server = await startTestServer(database ?? { file: ':memory:' });
  return { server, drop: database?.drop ?? (() => Promise.resolve()) };
}

/** Ends what the tests of a file have started; close-worlds.ts sees to it. */
export async function closeServers(): Promise<void> {
  const opened = [...servers.values()];
  servers.clear();
  for (const opening of opened) {
    const { server, drop } = await opening;
    await server.close();
    await drop();
  }
}

/** Makes an empty program for one test. */
export async function openWorld(dialect: Dialect): Promise<World> {
  const opening = servers.get(dialect) ?? startServer(dialect);
  servers.set(dialect, opening);
  return openWorldOn((await opening).server);
}

/** The same on a server of one's own. */
export async function openWorldOn(server: TestServer): Promise<World> {
  const program = await server.program();
  const clerk = await server.member(program, 'admin');
  const officers: Officer[] = [];
  return {
    server,
    program,
    clerk,
    async officer(options = {}) {
      const client = await server.member(program, options.role ?? 'admin', options.scope ?? null, options.limits);
      const officer = await openOfficer(server, client, options.book ?? (await blankBook(options.tables ?? ['sites'])));
      officers.push(officer);
      if (options.book === undefined) expectNoProblem(await officer.session.connect(program, 'adopt'));
      return officer;
    },
    close() {
      for (const officer of officers) officer.leave();
    },
  };
}

const blankBooks = new Map<string, ReturnType<typeof saveBook>>();

/** A book with blank tables, set up by the add-in once and copied from then on: a few milliseconds each. */
async function blankBook(names: readonly string[]): Promise<Book> {
  const key = names.join();
  const known = blankBooks.get(key);
  if (known) return openBook(known);
  const book = new MemoryBook();
  book.addSheet();
  const host = createExcelHost(book);
  const { Excel } = openExcel(host);
  const port = createExcelWorkbook((options, batch) => Excel.run(options, batch));
  const made = await port.setUp({ create: names.map(tableNamed), adopt: [] });
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  host.close();
  const file = saveBook(book);
  blankBooks.set(key, file);
  return openBook(file);
}

/** Loaded client libraries that nobody uses: connecting one to another host is much quicker than loading one. */
const idleLibraries: OpenedExcel[] = [];

function libraryFor(host: ExcelHost): OpenedExcel {
  const idle = idleLibraries.pop();
  idle?.reconnect(host);
  return idle ?? openExcel(host);
}

async function openOfficer(server: TestServer, client: TestClient, book: Book): Promise<Officer> {
  const user = client.person.name;
  const host = createExcelHost(book, { user });
  const excel = libraryFor(host);
  const port = createExcelWorkbook((options, batch) => excel.Excel.run(options, batch));
  const network: Network = { loseReplies: 0, loseRequests: 0, arrived: [] };
  const serverClient = createHttpServerClient({
    fetch: (request) => travel(server, network, request),
    address: 'http://sep.test',
    wait: () => Promise.resolve(),
    session: { token: client.person.token, person: client.person },
  });
  const session = createSyncSession({
    workbook: port,
    server: serverClient,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    now: () => server.clock,
    serverAddress: 'http://sep.test',
  });
  await session.open();
  const hands = createPerson(book, { user });
  let isOpen = true;
  const leave = (): void => {
    if (isOpen) idleLibraries.push(excel);
    isOpen = false;
    session.close();
    host.close();
  };
  return {
    client,
    book,
    host,
    excel,
    hands,
    port,
    network,
    session,
    server: serverClient,
    copyBook: () => openBook(saveBook(book)),
    rows: (table) => rowsOfBook(book, table),
    type: (table, key, column, text) => typeInto(book, hands, table, key, column, text),
    add: (table, cells) => addRow(hands, table, cells),
    reopen: () => {
      leave();
      return openOfficer(server, client, book);
    },
    leave,
  };
}

async function travel(server: TestServer, network: Network, request: Request): Promise<Response> {
  if (network.loseRequests > 0) {
    network.loseRequests--;
    throw new TypeError('Failed to fetch');
  }
  network.arrived.push(`${request.method} ${new URL(request.url).pathname}`);
  const response = await server.app.request(request);
  if (network.loseReplies > 0) {
    network.loseReplies--;
    await response.arrayBuffer();
    throw new TypeError('Failed to fetch');
  }
  return response;
}

function excelTable(book: Book, name: string) {
  const { excelName } = tableNamed(name);
  const found = book.tables().find((table) => table.name === excelName);
  if (!found) throw new Error(`The book has no table ${excelName}.`);
  return found;
}

function rowsOfBook(book: Book, name: string): Record<string, Scalar>[] {
  const info = excelTable(book, name);
  const names = Object.entries(tableNamed(name).columns).map(([column, { label }]) => [label, column] as const);
  const byLabel = new Map<string, string>([...names, ['Row ID', 'Row ID']]);
  return book
    .readValues(info.sheetId, bodyArea(info))
    .map((line) =>
      Object.fromEntries(
        line.flatMap((value, index) => {
          const label = info.columns[index]?.name ?? '';
          return value === '' ? [] : [[byLabel.get(label) ?? label, value]];
        }),
      ),
    )
    .filter((row) => Object.keys(row).length > 0);
}

function labelOf(table: string, column: string): string {
  return tableNamed(table).columns[column]?.label ?? column;
}

function typeInto(book: Book, hands: Person, table: string, key: string, column: string, text: string): void {
  const info = excelTable(book, table);
  const [keyColumn = ''] = tableNamed(table).key;
  const index = info.columns.findIndex(({ name }) => name === labelOf(table, keyColumn));
  const row = book.readValues(info.sheetId, bodyArea(info)).findIndex((line) => line[index] === key);
  if (row < 0) throw new Error(`No row ${key} in ${table}.`);
  const entry = hands.typeIntoTable(info.name, row, labelOf(table, column), text);
  if (entry !== 'entered') throw new Error(`Excel refused ${text} in ${table} ${key} ${column}.`);
}

function addRow(hands: Person, table: string, cells: Readonly<Record<string, string>>): void {
  const labelled = Object.entries(cells).map(([column, text]) => [labelOf(table, column), text] as const);
  hands.typeNewRow(tableNamed(table).excelName, Object.fromEntries(labelled));
}

/** The program's rows of a table at the head, by key (first key column), editable columns and computed ones. */
export async function programRows(world: World, table: string): Promise<Map<string, Cells>> {
  const [key = ''] = tableNamed(table).key;
  const rows = await world.clerk.rows(table);
  return new Map([...rows.values()].map(({ cells }) => [String(cells[key]), cells]));
}

/** Fails with what the pane would show, unless the session is at rest without problem or question. */
export function expectNoProblem(state: SyncState): SyncState {
  if (state.problem !== null || state.question !== null) {
    throw new Error(JSON.stringify({ problem: state.problem, question: state.question }));
  }
  return state;
}
