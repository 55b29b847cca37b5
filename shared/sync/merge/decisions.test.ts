import { describe, expect, test } from 'vitest';
import { commitmentChanges } from '../../tables/commitment-changes.ts';
import { changes } from '../../tables/changes.ts';
import { insert, Program, update } from '../testing/program.ts';
import { orders, schools } from '../testing/small-tables.ts';

/** Orders are decided on by a note about their amount. */
function program(): Program {
  const decided = { ...orders, decision: { column: 'note', on: ['amount'] } };
  const started = new Program([schools, decided], []);
  started.sync([insert('orders', 'O', { number: 'N1', line: 1, amount: 100, note: 'Asked' }, 0)], 'Zoe');
  return started;
}

const decide = update('orders', 'O', { note: 'Approved' }, 1);

describe('[M12] who decides on a row decides on what they have seen', () => {
  test('a state that others led back to what it was is a conflict, which names the last step', () => {
    const orders = program();
    orders.sync([update('orders', 'O', { note: 'Draft' }, 1)], 'Ben');
    orders.sync([update('orders', 'O', { note: 'Asked' }, 2)], 'Cy');
    const { conflicts, changes: written } = orders.sync([decide]);
    expect(written).toEqual([]);
    expect(conflicts).toMatchObject([{ column: 'note', kind: 'cell', base: 'Asked', remote: 'Asked', by: 'Cy' }]);
    expect(orders.sync([update('orders', 'O', { note: 'Approved' }, 3)])).toMatchObject({ accepted: 1, conflicts: [] });
  });

  test('what is decided on has become another since: a conflict, and what is not decided on is none', () => {
    const raised = program();
    raised.sync([update('orders', 'O', { amount: 200 }, 1)], 'Ben');
    expect(raised.sync([decide]).conflicts).toMatchObject([{ column: 'note', by: 'Ben', revision: 2 }]);
    const moved = program();
    moved.sync([insert('schools', 'A', { code: 'A1', name: 'Alder' }, 1)], 'Ben');
    moved.sync([update('orders', 'O', { school: 'A1' }, 2)], 'Ben');
    expect(moved.sync([decide])).toMatchObject({ accepted: 1, conflicts: [] });
  });

  test('the same decision by another is accepted, another one is a conflict, and both cells of one person go in together', () => {
    const same = program();
    same.sync([decide], 'Ben');
    expect(same.sync([decide])).toMatchObject({ accepted: 1, conflicts: [], changes: [] });
    const other = program();
    other.sync([update('orders', 'O', { note: 'Refused' }, 1)], 'Ben');
    expect(other.sync([decide]).conflicts).toMatchObject([{ base: 'Asked', remote: 'Refused' }]);
    expect(program().sync([update('orders', 'O', { note: 'Approved', amount: 200 }, 1)])).toMatchObject({
      accepted: 2,
    });
  });

  test('is said of budget changes and of changes of commitments, by columns that they have', () => {
    for (const { decision, columns } of [changes, commitmentChanges])
      for (const column of [decision?.column ?? '', ...(decision?.on ?? [])])
        expect(Object.keys(columns)).toContain(column);
    expect([changes.decision?.column, commitmentChanges.decision?.column]).toEqual(['status', 'status']);
  });
});
