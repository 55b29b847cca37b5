import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edit } from '../../sync/edit.ts';
import { mergeByAsking } from '../../sync/testing/answer-questions.ts';
import { insert, Program, remove, update } from '../../sync/testing/program.ts';
import { tables } from '../../tables/all-tables.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import { isLong, tries } from '../../../test/run-size.ts';
import { planJudge } from '../entry/judge-entry.ts';
import { lockRules } from '../locks/lock-rules.ts';

const project = {
  number: '26.00001',
  name: 'Refresh',
  program: 'School Network Modernization',
  primarySystem: 'LAN',
  class: 'Site',
  bondListRef: 'A-IT-04',
  region: 'North',
  scopeDescription: 'Replace the switches.',
  status: 'Proposed',
  phase: 'Design',
  financialStatus: 'Open',
  percentComplete: 0,
};

const fund = { type: 'GO Bond', fund: '21', resource: '9010', authorized: 1_000_000, available: 1_000_000 };

const line = { project: '26.00001', fiscalYear: '2026-27', category: 'Equipment', original: 10_000 };

const change = {
  type: 'Staff Modification',
  status: 'Draft',
  title: 'Move the money',
  reason: 'The switches cost more than planned.',
  requestedBy: 'PM-07',
};

const changeLine = (number: string, at: number, budgetLine: string, amount: number): Cells => ({
  change: number,
  line: at,
  budgetLine,
  amount,
});

const judge = planJudge({ isFirst: false, isImport: false, now: null });

/** Lines L1 and L2 of source BND-A, L3 of GEN; a balanced draft BC-1 (row C) of L1 and L2 (rows X and Y). At revision 1. */
function startedPlan(): Program {
  const program = new Program(tables, [], judge);
  const { refusals } = program.sync([
    insert('systems', 'S', { code: 'LAN', name: 'LAN', program: project.program, erateCategory: 'C2' }, 0),
    insert('fundingSources', 'FA', { code: 'BND-A', name: 'Bond', ...fund }, 0),
    insert('fundingSources', 'FG', { code: 'GEN', name: 'General', ...fund }, 0),
    insert('projects', 'P', project, 0),
    insert('budgetLines', 'L1', { id: 'BL-1', source: 'BND-A', ...line }, 0),
    insert('budgetLines', 'L2', { id: 'BL-2', source: 'BND-A', ...line }, 0),
    insert('budgetLines', 'L3', { id: 'BL-3', source: 'GEN', ...line }, 0),
    insert('changes', 'C', { number: 'BC-1', ...change }, 0),
    insert('changeLines', 'X', changeLine('BC-1', 1, 'BL-1', 500), 0),
    insert('changeLines', 'Y', changeLine('BC-1', 2, 'BL-2', -500), 0),
  ]);
  expect(refusals).toEqual([]);
  return program;
}

/** What a sync is refused, in short: table, row, column and rule. The merge that asks comes to the same. */
function refused(program: Program, edits: readonly Edit[]): string[] {
  const byAsking = mergeByAsking(program, edits).outcome;
  const outcome = program.sync(edits);
  expect(byAsking).toEqual(outcome);
  return outcome.refusals.map(({ table, row, column, rule }) => `${table} ${row} ${column ?? 'row'} ${rule}`);
}

const sent = update('changes', 'C', { status: 'Pending' }, 1);

