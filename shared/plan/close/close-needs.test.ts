import { describe, expect, test } from 'vitest';
import { around, personOf, type PlanTables } from '../rules/testing/plan-of.ts';
import type { Cells } from '../../tables/cell.ts';
import type { Flag } from './explained-findings.ts';
import { lockRules } from '../locks/lock-rules.ts';

const finance = personOf('finance');

/** What is said against a row that becomes another, rule by rule; warnings are marked. */
function said(table: string, before: Cells | null, after: Cells, plan: PlanTables = {}, author = finance): string[] {
  const near = around(before, plan, plan, { author });
  return lockRules.flatMap((rule) => {
    const message = rule.table === table ? rule.check({ ...before, ...after }, near) : null;
    return message === null ? [] : [`${rule.severity === 'warning' ? 'flag ' : ''}${rule.id}: ${message}`];
  });
}

describe('[LCK12, LCK13] a month', () => {
  const month = { period: '2026-02', status: 'Soft close', controlTotal: 500 };
  const ledger = (amount: number): PlanTables => ({ expenditures: [{ document: 'V-1', period: '2026-02', amount }] });
  const closed = { ...month, status: 'Closed', closedBy: 'FIN-01', closedOn: '2026-03-10' };

  test('is closed with a control total that the ledger of the plan adds up to', () => {
    const close = { status: 'Closed' };
    expect(said('periods', month, close, ledger(500))).toEqual([]);
    expect(said('periods', month, close, ledger(499))).toEqual([
      'LCK12: Status of 2026-02 cannot become Closed yet: it needs a Difference of 0.00.',
    ]);
    expect(said('periods', { ...month, controlTotal: null }, close)).toEqual([
      'LCK12: Status of 2026-02 cannot become Closed yet: it needs an ERP Control Total.',
    ]);
    expect(said('periods', { ...month, status: 'Open' }, close, ledger(500))).toEqual([
      'LCK12: Status of 2026-02 cannot become Closed: it is Open and can become Soft close.',
    ]);
  });

  test('is closed when what the checks find on its day is cured or explained, and nothing became worse since', () => {
    const close = { status: 'Closed' };
    const flag = { checkId: 'V42', subject: 'Elm', severity: 'warning', difference: 300, findings: 2 } as const;
    const error = { ...flag, checkId: 'V20', severity: 'error' } as const;
    const row = { checkId: 'V42', subject: 'Elm', status: 'Explained', difference: 300, findings: 2 };
    const closing = (flags: readonly Flag[], explanations: readonly Cells[] = [], author = finance) => {
      const plan = { ...ledger(500), explanations };
      const near = { ...around(month, plan, plan, { author }), flags: () => flags };
      const own = lockRules.filter(({ id, table }) => id === 'LCK12' && table === 'periods');
      return own.map(({ check }) => check({ ...month, ...close }, near)).filter((words) => words !== null);
    };
    const needs = (words: string) => [`Status of 2026-02 cannot become Closed yet: it needs ${words}.`];
    expect(closing([flag])).toEqual(needs('an explanation of 1 flag'));
    expect(closing([flag, error])).toEqual(needs('a cure for 1 error and an explanation of 1 flag'));
    expect(closing([flag], [row])).toEqual([]);
    expect(closing([{ ...flag, difference: 299, findings: 1 }], [row])).toEqual([]);
    expect(closing([{ ...flag, difference: 301 }], [row])).toEqual(needs('an explanation of 1 flag'));
    expect(closing([{ ...flag, findings: 3 }], [row])).toEqual(needs('an explanation of 1 flag'));
    expect(closing([flag], [{ ...row, status: 'Open' }])).toEqual(needs('an explanation of 1 flag'));
    expect(closing([error], [{ ...row, checkId: 'V20' }])).toEqual(needs('a cure for 1 error'));
    // The control total of the month itself is another need; what was decided elsewhere is taken.
    expect(closing([{ ...error, checkId: 'V33', subject: '2026-02' }])).toEqual([]);
    expect(closing([flag], [], { ...finance, isBroughtIn: true })).toEqual([]);
  });

  test('that was closed last is opened again with a reason, for which the note of the change is the place', () => {
    const open = { status: 'Open' };
    const because = { ...finance, note: 'Invoice V-9 was missing.' };
    expect(said('periods', closed, open, {}, because)).toEqual([]);
    expect(said('periods', closed, open)).toEqual([
      'LCK12: Status of 2026-02 cannot become Open yet: it needs a reason in the note to the change.',
    ]);
    for (const later of ['2026-03', '2029-08']) {
      const plan = { periods: [closed, { period: later, status: 'Closed' }] };
      expect(said('periods', closed, open, plan, because)).toEqual([
        'LCK12: Status of 2026-02 cannot become Open yet: it needs no later month that is closed.',
      ]);
    }
    const around = [closed, { period: '2026-01', status: 'Closed' }, { period: '2026-03', status: 'Soft close' }];
    expect(said('periods', closed, open, { periods: around }, because)).toEqual([]);
  });

  test('that is closed says what it said', () => {
    expect(said('periods', closed, { controlTotal: 501 })).toEqual([
      'LCK13: 2026-02 was closed by FIN-01 on 2026-03-10. Reopen it to change what it says.',
    ]);
    expect(said('periods', closed, { period: '2026-03' })).toHaveLength(1);
    expect(said('periods', closed, { snapshot: 'r150' })).toEqual([
      'LCK15: Snapshot ID of 2026-02 is filled in by the server when Status becomes Closed, with the revision by which that is done. Leave it as it is.',
    ]);
  });
});

