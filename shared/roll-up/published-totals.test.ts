import { expect, test } from 'vitest';
import { planFacts } from '../plan/figures/plan-facts.ts';
import { programRows } from '../plan/figures/columns-read.ts';
import { totalsOf } from '../plan/figures/totals.ts';
import { districtState } from './district-state.ts';
import { invitationCode, readInvitationCode } from './invitation-code.ts';
import { publishedCuts, publishedGroup } from './published-cuts.ts';
import { publishedTotals } from './published-totals.ts';

const project = {
  number: '26.00001',
  name: 'Ours',
  program: 'Business Systems',
  primarySystem: 'OURS',
  class: 'Site',
  region: 'North',
  status: 'Active',
  financialStatus: 'Open',
  percentComplete: 0,
};
const line = (id: string, original: number, cells = {}) => ({
  row: id,
  cells: { id, project: '26.00001', source: 'BND-A', fiscalYear: '2026-27', category: 'Equipment', original, ...cells },
});
const program = programRows({
  fundingSources: [
    { row: 'S', cells: { code: 'BND-A', type: 'GO Bond', authorized: 900, available: 500, interest: null } },
  ],
  projects: [{ row: 'P', cells: project }],
  budgetLines: [line('BL-1', 70), line('BL-2', 30, { system: 'WLAN' }), line('BL-3', 5, { system: 'THEIRS' })],
});
const facts = planFacts(program, '2026-11-23');

test('[RUP2] groups that are a district’s own words go under one name, and every cut adds up to the program', () => {
  const totals = publishedTotals(new Map(publishedCuts.map((cut) => [cut, totalsOf(facts, [cut])])));
  const currentBy = (cut: string) =>
    totals.find((each) => each.cut === cut)?.groups.map(({ group, amounts }) => [group, amounts['current']]);
  expect(currentBy('')).toEqual([['', 105]]);
  expect(currentBy('system')).toEqual([
    ['Not in the common list', 75],
    ['WLAN', 30],
  ]);
  expect(currentBy('sourceType')).toEqual([['GO Bond', 105]]);
  expect(totals.find(({ cut }) => cut === 'sourceType')?.groups[0]?.amounts).toMatchObject({
    authorized: 900,
    available: 500,
  });
  expect(JSON.stringify(totals)).not.toMatch(/OURS|THEIRS|BND-A|26\.00001/);
});

test('[RUP2] a group is published when every district means the same by it', () => {
  expect(publishedGroup('object', '6400')).toBe('6400');
  expect(publishedGroup('object', 'Ana Ruiz')).toBe('Not in the common list');
  expect(publishedGroup('fiscalYear', '2026-27')).toBe('2026-27');
  expect(publishedGroup('erateCategory', 'Several FRNs')).toBe('Several FRNs');
});

test('[RUP2] a cut that has lost a cent is not published', () => {
  const byCut = new Map(publishedCuts.map((cut) => [cut, totalsOf(facts, [cut])]));
  const { rows, ...rest } = totalsOf(facts, ['status']);
  const short = rows.map((row) => ({ ...row, values: { ...row.values, current: 104 } }));
  expect(() => publishedTotals(byCut.set('status', { ...rest, rows: short }))).toThrow('current by status');
});

test('[RUP1] a code of invitation is read however it is typed, and nothing else is one', () => {
  const code = invitationCode(Uint8Array.from({ length: 16 }, (_, index) => index * 7));
  expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(readInvitationCode(` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `)).toBe(code);
  expect(readInvitationCode('7KQ2-M9XD-04TR')).toBeNull();
});

test('[RUP1] a district is stale on the day after the last that still counts', () => {
  const of = (asOf: string | null, hasJoined = true, invitedUntil: string | null = null) =>
    districtState({ asOf, hasJoined, invitedUntil }, '2026-11-23', 20);
  expect([of('2026-11-03'), of('2026-11-02'), of(null)]).toEqual(['published', 'stale', 'joined']);
  expect([of(null, false), of(null, false, '2026-11-23'), of(null, false, '2026-11-22')]).toEqual([
    'notInvited',
    'invited',
    'notInvited',
  ]);
});
