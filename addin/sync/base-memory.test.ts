import { expect, test } from 'vitest';
import type { RowsReply } from '../../shared/protocol/cells.ts';
import { createBaseMemory } from './base-memory.ts';

/** A server whose rows say which program and revision they are of; counts what was asked. */
function rowsServer() {
  const asked: string[] = [];
  const memory = createBaseMemory({
    async rowsAt(program, revision, tables) {
      asked.push(`${program}@${revision} ${tables.join()}`);
      const rows: RowsReply['tables'][string] = {
        columns: ['name'],
        rows: [['R0', revision, `${program}@${revision}`]],
      };
      return { ok: true, value: { program, revision, tables: Object.fromEntries(tables.map((name) => [name, rows])) } };
    },
  });
  const nameAt = async (program: string, revision: number, tables: readonly string[]) => {
    const base = await memory.baseAt({ program, revision }, tables);
    return base.ok ? base.value.tables.get('sites')?.get('R0')?.['name'] : base.problem.kind;
  };
  return { asked, memory, nameAt };
}

test('a revision is downloaded once', async () => {
  const { asked, nameAt } = rowsServer();
  expect(await nameAt('p', 3, ['sites', 'systems'])).toBe('p@3');
  expect(await nameAt('p', 3, ['sites'])).toBe('p@3');
  expect(asked).toEqual(['p@3 sites,systems']);
});

test('what was acknowledged is the next base without a download', async () => {
  const { asked, memory, nameAt } = rowsServer();
  memory.remember(
    'p',
    ['sites'],
    { revision: 4, tables: new Map([['sites', new Map([['R0', { name: 'own' }]])]]) },
    '',
  );
  expect(await nameAt('p', 4, ['sites'])).toBe('own');
  expect(asked).toEqual([]);
});

test('another revision, another program and a table more are downloaded', async () => {
  const { asked, nameAt } = rowsServer();
  await nameAt('p', 3, ['sites']);
  expect(await nameAt('p', 4, ['sites'])).toBe('p@4');
  expect(await nameAt('q', 4, ['sites'])).toBe('q@4');
  expect(await nameAt('q', 4, ['sites', 'systems'])).toBe('q@4');
  expect(asked).toEqual(['p@3 sites', 'p@4 sites', 'q@4 sites', 'q@4 sites,systems']);
});

test('a program at the same revision is another base, also when the former one was just acknowledged', async () => {
  const { asked, memory, nameAt } = rowsServer();
  memory.remember(
    'p',
    ['sites'],
    { revision: 4, tables: new Map([['sites', new Map([['R0', { name: 'own' }]])]]) },
    '',
  );
  expect(memory.known({ program: 'q', revision: 4 }, ['sites'])).toBeNull();
  expect(await nameAt('q', 4, ['sites'])).toBe('q@4');
  expect(memory.known({ program: 'p', revision: 4 }, ['sites'])).toBeNull();
  expect(await nameAt('p', 4, ['sites'])).toBe('p@4');
  expect(asked).toEqual(['q@4 sites', 'p@4 sites']);
});

test('revision 0 is empty and asks nobody', async () => {
  const { asked, memory } = rowsServer();
  const base = await memory.baseAt({ program: 'p', revision: 0 }, ['sites']);
  expect(base).toEqual({ ok: true, value: { revision: 0, tables: new Map() } });
  expect(asked).toEqual([]);
});

test('[REV8] a revision of the same number is another base under another hash, as after a restore', async () => {
  const { asked, memory } = rowsServer();
  const [before, after] = ['a'.repeat(64), 'b'.repeat(64)];
  const own = { revision: 4, tables: new Map([['sites', new Map([['R0', { name: 'own' }]])]]) };
  memory.remember('p', ['sites'], own, before);
  const place = { program: 'p', revision: 4 };
  expect(memory.known({ ...place, hash: before }, ['sites'])).toBe(own);
  expect(memory.known({ ...place, hash: after }, ['sites'])).toBeNull();
  expect([memory.hashOf(place), memory.hashOf({ ...place, hash: after })]).toEqual([before, after]);
  await memory.baseAt({ ...place, hash: after }, ['sites']);
  expect(asked).toEqual(['p@4 sites']);
  expect(memory.hashOf(place)).toBe(after);
});
