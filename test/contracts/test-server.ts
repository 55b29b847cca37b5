import { randomBytes, randomUUID } from 'node:crypto';
import type { RowScopeGrant, Role } from '../../shared/access/membership.ts';
import { syncReply, type SyncReply, type SyncRequest, type TableEdits } from '../../shared/protocol/sync.ts';
import type { Cell, Cells, RowId } from '../../shared/tables/cell.ts';
import { rowIdFromBytes } from '../../shared/tables/cell.ts';
import { createApp, type AppDeps } from '../../server/app.ts';
import { createProgram, grant } from '../../server/identity/accounts.ts';
import type { Granted } from '../../server/identity/granted.ts';
import { createPasswordThreads } from '../../server/identity/password-threads.ts';
import { openSession } from '../../server/identity/sessions.ts';
import { QUICK } from '../../server/identity/testing/quick-passwords.ts';
import { createProgramEvents } from '../../server/program-events.ts';
import { createSyncService, type SyncService, type SyncServiceDeps } from '../../server/reconcile/sync-program.ts';
import { openDatabase, type DatabaseAddress, type HearStatement, type Store } from '../../server/storage/database.ts';

export type App = ReturnType<typeof createApp>;

/** One line of the server's log. */
export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Roles of the plan that a member is limited to, and who the member is in the plan. */
export type Limits = Partial<Pick<Granted, 'planRoles' | 'person'>>;

/** A server in this process, with programs and people of its own. */
export interface TestServer {
  /** On PostgreSQL as the owner, who sees every program; the server itself runs as a role that may do less. */
  readonly store: Store;
  /** What the server itself runs on, for work of its own beside the requests. */
  readonly served: Store;
  readonly app: App;
  readonly log: LogLine[];
  /** What all doors lead to, for doors that no person comes through. */
  readonly sync: SyncService;
  /** The server's clock; assign to let time pass. */
  clock: Date;
  /** Makes an empty program. @returns its id */
  program(): Promise<string>;
  /** Makes a person who is a member of the program, signed in. */
  member(program: string, role: Role, scope?: RowScopeGrant | null, limits?: Limits): Promise<TestClient>;
  /** Forgets what only a running server remembers of programs, as one that has just started. */
  forget(): void;
  close(): Promise<void>;
}

/** A server over the database, with parts of your own where you give them. Open streams are looked at many times a second. */
export async function startTestServer(
  address: DatabaseAddress,
  {
    mostPulled,
    ...parts
  }: Partial<
    Pick<AppDeps, 'accessCheckMs' | 'demo' | 'reports' | 'limits' | 'publicUrl' | 'reader' | 'metrics'> &
      Pick<SyncServiceDeps, 'mostPulled'>
  > = {},
  hear?: HearStatement,
): Promise<TestServer> {
  const served = await openDatabase(address, hear);
  // As its owner the test looks at all programs and does what the running role may not.
  const store = address.ownerUrl === undefined ? served : await openDatabase({ url: address.ownerUrl });
  const log: LogLine[] = [];
  const events = createProgramEvents(served);
  const freshSync = (): SyncService =>
    // Tests do not come again when they are told to, and on a slow machine many at once may be.
    createSyncService({
      store: served,
      events,
      now: () => server.clock,
      longestWaitMs: Infinity,
      ...(mostPulled !== undefined && { mostPulled }),
    });
  let running = freshSync();
  const sync: SyncService = {
    answer: (...submission) => running.answer(...submission),
    pull: (...submission) => running.pull(...submission),
    sync: (...submission) => running.sync(...submission),
    preview: (...submission) => running.preview(...submission),
  };
  const deps = {
    store: served,
    events,
    sync,
    now: () => server.clock,
    randomBytes,
    version: '0.0.0-test',
    log: (level: string, message: string, fields: Readonly<Record<string, unknown>>) =>
      void log.push({ level, message, fields }),
    demo: false,
    passwordThreads: createPasswordThreads(QUICK),
    accessCheckMs: 20,
    ...parts,
  };
  const app = createApp(deps);
  const server: TestServer = {
    store,
    served,
    app,
    log,
    sync,
    clock: new Date('2026-11-23T10:00:00.000Z'),
    program: async () => {
      const id = `p-${randomUUID().slice(0, 8)}`;
      await createProgram(store.write, { id, name: `Program ${id}`, district: 'Cedar Basin', fiscalYear: '2026-27' });
      return id;
    },
    member: async (program, role, scope = null, limits = {}) => {
      const name = `${role} ${randomUUID().slice(0, 4)}`;
      const email = `${randomUUID()}@cedar-basin.example`;
      const password = { hash: 'scrypt$2$1$1$AAAA$AAAA' };
      const id = randomUUID();
      await store.write
        .insertInto('accounts')
        .values({ id, email, name, password: password.hash, disabled: 0, created_at: server.clock.toISOString() })
        .execute();
      await grant(store.write, { program, account: id, role, scope, ...limits }, server.clock);
      return new TestClient(app, program, { id, name, email, token: await openSession(deps, id) });
    },
    forget: () => void (running = freshSync()),
    close: async () => {
      await events.close();
      await served.close();
      if (store !== served) await store.close();
    },
  };
  return server;
}

