import { expect } from 'vitest';
import { periodReply, type PeriodReply } from '../../../shared/protocol/periods.ts';
import { syncReply, type SyncReply } from '../../../shared/protocol/sync.ts';
import { lastDayOf } from '../../../shared/tables/kinds/calendar-dates.ts';
import { update } from '../../contracts/plan-rows.ts';
import { newRow, type TestClient } from '../../contracts/test-server.ts';
import { everyFigureTold, everyFigureWorkedOut, type Told } from '../../replay/every-figure.ts';
import { bookOf, planAfter } from '../../replay/replay.ts';
import { toldRevisions } from '../../replay/told-revisions.ts';
import { postTo } from './year-acts.ts';
import { headOf, rowOf, type YearOffice } from './year-office.ts';

async function monthOf({ staff }: YearOffice, period: string): Promise<PeriodReply> {
  return periodReply.parse(await (await staff.officer.fetch(`/periods/${period}`)).json());
}

export async function actOnMonth(
  client: TestClient,
  period: string,
  act: string,
  body: object = {},
): Promise<SyncReply> {
  return syncReply.parse(await postTo(client, `/periods/${period}/${act}`, { syncId: newRow(), ...body }));
}

/** Soft close, explanation of what the checks find, and close; then every figure is held against the second program. */
export async function closeMonth(office: YearOffice, period: string): Promise<void> {
  await nobodyMovesWhatIsApproved(office, period);
  const { officer } = office.staff;
  if ((await monthOf(office, period)).status === 'Open') {
    const soft = await actOnMonth(officer, period, 'soft-close');
    expect([period, soft.refusals]).toEqual([period, []]);
  }
  // The control total comes with the close.
  const checks = (await monthOf(office, period)).checks.filter(({ id }) => id !== 'V33');
  expect([period, checks.filter(({ severity, open }) => severity === 'error' && open > 0)]).toEqual([period, []]);
  const explanations = checks
    .filter(({ open }) => open > 0)
    .map(({ id: checkId }) => ({ checkId, subjects: 'open', explanation: 'Known to the office, and agreed.' }));
  const controlTotal = office.ledger.get(period) ?? 0;
  const reply = await actOnMonth(officer, period, 'close', { controlTotal, explanations });
  expect([period, reply.refusals, typeof reply.committed]).toEqual([period, [], 'number']);
  expect(await monthOf(office, period)).toMatchObject({ status: 'Closed', difference: 0 });
  const asOf = lastDayOf(period);
  office.closed.set(period, { revision: reply.revision, told: await toldOn(office, asOf) });
}

/** Every figure of a day as the server tells it, which has to be what the second program works out of the history. */
async function toldOn({ staff: { auditor } }: YearOffice, asOf: string): Promise<Told> {
  const revisions = await toldRevisions(auditor);
  const told = await everyFigureTold(auditor, { at: revisions.length, asOf });
  expect([asOf, told]).toEqual([asOf, everyFigureWorkedOut(bookOf(planAfter(revisions), asOf))]);
  return told;
}

/** [V19, V44, LCK3] Whoever somebody is, what is approved and what is closed is not typed over. */
async function nobodyMovesWhatIsApproved(office: YearOffice, period: string): Promise<void> {
  const base = await headOf(office);
  const line = await rowOf(office, 'budgetLines', { id: 'BL-001' });
  const baseline = await rowOf(office, 'milestones', { project: '26.00001', milestone: 'M70 Substantial completion' });
  const adopted = await rowOf(office, 'changes', { number: 'BA-1' });
  const closed = [...office.closed.keys()].findLast((each) => each < period);
  const everybody = [office.world.clerk, ...Object.values<TestClient>({ ...office.staff })];
  for (const client of everybody) {
    const edits = {
      budgetLines: update(line, { original: 1 }),
      milestones: update(baseline, { baselineFinish: '2030-01-01' }),
      changes: update(adopted, { title: 'Something else' }),
      ...(closed === undefined
        ? {}
        : { periods: update(await rowOf(office, 'periods', { period: closed }), { controlTotal: 1 }) }),
    };
    const { accepted, refusals } = await client.sync(edits, { base, preview: true });
    expect([client.person.name, accepted, refusals.length]).toEqual([client.person.name, 0, Object.keys(edits).length]);
  }
}
