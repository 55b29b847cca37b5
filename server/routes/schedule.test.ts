import { expect, test } from 'vitest';
import { scheduleReply, type ScheduleReply } from '../../shared/protocol/schedule.ts';
import { inserts, smallPlan } from '../../test/contracts/plan-rows.ts';
import { startTestServer } from '../../test/contracts/test-server.ts';

test('[V39] managers come with the schedule, and milestones where they are asked for, with what breaks a predecessor', async () => {
  const server = await startTestServer({ file: ':memory:' });
  const admin = await server.member(await server.program(), 'admin');
  const plan = smallPlan();
  const [planned] = plan['projects']?.inserts ?? [];
  const milestone = (name: string, forecastFinish: string) => ({
    project: '26.00001',
    location: '0417',
    milestone: name,
    baselineNumber: 0,
    forecastFinish,
  });
  const steps = inserts(milestone('M40 Bid/award (NTP)', '2027-01-10'), {
    ...milestone('M70 Substantial completion', '2027-01-05'),
    predecessor: 'M40 Bid/award (NTP)',
  });
  // Approved elsewhere, so that it is scheduled.
  const projects = {
    inserts: [{ row: planned?.row ?? '', cells: { ...planned?.cells, status: 'Active', manager: 'PM-01' } }],
  };
  const people = inserts({ id: 'PM-01', name: 'Ana Ortiz', organization: 'District', active: true });
  const reply = await admin.sync({ ...plan, projects, people: people.edits, milestones: steps.edits });
  expect(reply.refusals).toEqual([]);
  const ask = async (query: string): Promise<ScheduleReply> =>
    scheduleReply.parse(await (await admin.fetch(`/schedule${query}`)).json());
  const whole = await ask('?milestones=true');
  expect(whole.managers).toEqual({ '26.00001': 'PM-01' });
  expect(whole.milestones?.map(({ location, milestone: name, brokenBy }) => [location, name, brokenBy])).toEqual([
    ['0417', 'M40 Bid/award (NTP)', null],
    ['0417', 'M70 Substantial completion', { milestone: 'M40 Bid/award (NTP)', day: '2027-01-10' }],
  ]);
  expect(whole.work.length).toBeGreaterThan(0);
  const plain = await ask('');
  const { milestones: _listed, ...rest } = whole;
  expect(plain).toEqual(rest);
  expect(await ask('?project=26.00001')).toEqual(plain);
  expect(await ask('?project=26.00002')).toEqual({ ...plain, work: [], managers: {} });
  await server.close();
});
