import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { ParsedSyncRequest, SyncReply } from '../../shared/protocol/sync.ts';
import { tableNamed, type TableName } from '../../shared/tables/all-tables.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { addDays } from '../../shared/tables/kinds/calendar-dates.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { seedDemo } from '../demo/seed-demo.ts';
import { createProgramEvents, type ProgramEvents } from '../program-events.ts';
import { openDatabase, type DatabaseAddress, type Store } from '../storage/database.ts';
import { inProgram } from '../storage/program-scope.ts';
import { readRows } from '../storage/rows.ts';
import { createSyncService, type SyncService } from './sync-program.ts';
import { submissionOf } from './testing/submission-of.ts';

const PROGRAM = 'cedar-basin';

const databases = {
  SQLite: () => Promise.resolve({ address: { file: ':memory:' }, drop: () => Promise.resolve() }),
  PostgreSQL: async () => {
    const { url, ownerUrl, drop } = await freshDatabaseWithRole();
    return { address: { url, ownerUrl }, drop };
  },
} satisfies Readonly<Record<string, () => Promise<{ address: DatabaseAddress; drop: () => Promise<void> }>>>;

describe.each(Object.entries(databases))('the statements of a sync on %s', (_name, open) => {
  const heard: string[] = [];
  let drop: () => Promise<void>;
  let store: Store;
  let events: ProgramEvents;
  let service: SyncService;
  let finance: WirePerson;
  let base = 0;
  let syncs = 0;

  beforeAll(async () => {
    const database = await open();
    drop = database.drop;
    store = await openDatabase(database.address, (statement) => void heard.push(statement));
    events = createProgramEvents(store);
    service = createSyncService({ store, events, now: () => new Date('2026-11-23T10:00:00.000Z') });
    const seeding: Pick<SyncService, 'sync'> = {
      sync: async (program, seed) => {
        if (seed.author.name.startsWith('Félix')) finance = seed.author;
        const reply = await service.sync(program, seed);
        base = reply.revision;
        return reply;
      },
    };
    await seedDemo(store, seeding, 'demo');
  });
  afterAll(async () => {
    await events.close();
    await store.close();
    await drop();
  });

  const rowsOf = (table: TableName): Promise<StoredRow[]> =>
    inProgram(PROGRAM, () => readRows(store.read, PROGRAM, tableNamed(table)));

  /** Rows of a table; payments of a month that is not closed, on orders that are not paid up; lines whose amounts are not fixed. */
  async function some(table: TableName, count: number): Promise<StoredRow[]> {
    const all = await rowsOf(table);
    const [orders, projects] = [await rowsOf('commitments'), await rowsOf('projects')];
    const proposed = new Set(
      projects.flatMap(({ cells }) => (cells['status'] === 'Proposed' ? [cells['number'] ?? null] : [])),
    );
    const open = new Set(orders.flatMap(({ cells }) => (cells['status'] === 'Open' ? [cells['number']] : [])));
    const isMeant = ({ cells }: StoredRow): boolean => {
      if (table === 'expenditures') return cells['period'] === '2026-10' && open.has(cells['commitment'] ?? null);
      return table !== 'budgetLines' || proposed.has(cells['project'] ?? null);
    };
    const rows = all.filter(isMeant);
    expect(rows.length).toBeGreaterThanOrEqual(count);
    return rows.slice(0, count);
  }

  /** Syncs as a pane does. @returns the statements */
  async function statementsOf(edits: ParsedSyncRequest['edits']): Promise<{ reply: SyncReply; statements: string[] }> {
    const submission = submissionOf(finance, { base, syncId: `statements-${++syncs}`, edits });
    heard.length = 0;
    const reply = await service.sync(PROGRAM, submission, { computed: 'moved' });
    const statements = [...heard];
    expect(reply).toMatchObject({ refusals: [], conflicts: [], committed: base + 1 });
    base = reply.revision;
    return { reply, statements };
  }

  /** An update of each row. */
  function updates(table: TableName, rows: readonly StoredRow[], cellsOf: (row: StoredRow, index: number) => Cells) {
    return { [table]: { updates: rows.map((row, index) => ({ row: row.row, cells: { ...cellsOf(row, index) } })) } };
  }

  /** What figures are made of, and whatever sums them up. */
  const figures = /(from|join) "?(expenditures|commitments|commitment_changes|change_lines|changes|\w*sums)\b/i;

  test('[FG4] a note reads no figures', async () => {
    const { reply, statements } = await statementsOf(
      updates('budgetLines', await some('budgetLines', 1), () => ({ note: 'Two quotes are in.' })),
    );
    expect(statements.filter((statement) => figures.test(statement))).toEqual([]);
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(8);
    expect(reply.remote.tables['budgetLines']?.columns).not.toContain('current');
  });

  const phases = ['Design', 'Installation', 'Close-out'];

  test.each<{
    what: string;
    table: TableName;
    count?: number;
    most?: number;
    cellsOf: (row: StoredRow, index: number) => Cells;
  }>([
    { what: 'notes', table: 'budgetLines', cellsOf: (_row, index) => ({ note: `Note ${index}` }) },
    { what: 'accounts', table: 'expenditures', cellsOf: () => ({ account: null, invoiceMode: null }) },
    { what: 'descriptions', table: 'commitments', cellsOf: (_row, index) => ({ description: `Switches ${index}` }) },
    // [V42] Whether work in a blocked window is refused is a setting of the program: one statement.
    {
      what: 'dates nobody sums up',
      table: 'milestones',
      most: 9,
      cellsOf: () => ({ forecastStart: '2019-01-07' }),
    },
    { what: 'names', table: 'sites', cellsOf: (_row, index) => ({ shortName: `Site ${index}` }) },
    {
      what: 'different columns',
      table: 'sites',
      cellsOf: ({ cells }, index) =>
        [{ city: 'Elm' }, { street: '1 Elm' }, { zip: '90002' }, { grades: 'K-5' }, { shortName: 'S' }][index % 5] ??
        cells,
    },
    {
      what: 'phases and remarks',
      table: 'projects',
      count: 5,
      cellsOf: (_row, index) => ({ phase: phases[index % 3] ?? null, remark: `Next ${index}` }),
    },
  ])('[FG4] ten $what of $table: at most 8, or 9', async ({ table, count = 10, most = 8, cellsOf }) => {
    const { statements } = await statementsOf(updates(table, await some(table, count), cellsOf));
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(most);
  });

  // What moves figures reads what they are made of, beside the sums that are kept, and what the rules of the whole plan look
  // at: of payments the month, lines with their sums and orders, what else is on these. Eight of the statements write, two
  // begin and end the transaction, two lock the program and read who asks with the rows edited. Nothing else may raise these.
  const moves: { table: TableName; brings?: TableName; most: number; cellsOf: (row: StoredRow) => Cells }[] = [
    {
      table: 'expenditures',
      brings: 'budgetLines',
      most: 14,
      cellsOf: ({ cells }) => ({ amount: Number(cells['amount']) + 100 }),
    },
    {
      table: 'budgetLines',
      most: 14,
      cellsOf: ({ cells }) => ({ original: Number(cells['original']) - 100 }),
    },
    {
      table: 'milestones',
      most: 11,
      cellsOf: ({ cells }) => ({ forecastFinish: addDays(String(cells['forecastFinish']), 1) }),
    },
    { table: 'scope', most: 11, cellsOf: () => ({ plannedQuantity: 5 }) },
  ];
  test.each(moves)(
    '[FG4] ten cells of $table that move figures: at most $most',
    async ({ table, brings = table, most, cellsOf }) => {
      const { reply, statements } = await statementsOf(updates(table, await some(table, 10), cellsOf));
      expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(most);
      expect(reply.remote.tables[brings]?.columns).toEqual(Object.keys(tableNamed(brings).columns));
    },
  );
});
