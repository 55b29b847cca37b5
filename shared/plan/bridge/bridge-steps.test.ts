import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { programRows } from '../figures/columns-read.ts';
import type { FigurePart } from '../figures/explain-figure.ts';
import { planFacts } from '../figures/plan-facts.ts';
import { postProgram, type Poster } from '../postings/post-program.ts';
import { bridgeFigure, type BridgeMoment } from './bridge-figure.ts';

type Stored = Parameters<typeof programRows>[0];

const project = (number: string, cells: Cells = {}) => ({
  row: `P${number}`,
  cells: {
    number,
    name: number,
    program: 'Safety',
    primarySystem: 'LAN',
    class: 'Site',
    status: 'Active',
    financialStatus: 'Open',
    percentComplete: 0,
    ...cells,
  },
});
const line = (id: string, of: string, original: number, cells: Cells = {}) => ({
  row: `L${id}`,
  cells: { id, project: of, source: 'S', fiscalYear: '2026-27', category: 'Equipment', original, ...cells },
});
const paid = (row: string, budgetLine: string, amount: number, postingDate = '2026-08-01') => ({
  row,
  cells: { budgetLine, amount, postingDate, period: postingDate.slice(0, 7) },
});
const forecast = (of: string, category: string, period: string, etc: number) => ({
  row: `F${of}${category}${period}`,
  cells: { project: of, category, period, etc },
});
const projects = [project('P'), project('Q')];

function momentOf(stored: Stored, asOf: string | null = null): BridgeMoment {
  const program = programRows({ projects, ...stored });
  return { program, facts: planFacts(program, asOf) };
}

/** Kind, account, cents and rows of each step. */
function stepsOf(from: Stored | null, to: Stored, measure = 'current', part: FigurePart = { project: 'P' }) {
  const bridge = bridgeFigure({ from: from === null ? null : momentOf(from), to: momentOf(to), measure, part });
  return bridge.steps.map(({ kind, account, amount, entries }) => [
    kind,
    account,
    amount,
    entries.map(({ row }) => row),
  ]);
}

describe('a step of a bridge', () => {
  test('of rows that say the same and count elsewhere now is a move, with what is paid on them', () => {
    const [here, there] = ['P', 'Q'].map((of) => ({
      budgetLines: [line('B1', 'P', 500), line('B2', of, 70)],
      expenditures: [paid('E1', 'B1', 9), paid('E2', 'B2', 30)],
    }));
    if (here === undefined || there === undefined) throw new Error('There are two.');
    expect(stepsOf(here, there)).toEqual([['moved', 'original', -70, ['LB2']]]);
    expect(stepsOf(there, here)).toEqual([['moved', 'original', 70, ['LB2']]]);
    expect(stepsOf(here, there, 'unspent')).toEqual([['moved', 'original', -40, ['LB2', 'E2']]]);
    expect(stepsOf(here, there, 'expended')).toEqual([['moved', 'direct', -30, ['E2']]]);
    expect(stepsOf(here, there, 'expended', { project: 'Q' })).toEqual([['moved', 'direct', 30, ['E2']]]);
    // In the program nothing has moved.
    expect(stepsOf(here, there, 'expended', {})).toEqual([]);
  });

  test('of rows that say something else as well, or that came or went, is told by their account', () => {
    const before = { budgetLines: [line('B1', 'P', 500), line('B2', 'Q', 70)] };
    expect(stepsOf(before, { budgetLines: [line('B1', 'P', 500), line('B2', 'P', 71)] })).toEqual([
      ['rows', 'original', 71, ['LB2']],
    ]);
    expect(stepsOf(before, { budgetLines: [line('B2', 'Q', 70)] })).toEqual([['rows', 'original', -500, ['LB1']]]);
    expect(stepsOf(before, { budgetLines: [line('B1', 'P', 450), line('B2', 'Q', 70)] })).toEqual([
      ['rows', 'original', -50, ['LB1']],
    ]);
    // A payment that goes to a line of another project has left this one.
    const budgetLines = [line('B1', 'P', 500), line('B2', 'Q', 70)];
    const on = (id: string) => ({ budgetLines, expenditures: [paid('E1', id, 9)] });
    expect(stepsOf(on('B1'), on('B2'), 'expended')).toEqual([['rows', 'direct', -9, ['E1']]]);
    // One that goes to another line of the project adds and takes as much.
    const within = { ...on('B1'), budgetLines: [...budgetLines, line('B3', 'P', 0)] };
    const bridge = bridgeFigure({
      from: momentOf(within),
      to: momentOf({ ...within, expenditures: [paid('E1', 'B3', 9)] }),
      measure: 'expended',
      part: { project: 'P' },
    });
    expect(
      bridge.steps.map(({ amount, entries }) => [amount, entries.map((each) => [each.line, each.before, each.after])]),
    ).toEqual([
      [
        0,
        [
          ['B1', 9, 0],
          ['B3', 0, 9],
        ],
      ],
    ]);
  });

  test('of an amendment that comes into effect is what waits no more and what is approved, though both are the same cents', () => {
    const change = {
      row: 'BC',
      cells: {
        number: 'BC-1',
        type: 'Board Amendment',
        status: 'Approved',
        submittedOn: '2026-01-01',
        effectiveDate: '2026-03-01',
      },
    };
    const stored = {
      budgetLines: [line('B1', 'P', 500)],
      changes: [change],
      changeLines: [{ row: 'CL', cells: { change: 'BC-1', budgetLine: 'B1', amount: 25 } }],
    };
    const { start, end, steps } = bridgeFigure({
      from: momentOf(stored, '2026-02-01'),
      to: momentOf(stored, '2026-03-01'),
      measure: 'proposed',
      part: { project: 'P' },
    });
    expect([start, end]).toEqual([525, 525]);
    expect(steps.map(({ kind, account, change: number, amount }) => [kind, account, number, amount])).toEqual([
      ['change', 'board', 'BC-1', 25],
      ['change', 'pending', 'BC-1', -25],
    ]);
  });

  test('from nothing is that of every row, however they came there', () => {
    const stored = { budgetLines: [line('B1', 'P', 500)], expenditures: [paid('E1', 'B1', 9)] };
    expect(stepsOf(null, stored, 'unspent')).toEqual([
      ['rows', 'original', 500, ['LB1']],
      ['rows', 'direct', -9, ['E1']],
    ]);
  });

  test('of a project that gets a site is a move for its rows, and for its share there none, since no row is there', () => {
    const site = { row: 'S', cells: { code: '0417', region: 'North', boardDistrict: '1', status: 'Active' } };
    const scope = (of: string) => ({
      row: `C${of}`,
      cells: { project: of, location: '0417', system: 'LAN', status: 'Planned', basis: 'Equal' },
    });
    const stored = { budgetLines: [line('B1', 'P', 500)], sites: [site] };
    const at = (part: FigurePart) => stepsOf(stored, { ...stored, scope: [scope('P')] }, 'current', part);
    expect(at({ site: '0417' })).toEqual([['rows', 'share', 500, ['PP']]]);
    expect(at({ site: 'Districtwide' })).toEqual([['moved', 'original', -500, ['LB1']]]);
  });

  test('of a contract that was cancelled is what it takes with it, and of one that never counted nothing', () => {
    const order = (status: string) => ({
      row: 'C',
      cells: { number: 'PO-1', line: 1, budgetLine: 'B1', awardDate: '2026-07-01', original: 60, status },
    });
    const stored = (status: string) => ({ budgetLines: [line('B1', 'P', 500)], commitments: [order(status)] });
    expect(stepsOf(stored('Open'), stored('Cancelled'), 'committed')).toEqual([['rows', 'contract', -60, ['C']]]);
    expect(stepsOf(stored('Draft'), stored('Cancelled'), 'committed')).toEqual([]);
  });
});