describe('[V31] a closed month', () => {
  const plan = { periods: [{ period: '2026-02', status: 'Closed' }] };
  const posting = { document: 'V-1', line: 1, period: '2026-02', postingDate: '2026-02-11', amount: 5 };

  test('takes, changes and gives up no posting and no forecast', () => {
    expect(said('expenditures', null, posting, plan)).toEqual([
      'V31: Period 2026-02 is closed, so it takes no V-1 1 of Expenditures. Enter it in a period that is open.',
    ]);
    expect(said('expenditures', posting, { amount: 6 }, plan)).toEqual([
      'V31: Period 2026-02 is closed, so V-1 1 of Expenditures stays as it is. Enter what comes late in a period that is open.',
    ]);
    expect(said('expenditures', posting, { period: '2026-03' }, plan)).toHaveLength(1);
    expect(said('expenditures', { ...posting, period: '2026-03' }, { period: '2026-02' }, plan)).toHaveLength(1);
    const removal = lockRules.flatMap((rule) =>
      rule.table === 'expenditures'
        ? (rule.checkRemoval?.(posting, around(posting, plan, plan, { author: finance })) ?? [])
        : [],
    );
    expect(removal).toHaveLength(1);
    expect(
      said('forecasts', { project: 'P', category: 'Other', period: '2026-02', etc: 1 }, { etc: 2 }, plan),
    ).toHaveLength(1);
  });

  test('leaves what says nothing of the money alone, and a late posting in an open month keeps its own date', () => {
    expect(said('expenditures', posting, { account: '21-9010-0-0000-8500-6400-417' }, plan)).toEqual([]);
    expect(said('expenditures', null, { ...posting, period: '2026-03' }, plan)).toEqual([]);
  });

  test('lists what an import brings, because the ledger is a fact', () => {
    const ledger = { ...finance, isImport: true };
    expect(said('expenditures', null, posting, plan, ledger)).toEqual([
      'flag V31: Period 2026-02 is closed, so it takes no V-1 1 of Expenditures. Enter it in a period that is open.',
    ]);
  });
});