export interface SyncOptions {
  readonly base?: number;
  readonly syncId?: string;
  readonly note?: string;
  readonly decisions?: SyncRequest['decisions'];
  readonly preview?: boolean;
  readonly protocol?: number;
}

/** A row as a client reads it. */
export interface ReadRow {
  readonly row: RowId;
  readonly revision: number;
  readonly cells: Cells;
}

/** One person with one workbook. */
export class TestClient {
  readonly app: App;
  readonly program: string;
  readonly person: { readonly id: string; readonly name: string; readonly email: string; readonly token: string };
  readonly workbook = randomUUID();

  constructor(app: App, program: string, person: TestClient['person']) {
    this.app = app;
    this.program = program;
    this.person = person;
  }

  /** The same person with another copy of the workbook. */
  copy(): TestClient {
    return new TestClient(this.app, this.program, this.person);
  }

  /** The same person in another program. */
  in(program: string): TestClient {
    return new TestClient(this.app, program, this.person);
  }

  /** Calls a path below the program. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return this.fetchApi(`/programs/${this.program}${path}`, init);
  }

  async fetchApi(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${this.person.token}`);
    return this.app.request(`/api${path}`, { ...init, headers });
  }

  request(edits: Record<string, TableEdits>, options: SyncOptions = {}): SyncRequest {
    const { base = 0, syncId = randomUUID(), note, decisions, protocol = 1 } = options;
    return {
      protocol,
      base,
      syncId,
      workbook: this.workbook,
      edits,
      ...(note === undefined ? {} : { note }),
      ...(decisions === undefined ? {} : { decisions }),
    };
  }

  async post(body: unknown, query = ''): Promise<Response> {
    return this.fetch(`/sync${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Syncs, and fails on any answer but 200. */
  async sync(edits: Record<string, TableEdits>, options: SyncOptions = {}): Promise<SyncReply> {
    const response = await this.post(this.request(edits, options), options.preview === true ? '?preview=true' : '');
    if (response.status !== 200) throw new Error(`Sync answered ${response.status}: ${await response.text()}`);
    return syncReply.parse(await response.json());
  }

  /** Rows of a table by Row ID, at the head or at a revision. */
  async rows(table: string, at?: number): Promise<Map<RowId, ReadRow>> {
    const response = await this.fetch(`/rows?tables=${table}${at === undefined ? '' : `&at=${at}`}`);
    if (response.status !== 200) throw new Error(`Rows answered ${response.status}: ${await response.text()}`);
    const body: { tables: Record<string, { columns: string[]; rows: [string, number, ...Cell[]][] }> } =
      await response.json();
    const { columns = [], rows = [] } = body.tables[table] ?? {};
    return new Map(
      rows.map(([row, revision, ...values]) => [
        row,
        { row, revision, cells: Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null])) },
      ]),
    );
  }
}

let rowsMade = 0;

/** Ids in the order in which they are made, so that the row a test takes first is the same one in every run. */
export function newRow(): RowId {
  rowsMade++;
  // Five bits of each byte make a letter of the id.
  const counted = [20, 15, 10, 5, 0].map((bits) => rowsMade >> bits);
  return rowIdFromBytes(Uint8Array.from([...counted, ...randomBytes(10)]));
}
