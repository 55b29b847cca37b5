import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMiniPlan, type MiniPlan } from '../../test/round-trips/mini-plan.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { readProgram } from '../storage/programs.ts';
import { wholePlanText } from './whole-plan-text.ts';

describe('the whole plan as text', () => {
  let plan: MiniPlan;
  beforeAll(async () => {
    plan = await openMiniPlan();
  });
  afterAll(() => plan.server.close());

  async function textOf(program: string, rowsTogether?: number): Promise<string> {
    return inSnapshot(plan.server.store.read, async (snapshot) => {
      const head = await readProgram(snapshot, program);
      if (!head) throw new Error(`There is no ${program}.`);
      const pieces: Uint8Array[] = [];
      for await (const piece of wholePlanText(snapshot, head, rowsTogether)) pieces.push(piece);
      return Buffer.concat(pieces).toString();
    });
  }

  test.each([1, 7, undefined])('in portions of %s rows is what a pull from nothing is told', async (rowsTogether) => {
    const { remote } = await plan.finance.sync({});
    expect(JSON.parse(await textOf(plan.finance.program, rowsTogether))).toEqual(remote.tables);
  });

  test('is the same for a program whose sums are not kept yet', async () => {
    const kept = await textOf(plan.finance.program);
    const { write } = plan.server.store;
    const sums = write.updateTable('programs').where('id', '=', plan.finance.program);
    await sums.set({ sums_revision: null }).execute();
    expect(await textOf(plan.finance.program)).toBe(kept);
    await sums.set({ sums_revision: 1 }).execute();
  });

  test('of a plan without rows has no table', async () => {
    expect(await textOf(await plan.server.program())).toBe('{}');
  });
});
