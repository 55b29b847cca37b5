import { expect, test } from 'vitest';
import type { ChecksReply, WireInvariant } from '../../../shared/protocol/totals.ts';
import { checksAdvice, checksHeadline, foundInvariants, severityWords, untoldWords } from './found-invariants.ts';

const finding = { subject: 'BL-1', difference: 1, message: 'BL-1 is obligated 0.01 over.', cells: [] };
const invariant = (id: string, severity: WireInvariant['severity'], count: number): WireInvariant => ({
  id,
  severity,
  count,
  title: id,
  subject: 'line',
  passed: count === 0,
  difference: count,
  mend: 'Mend it.',
  findings: count === 0 ? [] : [finding],
});
const reply = (...invariants: WireInvariant[]): ChecksReply => ({
  revision: 1,
  asOf: '2026-11-15',
  passed: true,
  checks: [],
  invariants,
});

test('errors come before warnings, and what passes stands apart', () => {
  const found = foundInvariants(
    reply(invariant('V11', 'warning', 1), invariant('C04', 'error', 2), invariant('V57', 'warning', 0)),
  );
  expect(found.failed.map(({ id }) => id)).toEqual(['C04', 'V11']);
  expect(found.passed.map(({ id }) => id)).toEqual(['V57']);
  expect(checksHeadline(found)).toBe('1 error and 1 warning in 3 checks');
  expect(checksAdvice(found)).toContain('before a month closes');
});

test('a plan in which all is well is said to be in one calm sentence', () => {
  const found = foundInvariants(reply(invariant('V11', 'warning', 0), invariant('C04', 'error', 0)));
  expect([checksHeadline(found), checksAdvice(found)]).toEqual([
    'All 2 checks pass',
    'Everything in the plan fits together.',
  ]);
  const warned = foundInvariants(reply(invariant('V11', 'warning', 1)));
  expect(checksAdvice(warned)).toContain('Nothing stands in the way');
});

test('places that an answer leaves out are counted', () => {
  expect(severityWords(invariant('C04', 'error', 3))).toBe('Error · 3 places');
  expect(untoldWords(invariant('C04', 'error', 3))).toBe('2 places more. Mend some of these to see them.');
  expect(untoldWords(invariant('C04', 'error', 1))).toBeNull();
});

test('an older server, which tells no findings, is understood by its checks', () => {
  const check = { id: 'C04', name: 'Lines', severity: 'error', passed: false, difference: 1, detail: 'BL-1 is over.' };
  const found = foundInvariants({ ...reply(), checks: [{ ...check, severity: 'error' }], invariants: undefined });
  expect(found.failed[0]?.findings.map(({ message }) => message)).toEqual(['BL-1 is over.']);
});

test('[EXP1] how many of its findings are explained is said of a check', () => {
  const explanation = { owner: null, explanation: 'As agreed.', explainedBy: 'Ana', explainedOn: null, holds: true };
  const check = { ...invariant('V42', 'warning', 2), findings: [finding, { ...finding, explanation }] };
  expect(severityWords(check)).toBe('Warning · 2 places, 1 of them explained');
  expect(severityWords({ ...check, findings: [{ ...finding, explanation }], count: 1 })).toBe(
    'Warning · 1 place, explained',
  );
});