describe('[V47, LCK10] the money of a project', () => {
  const closing = { number: 'P', status: 'Complete', financialStatus: 'Closing' };
  const close = { financialStatus: 'Closed' };
  const plan = (more: PlanTables): PlanTables => ({ budgetLines: [{ id: 'BL-1', project: 'P' }], ...more });
  const needs = (words: string) => [`LCK10: Financial Status of P cannot become Closed yet: it needs ${words}.`];

  test('is closed with nothing to come, by the latest estimate of each category', () => {
    const forecast = (period: string, etc: number) => ({ project: 'P', category: 'Other', period, etc });
    expect(
      said('projects', closing, close, plan({ forecasts: [forecast('2026-02', 5), forecast('2026-03', 0)] })),
    ).toEqual([]);
    expect(
      said('projects', closing, close, plan({ forecasts: [forecast('2026-03', 5), forecast('2026-02', 0)] })),
    ).toEqual(needs('an estimate to complete of 0.00'));
  });

  test('[T12] an estimate for all categories no longer counts when each category of its lines has one of its own', () => {
    const forecast = (category: string, etc: number) => ({ project: 'P', category, period: '2026-02', etc });
    const [equipment, other] = ['Equipment', 'Other'].map((category) => ({ id: category, project: 'P', category }));
    const forecasts = [forecast('All categories', 5), forecast('Equipment', 0)];
    const closes = (budgetLines: PlanTables[string]) => said('projects', closing, close, { budgetLines, forecasts });
    expect(closes(equipment ? [equipment] : [])).toEqual([]);
    expect(closes(equipment && other ? [equipment, other] : [])).toEqual(needs('an estimate to complete of 0.00'));
    expect(closes([])).toEqual(needs('an estimate to complete of 0.00'));
  });
});

test('[V44] an approved change with Re-baseline moves the baselines of its project on by one number, once', () => {
  const step = { project: 'P', milestone: 'M50 Installation start', baselineNumber: 0, baselineFinish: '2026-08-07' };
  const moved = { baselineNumber: 1, baselineFinish: '2026-09-07' };
  const plan = (status: string, rebaseline: boolean): PlanTables => ({
    projects: [{ number: 'P', status: 'Active' }],
    budgetLines: [{ id: 'BL-1', project: 'P' }],
    changeLines: [1, 2].map((line) => ({ change: 'BC-1', line, budgetLine: 'BL-1', rebaseline })),
    changes: [{ number: 'BC-1', status }],
  });
  const locked = ['V44: Baseline dates are locked. Request a re-baseline.'];
  expect(said('milestones', step, moved, plan('Approved', true))).toEqual([]);
  expect(said('milestones', step, moved, plan('Pending', true))).toEqual(locked);
  expect(said('milestones', step, moved, plan('Approved', false))).toEqual(locked);
  expect(said('milestones', step, { baselineFinish: '2026-09-07' }, plan('Approved', true))).toEqual(locked);
  expect(said('milestones', { ...step, ...moved }, { baselineNumber: 2 }, plan('Approved', true))).toEqual(locked);
});

describe('[V24, LCK9] who asks and who decides', () => {
  const pending = { number: 'BC-1', type: 'Staff Modification', status: 'Pending', effectiveDate: '2026-01-20' };
  const act = (kind: 'insert' | 'update', person: string, after: Cells, door = 'sync') => ({
    table: 'changes',
    row: 'R',
    kind,
    before: {},
    after,
    revision: 1,
    by: person,
    at: '2026-01-01T00:00:00.000Z',
    person,
    door,
  });
  const history = [act('insert', 'amy', { status: 'Draft' }), act('update', 'ben', { status: 'Pending' })];
  const by = (person: string, status: string, role: 'editor' | 'finance' = 'finance', known = history) => {
    const near = around(pending, {}, {}, { author: { ...finance, person, membership: { role } }, history: known });
    return lockRules.flatMap((rule) =>
      rule.table === 'changes' ? (rule.check({ ...pending, status }, near) ?? []) : [],
    );
  };

  test('are not one person, whatever the cells say', () => {
    const own = ['You have asked for BC-1 yourself, so somebody else has to decide on it.'];
    for (const person of ['amy', 'ben']) {
      expect(by(person, 'Approved')).toEqual(own);
      expect(by(person, 'Rejected')).toEqual(own);
    }
    expect(by('cho', 'Approved')).toEqual([]);
  });

  test('who only brought in what an office has done elsewhere may decide on it', () => {
    expect(by('amy', 'Approved', 'finance', [act('insert', 'amy', { status: 'Pending' }, 'demo')])).toEqual([]);
    expect(by('amy', 'Approved', 'finance', [])).toEqual([]);
  });

  test('what was asked for is taken back by who asked, or by who decides on such', () => {
    const others = 'can be set to Draft only by who asked for it, or by finance.';
    expect(by('cho', 'Draft', 'editor')).toEqual([expect.stringContaining(others)]);
    expect(by('cho', 'Withdrawn', 'editor')).toHaveLength(1);
    expect(by('ben', 'Draft', 'editor')).toEqual([]);
    expect(by('cho', 'Draft', 'finance')).toEqual([]);
  });
});