describe('[V20] a change that is sent on nets to zero per source', () => {
  test('a balanced one goes, one out of balance stays a draft and says by how much', () => {
    expect(refused(startedPlan(), [sent])).toEqual([]);
    const program = startedPlan();
    program.sync([update('changeLines', 'X', { amount: 700 }, 1)]);
    expect(program.sync([sent]).refusals).toMatchObject([
      {
        column: 'status',
        rule: 'V20',
        message:
          'Change BC-1 is out of balance by 2.00 in BND-A · Bond. Let its lines net to zero per source, or set the change back to Draft. A board amendment may take what a source has unallocated.',
      },
    ]);
    expect(program.cells('changes', 'C')).toMatchObject({ status: 'Draft' });
  });

  test('[V21] a transfer between two sources is two changes', () => {
    const program = startedPlan();
    program.sync([update('changeLines', 'Y', { budgetLine: 'BL-3' }, 1)]);
    expect(refused(program, [sent])).toEqual(['changes C status V21']);
  });

  test('a board amendment may move what is not allocated yet; what is withdrawn or a draft may add up to anything', () => {
    for (const cells of [{ type: 'Board Amendment', status: 'Pending' }, { status: 'Withdrawn' }, { title: 'Later' }]) {
      const edits = [update('changes', 'C', cells, 1), update('changeLines', 'X', { amount: 700 }, 1)];
      expect(refused(startedPlan(), edits)).toEqual([]);
    }
  });

  test('what the same sync does to its lines counts: changed, added, removed, moved to another source', () => {
    const both = [
      update('changeLines', 'X', { amount: 700 }, 1),
      insert('changeLines', 'Z', changeLine('BC-1', 3, 'BL-2', -200), 1),
    ];
    expect(refused(startedPlan(), [sent, ...both])).toEqual([]);
    for (const edit of [...both, remove('changeLines', 'Y', 1)]) {
      expect(refused(startedPlan(), [sent, edit])).toEqual(['changes C status V20']);
    }
    const moved = update('budgetLines', 'L2', { source: 'GEN' }, 1);
    expect(refused(startedPlan(), [sent, moved])).toEqual(['changes C status V21']);
  });

  test('[M11] a change and its lines come in one sync in any order', () => {
    const whole = [
      insert('changes', 'D', { number: 'BC-2', ...change, status: 'Pending' }, 1),
      insert('changeLines', 'D1', changeLine('BC-2', 1, 'BL-1', 300), 1),
      insert('changeLines', 'D2', changeLine('BC-2', 2, 'BL-2', -300), 1),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(whole, { minLength: 3 }), (edits) => {
        expect(refused(startedPlan(), edits)).toEqual([]);
      }),
      { numRuns: tries(12) },
    );
    const lame = whole.slice(0, 2);
    for (const edits of [lame, lame.toReversed()]) {
      expect(refused(startedPlan(), edits)).toEqual(['changes D number V20', 'changeLines D1 change V04']);
    }
  });

  test('a line taken out by another objection makes the change be judged again', () => {
    const edits = [
      sent,
      update('changeLines', 'X', { amount: 700 }, 1),
      // No such budget line: this side of the change stays out, and with it the change.
      insert('changeLines', 'Z', changeLine('BC-1', 3, 'BL-404', -200), 1),
    ];
    expect(refused(startedPlan(), edits)).toEqual(['changes C status V20', 'changeLines Z budgetLine V04']);
  });

  test('[M8] a line held back with its basket makes the change be judged again', () => {
    const edits = [
      sent,
      insert('changeLines', 'Z', changeLine('BC-1', 3, 'BL-2', 0), 1, 'T'),
      update('changeLines', 'X', { amount: 700 }, 1),
      update('changeLines', 'Y', { amount: -700 }, 1, 'T'),
      update('changeLines', 'Y', { line: 'two' }, 1, 'T'),
    ];
    expect(refused(startedPlan(), edits)).toContain('changes C status V20');
  });

  test('[M10] a key that is corrected takes its lines along', () => {
    expect(refused(startedPlan(), [update('changes', 'C', { number: 'BC-9', status: 'Pending' }, 1)])).toEqual([]);
  });

  test('only what gets worse is refused', () => {
    const lenient = startedPlan();
    Object.assign(lenient, { judge: undefined });
    lenient.sync([sent, update('changeLines', 'X', { amount: 700 }, 1)]);
    Object.assign(lenient, { judge });
    expect(refused(lenient, [update('changes', 'C', { status: 'BOC Recommended', title: 'Other' }, 2)])).toEqual([]);
    // Out of balance by 2.00 in one source: moving a line makes it 5.00 in this one, and 7.00 in the other.
    expect(refused(lenient, [update('budgetLines', 'L1', { source: 'GEN', note: 'x' }, 2)])).toEqual([
      'budgetLines L1 source V21',
    ]);
    expect(lenient.cells('budgetLines', 'L1')).toMatchObject({ source: 'BND-A', note: 'x' });
  });
});

