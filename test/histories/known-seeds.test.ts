import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestServer } from '../contracts/test-server.ts';
import { openForeignProgram } from './foreign-program.ts';
import { kinds } from './history-options.ts';
import { playHistory } from './history.ts';
import { openOnSqlite } from './restorable-server.ts';

/** Histories that have once gone wrong, with what went wrong then. Each stays here for ever. */
const known: readonly (readonly [seed: number, kind: keyof typeof kinds, what: string])[] = [
  [1_000_000, 'mailedCopies', 'a pane counted a new row that had been refused as still to be sent'],
  [178, 'movedRows', 'a refused cell was listed under the Row ID that its row had before it was adopted'],
  [1_000_424, 'coAuthors', 'a refused row was listed under the Row ID of another row, which is in the sheet as well'],
  [1_000_414, 'movedRows', 'a row whose key came in under another row was neither sent nor listed'],
  [2_078_500_929, 'movedRows', 'a row in the former place of a moved one was given the same Row ID'],
  [2_078_500_108, 'kills', 'a new row was given the Row ID of a row whose key a row without one bore, and lost a cell'],
  [2_078_500_108, 'kills', 'a copied row was given the Row ID of its original anew, and no sync went through any more'],
  [52_000_095, 'restores', 'a copy under the Row ID of its original was taken for lost when it got one of its own'],
  [52_000_099, 'restores', 'an emptied row that a colleague had deleted was taken for lost'],
  [61_000_083, 'restores', 'what was typed after a review was shown was given up with what it showed'],
  [
    61_000_151,
    'restores',
    'a key that was typed after a review was shown was given up, and its row was sent as another',
  ],
  [61_000_268, 'kills', 'a typed value that an unfinished update would have written was given up when others went on'],
  [9, 'movedPostings', '[FG1] a commitment kept in a workbook what had moved away over two revisions'],
];

let server: TestServer;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ server, drop } = await openOnSqlite());
  await openForeignProgram(server);
});
afterAll(async () => {
  await server.close();
  await drop();
});

test.each(known)('seed %i, %s: %s', async (seed, kind) => {
  expect((await playHistory(server, seed, kinds[kind])).broken).toEqual([]);
});
