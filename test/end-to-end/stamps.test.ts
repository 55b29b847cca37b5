import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inserts, smallPlan } from '../contracts/plan-rows.ts';
import { DIALECTS, expectNoProblem, openWorld, type Officer, type World } from './world.ts';

/** What the server writes into a row comes into every sheet like anybody's edit, the author's own as well. */
describe.each(DIALECTS)('[LCK15] stamps in the sheet, on %s', (dialect) => {
  let world: World;
  let [officer, finance]: [Officer?, Officer?] = [];

  beforeEach(async () => {
    world = await openWorld(dialect);
    const draft = { number: 'BC-1', type: 'Staff Modification', status: 'Draft', title: 'Move money' };
    await world.clerk.sync({
      ...smallPlan(),
      changes: inserts({ ...draft, reason: 'Bids came in above the estimate.' }).edits,
    });
    officer = await world.officer({ role: 'editor', tables: ['changes'] });
    finance = await world.officer({ role: 'finance', tables: ['changes'] });
  });
  afterEach(() => world.close());

  const clean = { refusals: [], conflicts: [], toSend: 0 };
  const rowOf = (who: Officer | undefined) => who?.rows('changes').find(({ number }) => number === 'BC-1');
  async function syncs(who: Officer | undefined) {
    if (who === undefined) throw new Error('Nobody is there.');
    return expectNoProblem(await who.session.sync());
  }

  test('one submits and the other approves: both see who and when without a conflict, and nothing is left to send', async () => {
    officer?.type('changes', 'BC-1', 'status', 'Pending');
    expect(await syncs(officer)).toMatchObject(clean);
    const day = rowOf(officer)?.['submittedOn'];
    expect(rowOf(officer)).toMatchObject({ status: 'Pending', requestedBy: officer?.client.person.name });
    expect(typeof day).toBe('number');
    expect(await syncs(officer)).toMatchObject(clean);

    expect(await syncs(finance)).toMatchObject(clean);
    expect(rowOf(finance)).toMatchObject({ requestedBy: officer?.client.person.name, submittedOn: day });
    finance?.type('changes', 'BC-1', 'effectiveDate', '2026-01-05');
    finance?.type('changes', 'BC-1', 'status', 'Approved');
    expect(await syncs(finance)).toMatchObject(clean);
    expect(rowOf(finance)).toMatchObject({ status: 'Approved', approvedBy: finance?.client.person.name });
    expect(await syncs(officer)).toMatchObject(clean);
    expect(rowOf(officer)).toEqual(rowOf(finance));
  });

  test('what was typed where only the server writes stays in the sheet, refused by itself, until it is taken back', async () => {
    officer?.type('changes', 'BC-1', 'submittedOn', '2026-01-01');
    officer?.type('changes', 'BC-1', 'status', 'Pending');
    const { refusals } = await syncs(officer);
    expect(refusals).toMatchObject([{ rule: 'LCK15', column: 'submittedOn' }]);
    const stored = [...(await world.clerk.rows('changes')).values()][0]?.cells;
    expect(stored).toMatchObject({ status: 'Pending' });
    expect(stored?.['submittedOn']).not.toBe('2026-01-01');
    expect(rowOf(officer)).toMatchObject({ status: 'Pending' });
  });
});
