import { createAccount, createProgram, grant } from '../../../server/identity/accounts.ts';
import { createProgramEvents } from '../../../server/program-events.ts';
import { createSyncService } from '../../../server/reconcile/sync-program.ts';
import { openDatabase } from '../../../server/storage/database.ts';
import type { Edit } from '../../../shared/sync/edit.ts';
import { expectSame, serveContender, timed } from '../harness/contender.ts';
import { temporaryFile } from '../harness/temporary-file.ts';
import { cents } from '../workload/cell-values.ts';
import { planRows, rowIdFrom } from '../workload/plan-rows.ts';
import { randomFrom } from '../workload/random.ts';

const PROGRAM = 'bench';
const AMOUNTS_PER_SYNC = 10;

/** Mode "with:50": whether the plan as a whole is judged, and syncs per run. */
await serveContender(async ({ size, mode, databaseUrl }) => {
  const [judged, count] = mode.split(':');
  const store = await openDatabase(
    databaseUrl === undefined ? { file: temporaryFile('rules.db') } : { url: databaseUrl },
  );
  const events = createProgramEvents(store);
  const now = () => new Date('2026-11-23T10:00:00.000Z');
  const service = createSyncService({ store, events, now, ...(judged === 'with' ? {} : { judge: () => undefined }) });
  await createProgram(store.write, { id: PROGRAM, name: 'Bench', district: 'Cedar Basin', fiscalYear: '2026-27' });
  const email = 'bench@cedar-basin.example';
  const author = await createAccount(store.write, { email, name: 'Bench', password: 'cedar-basin' });
  await grant(store.write, { program: PROGRAM, account: author.id, role: 'admin', scope: null });
  const plan = planRows(size);
  // Contingency and reserve take no contract.
  const works = plan.budgetLines.filter(
    ({ cells }) => !['Contingency', 'Program Reserve'].includes(String(cells['category'])),
  );
  const random = randomFrom(53);
  let [head, ordinal] = [0, 0];
  const sync = async (edits: readonly Edit[]): Promise<void> => {
    const syncId = `rules-${head}`;
    const origin = { door: 'sync', workbook: 'bench', syncId, digest: syncId, base: head, note: '' } as const;
    const reply = await service.sync(PROGRAM, { author, origin, edits }, { computed: 'moved' });
    expectSame('refused', JSON.stringify(reply.refusals), '[]');
    head = reply.revision;
  };
  const tables = ['systems', 'sites', 'fundingSources', 'projects', 'budgetLines'] as const;
  await sync(
    tables.flatMap((table) =>
      plan[table].map(({ row, cells }): Edit => ({ kind: 'insert', table, row, cells, seen: 0 })),
    ),
  );
  /** Ten other amounts, and a contract on one of their lines that it has room for. */
  const nextEdits = (): Edit[] => {
    const lines = Array.from({ length: AMOUNTS_PER_SYNC }, () => works[ordinal++ % works.length]);
    const raised = [...new Set(lines)].flatMap((line): Edit[] =>
      line === undefined
        ? []
        : [
            {
              kind: 'update',
              table: 'budgetLines',
              row: line.row,
              cells: { original: Number(line.cells['original']) + cents(random) },
              seen: { original: head },
            },
          ],
    );
    const cells = {
      number: `PO-${ordinal}`,
      line: 1,
      budgetLine: lines[0]?.cells['id'] ?? null,
      vendor: 'Vendor A01',
      type: 'PO',
      description: 'Switches',
      awardDate: '2026-11-02',
      original: 100,
      status: 'Open',
    };
    return [...raised, { kind: 'insert', table: 'commitments', row: rowIdFrom(random), cells, seen: head }];
  };
  return {
    run: async () => {
      const ms = await timed(async () => {
        for (let i = 0; i < Number(count); i++) await sync(nextEdits());
      });
      return { ms, facts: { msPerSync: ms / Number(count) } };
    },
    close: async () => {
      await events.close();
      await store.close();
    },
  };
});