describe('[V20] a budget line that leaves its source', () => {
  test('stays when a change that has been sent on counts on it, and goes when none does', () => {
    const program = startedPlan();
    const moved = (row: string, seen: number) => update('budgetLines', row, { source: 'GEN' }, seen);
    expect(refused(program, [moved('L1', 1), moved('L2', 1), update('budgetLines', 'L1', { note: 'x' }, 1)])).toEqual(
      [],
    );
    program.sync([update('changes', 'C', { status: 'Pending' }, 2)]);
    expect(refused(program, [update('budgetLines', 'L1', { source: 'BND-A' }, 3)])).toEqual([
      'budgetLines L1 source V21',
    ]);
  });

  test('goes with all the other lines of the change, in any order', () => {
    const program = startedPlan();
    program.sync([sent]);
    const edits = ['L1', 'L2'].map((row) => update('budgetLines', row, { source: 'GEN' }, 2));
    for (const each of [edits, edits.toReversed()]) {
      const { batches, outcome } = mergeByAsking(program, each);
      expect(outcome).toMatchObject({ accepted: 2, refusals: [] });
      // The lines, the change lines that name them with what the rules of the plan look at, their changes, all lines of those.
      expect(batches).toHaveLength(4);
    }
  });

  test('[M9] before the change is sent on: that is refused with the sums as they are by now, no conflict', () => {
    const program = startedPlan();
    program.sync([update('budgetLines', 'L1', { source: 'GEN' }, 1)], 'Ben');
    const { conflicts, refusals } = program.sync([sent]);
    expect({ conflicts, refusals }).toMatchObject({ conflicts: [], refusals: [{ row: 'C', rule: 'V21' }] });
  });

  test('is no matter for one that is new', () => {
    const added: Record<string, Cell> = { id: 'BL-4', source: 'GEN', ...line };
    expect(refused(startedPlan(), [insert('budgetLines', 'L4', added, 1)])).toEqual([]);
  });
});

describe('[V20] whatever people send, one by one or at once', () => {
  const statuses = ['Draft', 'Pending', 'BOC Recommended', 'Approved', 'Withdrawn'];
  const anyEdit = fc.oneof(
    fc.tuple(fc.constantFrom('C', 'D'), fc.constantFrom(...statuses)).map(([row, status]) => ({
      table: 'changes',
      row,
      cells: { status },
    })),
    fc.tuple(fc.constantFrom('X', 'Y', 'D1', 'D2'), fc.constantFrom(-500, 0, 500)).map(([row, amount]) => ({
      table: 'changeLines',
      row,
      cells: { amount },
    })),
    fc.tuple(fc.constantFrom('L1', 'L2', 'L3'), fc.constantFrom('BND-A', 'GEN')).map(([row, source]) => ({
      table: 'budgetLines',
      row,
      cells: { source },
    })),
    fc.constantFrom('X', 'Y', 'D1', 'D2').map((row) => ({ table: 'changeLines', row, cells: null })),
  );
  const anySync = fc.uniqueArray(anyEdit, {
    selector: ({ table, row }) => `${table} ${row}`,
    minLength: 1,
    maxLength: 6,
  });

  test('a change that has been sent on never gets out of balance, and the order of edits does not matter', () => {
    fc.assert(
      fc.property(fc.array(anySync, { minLength: 1, maxLength: 5 }), (syncs) => {
        const program = startedPlan();
        Object.assign(program, { rules: lockRules });
        program.sync([
          insert('changes', 'D', { number: 'BC-2', ...change }, 1),
          insert('changeLines', 'D1', changeLine('BC-2', 1, 'BL-1', 500), 1),
          insert('changeLines', 'D2', changeLine('BC-2', 2, 'BL-3', -500), 1),
        ]);
        for (const sync of syncs) {
          const edits = sync.map(({ table, row, cells }) =>
            cells === null ? remove(table, row, program.revision) : update(table, row, cells, program.revision),
          );
          const backwards = mergeByAsking(program, edits.toReversed()).outcome;
          expect(program.sync(edits)).toEqual(backwards);
          expect(outOfBalance(program)).toEqual([]);
        }
      }),
      { numRuns: isLong ? 5_000 : 300 },
    );
  });

  /** Changes that have been sent on and their sums that are not zero, worked out from the rows as they are. */
  function outOfBalance(program: Program): string[] {
    const cellsOf = (table: string) => [...(program.head.get(table)?.values() ?? [])].map(({ cells }) => cells);
    const sourceOf = new Map(cellsOf('budgetLines').map(({ id, source }) => [id, source]));
    return cellsOf('changes').flatMap(({ number, status }) => {
      const sums: Record<string, number> = {};
      for (const { change: of, budgetLine, amount } of cellsOf('changeLines')) {
        const source = String(sourceOf.get(budgetLine ?? null));
        if (of === number) sums[source] = (sums[source] ?? 0) + Number(amount);
      }
      const isSent = ['Pending', 'BOC Recommended', 'Approved'].includes(String(status));
      return isSent && Object.values(sums).some((sum) => sum !== 0)
        ? [`${String(number)} ${JSON.stringify(sums)}`]
        : [];
    });
  }
});