describe('[T12] a step of what is still to come', () => {
  const basesOf = (from: BridgeMoment | null, to: BridgeMoment, part: FigurePart = { project: 'P' }) =>
    bridgeFigure({ from, to, measure: 'etc', part }).steps.map(({ key, amount, entries }) => [
      key,
      amount,
      entries.map(({ basis }) => [basis?.before?.kind ?? null, basis?.after?.kind ?? null]),
    ]);
  const budgetLines = [line('B1', 'P', 500), line('B2', 'P', 80, { category: 'Services' })];

  test('says by what each category went before and goes now', () => {
    const before = momentOf({ budgetLines, forecasts: [forecast('P', 'Equipment', '2026-07', 300)] });
    const after = momentOf({ budgetLines, forecasts: [forecast('P', 'Services', '2026-08', 90)] });
    expect(basesOf(before, after)).toEqual([
      ['estimate/Equipment', 200, [['forecast', 'unspent']]],
      ['estimate/Services', 10, [['unspent', 'forecast']]],
    ]);
    expect(basesOf(before, momentOf({ budgetLines, projects: [project('P', { financialStatus: 'Closed' })] }))).toEqual(
      [
        ['estimate/', -80, [['unspent', 'closed']]],
        ['estimate/Equipment', -300, [['forecast', 'closed']]],
      ],
    );
  });

  test('says nothing of a moment at which the line or the plan was not there', () => {
    const after = momentOf({ budgetLines: budgetLines.slice(0, 1) });
    expect(basesOf(momentOf({}), after)).toEqual([['estimate/', 500, [[null, 'unspent']]]]);
    expect(basesOf(after, momentOf({}))).toEqual([['estimate/', -500, [['unspent', null]]]]);
    expect(basesOf(null, after)).toEqual([['estimate/', 500, [[null, 'unspent']]]]);
  });

  test('stands on the project where it has no line, and goes by its forecast for all', () => {
    const forecasts = [forecast('P', 'All categories', '2026-07', 40)];
    expect(basesOf(momentOf({}), momentOf({ forecasts }))).toEqual([
      ['estimate/All categories', 40, [['unspent', 'forecast']]],
    ]);
  });

  test('is one for a part that is more than a project', () => {
    const before = momentOf({ budgetLines, forecasts: [forecast('P', 'Equipment', '2026-07', 300)] });
    expect(basesOf(before, momentOf({ budgetLines }), { source: 'S' }).map(([key, amount]) => [key, amount])).toEqual([
      ['estimate/', 200],
    ]);
  });
});

test('a bridge that does not end where totals do is a broken invariant, and is not told', () => {
  const stored = { budgetLines: [line('B1', 'P', 500)] };
  const [sound, program] = [momentOf(stored), programRows({ projects, ...stored })];
  const twice: Poster = (asOf, tell, isAsked) => {
    postProgram(program, asOf, tell, isAsked);
    postProgram(program, asOf, tell, isAsked);
  };
  const broken = { ...sound, post: twice };
  const question = { measure: 'current', part: { project: 'P' } };
  expect(() => bridgeFigure({ from: sound, to: broken, ...question })).toThrow(
    'The bridge of current ends at 1000, where totals say 500.',
  );
  expect(() => bridgeFigure({ from: broken, to: sound, ...question })).toThrow('ends at 1000, where totals say 500');
  expect(() => bridgeFigure({ from: null, to: broken, ...question })).toThrow('ends at 1000, where totals say 500');
  expect(bridgeFigure({ from: null, to: sound, ...question }).end).toBe(500);
});