describe('[LCK20] a month in soft close', () => {
  const plan = { periods: [{ period: '2026-02', status: 'Soft close' }] };
  const posting = { document: 'V-1', line: 1, period: '2026-02', postingDate: '2026-02-11', amount: 5 };
  const forecast = { project: '26.00001', category: 'All categories', period: '2026-02', etc: 70 };
  const editor = personOf('editor');
  const words = (row: string) =>
    `LCK20: Period 2026-02 is in soft close, so only finance changes ${row} now. Ask there, or enter it in a period that is open.`;

  test('takes postings and forecasts from finance alone', () => {
    for (const [table, row, changed, name] of [
      ['expenditures', posting, { amount: 6 }, 'V-1 1 of Expenditures'],
      ['forecasts', forecast, { etc: 80 }, '26.00001 All categories of Forecast'],
    ] as const) {
      expect(said(table, null, row, plan, editor)).toEqual([words(name)]);
      expect(said(table, row, changed, plan, editor)).toEqual([words(name)]);
      expect(said(table, row, { period: '2026-03' }, plan, editor)).toEqual([words(name)]);
      expect(said(table, null, row, plan)).toEqual([]);
      expect(said(table, row, changed, plan)).toEqual([]);
    }
  });

  test('gives up none of them to anybody else', () => {
    const removing = (author: typeof editor) =>
      lockRules.flatMap(({ id, table, checkRemoval }) => {
        const says = table === 'expenditures' ? checkRemoval?.(posting, around(posting, plan, plan, { author })) : null;
        return says === null || says === undefined ? [] : [`${id}: ${says}`];
      });
    expect(removing(editor)).toEqual([words('V-1 1 of Expenditures')]);
    expect(removing(finance)).toEqual([]);
  });
});

describe('[LCK21, EXP1] an explanation', () => {
  const open = { checkId: 'V42', subject: 'Elm', status: 'Open', explanation: 'The school opens later.' };
  const kept = { ...open, status: 'Explained', explainedBy: 'Ann Ruiz', explainedOn: '2026-11-20' };

  test('is given with words, and stays until it is set back', () => {
    expect(said('explanations', open, { status: 'Explained' })).toEqual([]);
    expect(said('explanations', { ...open, explanation: 'Later.' }, { status: 'Explained' })).toEqual([
      'LCK21: Status of Elm cannot become Explained yet: it needs an explanation of at least 10 characters.',
    ]);
    for (const changed of [{ explanation: 'Another reason.' }, { difference: 9_999_999 }, { subject: 'Oak' }])
      expect(said('explanations', kept, changed)).toEqual([
        'LCK21: What the checks find at Elm was explained by Ann Ruiz on 2026-11-20. Set it back to Open to change what was said.',
      ]);
    expect(said('explanations', kept, { owner: 'Ben Cole' })).toEqual([]);
    const back = { status: 'Open', explainedBy: null, explainedOn: null };
    expect(said('explanations', kept, back).filter((words) => !words.startsWith('flag'))).toEqual([]);
  });
});
