import { randomBytes } from 'node:crypto';
import { createHttpServerClient } from '../../addin/sync/server/http-server-client.ts';
import { createSyncSession } from '../../addin/sync/session/create-sync-session.ts';
import type { SyncSession } from '../../addin/sync/session/sync-session.ts';
import { inserts, site, update } from '../contracts/plan-rows.ts';
import type { TestClient, TestServer } from '../contracts/test-server.ts';
import { SheetBook } from './sheet-book.ts';
import { SheetPort } from './sheet-port.ts';

/** A session over a workbook of plain rows, and all that happens around it. */
export interface SessionBench {
  readonly session: SyncSession;
  readonly book: SheetBook;
  readonly port: SheetPort;
  readonly ids: readonly string[];
  readonly finance: TestClient;
  /** Requests that still reach the server before the line is down; null: all do. */
  lostAfter: number | null;
  /** Requests that the server still answers before it asks to wait, for so many seconds; null: it answers all. */
  busyAfter: number | null;
  readonly typed: (index: number, column: string, value: string) => void;
}

/** A session that has synced three sites; a colleague has renamed one since, and the same one was renamed here. */
export async function sessionBench(server: TestServer): Promise<SessionBench> {
  const finance = await server.member(await server.program(), 'finance');
  const { ids, edits } = inserts(site('0417'), site('0420'), site('0433'));
  await finance.sync({ sites: edits });
  const book = new SheetBook(['sites']);
  const { program, workbook } = finance;
  book.metadata = { program, workbook, revision: 0, protocol: 1, server: 'http://localhost', pending: [] };
  const port = new SheetPort(book);
  const one: SessionBench = {
    book,
    port,
    ids,
    finance,
    lostAfter: null,
    busyAfter: null,
    session: createSyncSession({
      workbook: port,
      server: createHttpServerClient({
        fetch: async (request) => {
          if (one.lostAfter !== null && one.lostAfter-- <= 0) throw new TypeError('fetch failed');
          if (one.busyAfter !== null && one.busyAfter-- <= 0) return askedToWait();
          return finance.app.fetch(request);
        },
        address: 'http://localhost',
        wait: async () => undefined,
        session: { token: finance.person.token, person: finance.person },
      }),
      randomBytes,
      now: () => server.clock,
      serverAddress: 'http://localhost',
    }),
    typed: (index, column, value) => {
      book
        .rows('sites')
        .find(({ rowId }) => rowId === ids[index])
        ?.cells.set(column, value);
    },
  };
  await one.session.open();
  await one.session.sync();
  await finance.sync({ sites: update(ids[0] ?? '', { name: 'Theirs' }) }, { base: 1 });
  one.typed(0, 'name', 'Mine');
  one.typed(1, 'name', 'Birch');
  return one;
}

/** Seconds that a busy server asks to wait. */
export const WAIT_SECONDS = 7;

function askedToWait(): Response {
  const error = { code: 'too_many_requests', message: 'That was sent very often.' };
  return Response.json({ error }, { status: 429, headers: { 'retry-after': String(WAIT_SECONDS) } });
}
