import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRowPortions, readRows, type PortionsRequest } from '../../server/storage/rows.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import type { TableEdits } from '../../shared/protocol/sync.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { inserts, site, update } from './plan-rows.ts';
import type { TestServer } from './test-server.ts';

const sites = tableNamed('sites');

/** What becomes of a row in a revision; `place` says which of those that are there. */
interface Change {
  readonly kind: 'add' | 'edit' | 'delete';
  readonly place: number;
}

const histories: fc.Arbitrary<Change[]> = fc.array(
  fc.record({ kind: fc.constantFrom('add', 'edit', 'delete'), place: fc.nat() }),
  { minLength: 6, maxLength: 9 },
);

export function portionsContract(server: () => TestServer): void {
  test('[FA14, REV4] rows in portions are those of every revision, whatever has changed since', async () => {
    const readInPortions = async (request: PortionsRequest): Promise<StoredRow[][]> => {
      const portions: StoredRow[][] = [];
      for await (const portion of readRowPortions(server().store.longRead, request)) portions.push(portion);
      return portions;
    };
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const client = await server().member(await server().program(), 'admin');
        const { program } = client;
        const live: RowId[] = [];
        for (const [base, change] of history.entries()) {
          const reply = await client.sync({ sites: editsOf(change, live, base) }, { base });
          expect(reply.committed).toBe(base + 1);
        }
        for (let at = 0; at <= history.length; at++) {
          const whole = await readRows(server().store.longRead, program, sites, at);
          for (const size of [1, 3]) {
            const portions = await readInPortions({ program, table: sites, at, size });
            expect(portions.flat()).toEqual(whole);
            expect(Math.max(...portions.map(({ length }) => length))).toBeLessThanOrEqual(size);
          }
        }
      }),
      { numRuns: 2 },
    );
  });
}

/** The edit of a revision, which keeps the list of live rows; where none is there, one is added. */
function editsOf({ kind, place }: Change, live: RowId[], base: number): TableEdits {
  const row = live[place % live.length];
  if (kind === 'add' || row === undefined) {
    const { ids, edits } = inserts(site(String(2000 + base)));
    live.push(...ids);
    return edits;
  }
  if (kind === 'edit') return update(row, { name: `Edited ${base}` });
  live.splice(live.indexOf(row), 1);
  return { deletes: [{ row }] };
}
