import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowIdFromBytes } from '../../shared/tables/cell.ts';
import { startTestServer, type TestServer } from '../contracts/test-server.ts';
import { checkEnd } from './final-state.ts';
import { editedTables, makeOpeningRows, newRowCells, openingPlan } from './opening-plan.ts';
import { Pane } from './pane.ts';
import { createRandom } from './random.ts';
import { Recorder } from './recorder.ts';
import { SheetBook } from './sheet-book.ts';
import { calm } from './simulated-network.ts';
import { Typing } from './typing.ts';

type Act = (typing: Typing) => void;

const into =
  (table: string, at: number, column: string, value: string | number): Act =>
  (typing) => {
    const row = typing.book.rows(table)[at];
    if (row) typing.type(table, row, column, value);
  };

const remove =
  (table: string, at: number): Act =>
  (typing) =>
    typing.forget(typing.book.rows(table).splice(at, 1));

const add =
  (name: string): Act =>
  (typing) => {
    typing.book.rows('systems').push({ rowId: null, origin: null, cells: new Map() });
    const at = typing.book.rows('systems').length - 1;
    for (const [column, value] of Object.entries({ ...newRowCells['systems'], code: 'PA', name })) {
      into('systems', at, column, value)(typing);
    }
  };

const removeColumn: Act = ({ book }) => void book.removedColumns.add('systems.name');

/** What two people do at the same time, and the kinds of conflict that may come of it; none: there is nothing to decide. */
const pairs: readonly (readonly [what: string, a: Act, b: Act, conflicts: readonly string[]])[] = [
  ['a cell and the same cell', into('systems', 0, 'name', 'Wired'), into('systems', 0, 'name', 'Wireless'), ['cell']],
  ['a cell and the same value', into('systems', 0, 'name', 'Wired'), into('systems', 0, 'name', 'Wired'), []],
  ['a cell and another cell of its row', into('systems', 0, 'name', 'Wired'), into('systems', 0, 'usefulLife', 7), []],
  [
    'a cell and the deletion of its row',
    into('budgetLines', 1, 'note', 'rev A'),
    remove('budgetLines', 1),
    ['editDelete', 'deleteEdit'],
  ],
  ['a deletion and the same deletion', remove('budgetLines', 1), remove('budgetLines', 1), []],
  ['a new row and a new row under its key', add('One'), add('Two'), ['sameKey']],
  ['a key and another row’s same key', into('systems', 1, 'code', 'PA'), into('systems', 2, 'code', 'PA'), []],
  ['a key and a reference to it', into('systems', 1, 'code', 'PA'), into('budgetLines', 0, 'system', 'WLAN'), []],
  ['a deletion and a reference to its row', remove('systems', 1), into('budgetLines', 0, 'system', 'WLAN'), []],
  [
    'two cells of one rule',
    into('milestones', 0, 'forecastStart', 46_190),
    into('milestones', 0, 'forecastFinish', 46_185),
    ['combined'],
  ],
  ['a deleted column and a cell of it', removeColumn, into('systems', 0, 'name', 'Wired'), []],
  [
    'a text in a number’s place and a number',
    into('budgetLines', 0, 'original', 'tbd'),
    into('budgetLines', 0, 'original', 7),
    [],
  ],
];

const orders = ['a, then b', 'b, then a', 'a, whose reply is lost, then b'] as const;

describe.each(orders)('[PRO4] %s', (order) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer({ file: ':memory:' });
  });
  afterAll(() => server.close());

  test.each(pairs)('%s', async (_what, actA, actB, conflicts) => {
    const recorder = new Recorder();
    const random = createRandom(1);
    const program = await server.program();
    const admin = await server.member(program, 'admin');
    await admin.post(openingPlan(makeOpeningRows(() => rowIdFromBytes(random.bytes(15)))));
    const join = async (name: string): Promise<Pane> => {
      const typing = new Typing(name, new SheetBook(editedTables));
      const pane = new Pane({
        name,
        client: await server.member(program, 'finance'),
        typing,
        random: random.fork(),
        clock: null,
        now: () => server.clock,
        takesWholeRows: name === 'b',
        onExchange: (exchange, port) => recorder.exchanged(exchange, typing, port),
      });
      await pane.session.open();
      await pane.session.connect(program, 'adopt');
      return pane;
    };
    const [a, b] = [await join('a'), await join('b')];
    actA(a.typing);
    actB(b.typing);
    if (order === 'a, whose reply is lost, then b') a.network.faults = { ...calm, lostReply: 1 };
    for (const pane of order === 'b, then a' ? [b, a, b, a] : [a, b, a, b, a]) {
      await sync(pane);
      a.network.faults = calm;
      recorder.gone.push(...pane.typing.takeGone());
    }
    const { broken } = await checkEnd(server, admin, [a, b], recorder);
    expect([...recorder.broken, ...broken]).toEqual([]);
    const met = new Set(recorder.exchanges.flatMap(({ reply }) => reply.conflicts.map(({ kind }) => kind)));
    expect(met.size).toBe(conflicts.length === 0 ? 0 : 1);
    for (const kind of met) expect(conflicts).toContain(kind);
  });
});

/** Syncs, and says yes to deletions. A deletion that is refused is given up. */
async function sync({ session }: Pane): Promise<void> {
  await session.sync();
  if (session.state.question?.kind === 'missingRows') await session.answerMissingRows('delete');
  if (session.state.refusals.some(({ column }) => column === null)) await session.answerMissingRows('restore');
}
