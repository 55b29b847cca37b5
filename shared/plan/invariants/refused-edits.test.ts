import { describe, expect, test } from 'vitest';
import {
  change,
  order,
  payment,
  projectOf,
  row,
  siteOf,
  source,
  work,
  type PlantedRow,
} from '../dirty-plan/sound-work.ts';
import { nothingPosted } from '../entry/dated-sums.ts';
import { Look } from '../entry/look.ts';
import { noAmounts, type Amounts } from '../figures/amounts.ts';
import type { TableName } from '../../tables/all-tables.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import type { RefusedEdits } from './refused-edits.ts';
import * as money from './refused-money.ts';
import * as workRules from './refused-work.ts';

const TODAY = '2026-11-15';

/** What an edit of the first row that holds these cells is about, and what was looked up for it, in a plan of these rows. */
function about(refuses: readonly RefusedEdits[], table: TableName, where: Cells, ...rows: readonly PlantedRow[]) {
  const asked: string[] = [];
  const holds = (cells: Cells, columns: readonly string[], values: readonly Cell[]) =>
    columns.every((column, at) => (cells[column] ?? null) === values[at]);
  const all = rows.map((each, at) => ({ ...each, row: `R${at}` }));
  const find = (of: string, columns: readonly string[], values: readonly Cell[]) => {
    asked.push(`${of} ${columns.map((column, at) => `${column}=${String(values[at])}`).join(' ')}`);
    return all.filter((each) => each.table === of && holds(each.cells, columns, values));
  };
  const sums = (of: string, key: string) => {
    asked.push(`sums of ${of} ${key}`);
    return nothingPosted;
  };
  const edited = all.find(
    (each) => each.table === table && holds(each.cells, Object.keys(where), Object.values(where)),
  );
  const each = ofTable(refuses, table);
  if (edited === undefined || each === undefined) throw new Error(`no such row of ${table}`);
  const places = each.about(edited, new Look(find, sums, () => new Map(), TODAY));
  const named = places.map((place) => all.find(({ table: of, row: at }) => place === `${of}/${at}`)?.cells ?? place);
  return { places: named, asked };
}

function ofTable(refuses: readonly RefusedEdits[], table: TableName) {
  return refuses.flatMap((each) => ('table' in each && each.table === table ? [each] : []))[0];
}

/** Whether an edit can make it worse at all. */
function matters(refuses: readonly RefusedEdits[], table: TableName, before?: Cells, after?: Cells): boolean {
  const each = ofTable(refuses, table);
  if (each === undefined) throw new Error(`no edit of ${table}`);
  return each.matters?.(before, after) ?? true;
}

const there: Cells = { id: 'BL-1' };

/** Whether so much more on a line makes it worse. */
function worsens(refuses: readonly RefusedEdits[], moved: Partial<Amounts>): boolean {
  const each = refuses.flatMap((one) => ('worsens' in one ? [one] : []))[0];
  return each?.worsens({ ...noAmounts(), ...moved }) ?? false;
}

describe('sums that are moved make it worse', () => {
  test('[V13] by any cent more that is budgeted', () => {
    expect([1, 0, -1].map((current) => worsens(money.overAuthorized, { current }))).toEqual([true, false, false]);
  });

  test('[C04] where more is committed than budget comes', () => {
    const moved = (committed: number, current: number) =>
      worsens(money.overBudget, { openEncumbrance: committed, current });
    expect([moved(5, 4), moved(5, 5), moved(0, -1), moved(-5, -5)]).toEqual([true, false, true, false]);
  });

  test('[V22] where more is committed than budget comes or is on its way', () => {
    const moved = (committed: number, current: number, pending: number) =>
      worsens(money.belowObligations, { openEncumbrance: committed, current, pending });
    expect([moved(5, 3, 2), moved(5, 3, 1), moved(0, 0, -1), moved(0, 0, 0)]).toEqual([false, true, true, false]);
  });

  test('[V34] where budget goes, at once or once it is approved', () => {
    const moved = (current: number, pending: number) => worsens(money.belowZero, { current, pending });
    expect([moved(-1, 0), moved(-1, 2), moved(2, -3), moved(0, -1)]).toEqual([true, true, true, true]);
    expect([moved(0, 0), moved(2, -2), moved(1, 0)]).toEqual([false, false, false]);
  });

  test('[V47] where more is owed', () => {
    const moved = (openEncumbrance: number) => worsens(workRules.owesThoughClosed, { openEncumbrance });
    expect([1, 0, -1].map(moved)).toEqual([true, false, false]);
  });
});

describe('an edit can make it worse', () => {
  test('[V13, V15, V16, V17, V14, V46, V52] of a row that is there', () => {
    const lists: readonly (readonly [readonly RefusedEdits[], TableName])[] = [
      [money.sourceMayNotFund, 'projects'],
      [money.sourceMayNotFund, 'fundingSources'],
      [money.accountOfSource, 'fundingSources'],
      [money.unbalanced, 'budgetLines'],
      [workRules.notOnBallot, 'projects'],
      [workRules.notOnBallot, 'fundingSources'],
      [workRules.unpreparedIfActive, 'projects'],
      [workRules.unpreparedIfActive, 'scope'],
      [workRules.inAnotherMode, 'fundingRequests'],
    ];
    for (const [refuses, table] of lists) {
      expect(matters(refuses, table, there, there)).toBe(true);
      expect(matters(refuses, table, undefined, there)).toBe(false);
    }
  });

  test('[V13, V26] of a line or commitment that stays: one that comes or goes moves what is posted', () => {
    for (const [refuses, table] of [
      [money.overAuthorized, 'budgetLines'],
      [money.overEncumbrance, 'commitments'],
    ] as const) {
      expect(matters(refuses, table, there, there)).toBe(true);
      expect(matters(refuses, table, undefined, there)).toBe(false);
      expect(matters(refuses, table, there, undefined)).toBe(false);
    }
  });

  test('[V26] of a payment that is raised or moved, and not of one that is lowered or goes', () => {
    const paid = { commitment: 'PO-1', commitmentLine: 1, postingDate: '2026-10-12', amount: 5 };
    const becomes = (after?: Cells, before: Cells | undefined = paid) =>
      matters(money.overEncumbrance, 'expenditures', before, after);
    expect(becomes({ ...paid, amount: 6 })).toBe(true);
    expect(becomes({ ...paid, amount: 5 })).toBe(false);
    expect(becomes({ ...paid, amount: 4 })).toBe(false);
    expect(becomes({ ...paid, amount: null })).toBe(false);
    expect(becomes(undefined)).toBe(false);
    for (const moved of [{ commitment: 'PO-2' }, { commitmentLine: 2 }, { postingDate: '2026-10-11' }])
      expect(becomes({ ...paid, amount: 4, ...moved })).toBe(true);
    expect(matters(money.overEncumbrance, 'expenditures', undefined, paid)).toBe(true);
    expect(matters(money.overEncumbrance, 'expenditures', undefined, { amount: 5 })).toBe(true);
    const direct = { amount: 5 };
    expect(becomes({ ...direct, commitment: null, amount: 4 }, direct)).toBe(false);
  });

  test('[V26] of a change order that is there, and of a new one that takes money off', () => {
    const becomes = (before?: Cells, after?: Cells) =>
      matters(money.overEncumbrance, 'commitmentChanges', before, after);
    expect(becomes({ amount: 5 }, { amount: 6 })).toBe(true);
    expect(becomes({ amount: 5 }, undefined)).toBe(true);
    expect([-1, 0, 1].map((amount) => becomes(undefined, { amount }))).toEqual([true, false, false]);
  });

  test('[V16, V17] that leaves an account string', () => {
    for (const table of ['budgetLines', 'expenditures'] as const) {
      expect(matters(money.accountOfSource, table, undefined, { account: '21' })).toBe(true);
      expect(matters(money.accountOfSource, table, { account: '21' }, { account: null })).toBe(false);
      expect(matters(money.accountOfSource, table, { account: '21' }, {})).toBe(false);
      expect(matters(money.accountOfSource, table, { account: '21' }, undefined)).toBe(false);
    }
  });

  test('[V36] of a forecast that comes, goes, is lowered, or is for something else from now on', () => {
    const forecast = { project: 'P', category: 'Equipment', period: '2026-11', etc: 5 };
    const becomes = (before?: Cells, after?: Cells) => matters(workRules.forecastTooLow, 'forecasts', before, after);
    expect(becomes(undefined, forecast)).toBe(true);
    expect(becomes(forecast, undefined)).toBe(true);
    expect([4, 5, 6].map((etc) => becomes(forecast, { ...forecast, etc }))).toEqual([true, false, false]);
    expect(becomes(forecast, { ...forecast, etc: null })).toBe(true);
    expect(becomes({ ...forecast, etc: null }, forecast)).toBe(false);
    for (const other of [{ project: 'Q' }, { category: 'Installation & Cabling' }, { period: '2026-12' }])
      expect(becomes(forecast, { ...forecast, ...other })).toBe(true);
  });

  test('[V47] of a step that is left open, [V39, V49] of one that has a date, [V42] of one that stays', () => {
    const open = { milestone: 'M70', actualFinish: null };
    const [done, planned] = [{ actualFinish: '2026-10-01' }, { forecastFinish: '2027-10-01' }];
    const ofClosed = (after?: Cells) => matters(workRules.owesThoughClosed, 'milestones', done, after);
    expect([open, {}, done, undefined].map(ofClosed)).toEqual([true, true, false, false]);
    for (const refuses of [workRules.stepsOutOfOrder, workRules.beforeWaitingEnds]) {
      const dated = (after?: Cells) => matters(refuses, 'milestones', done, after);
      expect([done, planned, { ...done, forecastFinish: null }, open, undefined].map(dated)).toEqual([
        true,
        true,
        true,
        false,
        false,
      ]);
    }
    const blocked = (after?: Cells) => matters(workRules.duringBlockedWindow, 'milestones', open, after);
    expect([open, undefined].map(blocked)).toEqual([true, false]);
  });

  test('[V52] of a posting that says how it is invoiced', () => {
    const said = (after?: Cells) => matters(workRules.inAnotherMode, 'expenditures', { invoiceMode: 'SPI' }, after);
    expect([{ invoiceMode: 'BEAR' }, { invoiceMode: null }, {}, undefined].map(said)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('money: what an edit is about, and what is looked up for it', () => {
  const plan = [...work(1, 'A'), source('BND-A', 'Measure A', {}), order(1, 5), payment(1, 5)];
  const other = (cells: Cells) => plan.map((each) => ({ ...each, cells: { ...each.cells, ...cells } }));

  test('[V13] the source, with its sums and those of the line', () => {
    const line = about(money.overAuthorized, 'budgetLines', { id: 'BL-1' }, ...plan);
    expect(line.places).toMatchObject([{ code: 'BND-A' }]);
    expect(line.asked).toEqual(expect.arrayContaining(['sums of line BL-1', 'sums of source BND-A']));
    const gone = about(money.overAuthorized, 'budgetLines', { id: 'BL-1' }, ...work(1, 'A'));
    expect(gone.places).toEqual([]);
    const itself = about(money.overAuthorized, 'fundingSources', { code: 'BND-A' }, ...plan);
    expect(itself.places).toMatchObject([{ code: 'BND-A' }]);
    expect(itself.asked).toContain('sums of source BND-A');
  });

  test('[V25] a draft, with what its line has left; of others nothing is looked up', () => {
    const draft = about(
      money.draftOverBalance,
      'commitments',
      { number: 'PO-1' },
      ...work(1, 'A'),
      order(1, 5, { status: 'Draft' }),
    );
    expect(draft.places).toMatchObject([{ number: 'PO-1' }]);
    expect(draft.asked).toContain('sums of line BL-1');
    expect(about(money.draftOverBalance, 'commitments', { number: 'PO-1' }, ...plan)).toEqual({
      places: [],
      asked: [],
    });
  });

  test('[V26] the commitment that a posting names, with all that is on it', () => {
    const paid = about(money.overEncumbrance, 'expenditures', { document: 'V-1' }, ...plan);
    expect(paid.places).toMatchObject([{ number: 'PO-1' }]);
    expect(paid.asked).toEqual(
      expect.arrayContaining([
        'commitmentChanges commitment=PO-1 commitmentLine=1',
        'expenditures commitment=PO-1 commitmentLine=1',
        'commitments number=PO-1 line=1',
      ]),
    );
    const own = about(money.overEncumbrance, 'commitments', { number: 'PO-1' }, ...plan);
    expect(own.places).toMatchObject([{ number: 'PO-1' }]);
    expect(own.asked).toEqual([
      'commitmentChanges commitment=PO-1 commitmentLine=1',
      'expenditures commitment=PO-1 commitmentLine=1',
    ]);
    for (const half of [{ commitment: null }, { commitmentLine: null }])
      expect(about(money.overEncumbrance, 'expenditures', { document: 'V-1' }, payment(1, 5, half))).toEqual({
        places: [],
        asked: [],
      });
    expect(about(money.overEncumbrance, 'expenditures', { document: 'V-1' }, payment(1, 5)).places).toEqual([]);
  });

  test('[V27] a commitment or posting, with its line', () => {
    const ordered = about(money.contingencySpent, 'commitments', { number: 'PO-1' }, ...plan);
    expect(ordered).toMatchObject({ places: [{ number: 'PO-1' }], asked: ['budgetLines id=BL-1'] });
    const paid = about(money.contingencySpent, 'expenditures', { document: 'V-1' }, ...plan);
    expect(paid).toMatchObject({ places: [{ document: 'V-1' }], asked: ['budgetLines id=BL-1'] });
  });

  test('[V15] lines that their source may not pay for, by their own system or that of the project', () => {
    const restricted = source('BND-A', 'Measure A', { allowedSystems: 'LAN' });
    const of = (table: TableName, where: Cells, line: Cells = {}) =>
      about(money.sourceMayNotFund, table, where, ...work(1, 'A', { line }), restricted).places;
    expect(of('budgetLines', { id: 'BL-1' })).toMatchObject([{ id: 'BL-1' }]);
    expect(of('budgetLines', { id: 'BL-1' }, { system: 'LAN' })).toEqual([]);
    expect(of('projects', { number: projectOf(1) })).toMatchObject([{ id: 'BL-1' }]);
    expect(of('fundingSources', { code: 'BND-A' })).toMatchObject([{ id: 'BL-1' }]);
    expect(about(money.sourceMayNotFund, 'budgetLines', { id: 'BL-1' }, ...plan).places).toEqual([]);
    const ofProgram = source('BND-A', 'Measure A', { allowedPrograms: 'School Network Modernization' });
    expect(about(money.sourceMayNotFund, 'budgetLines', { id: 'BL-1' }, ...work(1, 'A'), ofProgram).places).toEqual([]);
    expect(about(money.sourceMayNotFund, 'budgetLines', { id: 'BL-1' }, ...work(1, 'A')).places).toEqual([]);
    const alone = work(1, 'A').filter(({ table }) => table === 'budgetLines');
    expect(about(money.sourceMayNotFund, 'budgetLines', { id: 'BL-1' }, ...alone, restricted).places).toMatchObject([
      { id: 'BL-1' },
    ]);
  });

  test('[V16, V17] account strings that are not of their source, or charge salaries to a bond', () => {
    const account = (code: string) => other({ account: code });
    const of = (table: TableName, where: Cells, rows: readonly PlantedRow[]) =>
      about(money.accountOfSource, table, where, ...rows).places;
    const [sound, elsewhere, salary] = [
      account('21-9010-0-0000-8500-6400-001'),
      account('40-9010-0-0000-8500-6400-001'),
      account('21-9010-0-0000-8500-2200-001'),
    ];
    for (const [table, where] of [
      ['budgetLines', { id: 'BL-1' }],
      ['expenditures', { document: 'V-1' }],
    ] as const) {
      expect(of(table, where, sound)).toEqual([]);
      expect(of(table, where, elsewhere)).toMatchObject([where]);
      expect(of(table, where, salary)).toMatchObject([where]);
      expect(about(money.accountOfSource, table, where, ...plan)).toEqual({ places: [], asked: [] });
      expect(
        of(
          table,
          where,
          elsewhere.filter((each) => each.table !== 'fundingSources'),
        ),
      ).toEqual([]);
    }
    const general = salary.map((each) =>
      each.table === 'fundingSources' ? { ...each, cells: { ...each.cells, type: 'General/Other' } } : each,
    );
    expect(of('budgetLines', { id: 'BL-1' }, general)).toEqual([]);
    expect(of('fundingSources', { code: 'BND-A' }, plan)).toMatchObject([{ id: 'BL-1' }]);
  });

  describe('[V20, V21, V23] a change', () => {
    const of = (cells: Cells, table: TableName = 'changes', where: Cells = { number: 'BC-1' }) =>
      about(
        table === 'changes' ? money.beyondDelegation : money.unbalanced,
        table,
        where,
        ...plan,
        ...change(1, { 'BL-1': 5 }, cells),
      );

    test('that has been sent on, with its lines; a draft is nobody’s matter', () => {
      const sent = of({});
      expect(sent.places).toMatchObject([{ number: 'BC-1' }]);
      expect(sent.asked).toEqual(['changeLines change=BC-1', 'budgetLines id=BL-1']);
      expect(of({ status: 'Draft' })).toEqual({ places: [], asked: [] });
      expect(of({}, 'budgetLines', { id: 'BL-1' }).places).toMatchObject([{ number: 'BC-1' }]);
      expect(of({ status: 'Draft' }, 'budgetLines', { id: 'BL-1' }).places).toEqual([]);
    });

    test('for the board that waits, with what its sources have left', () => {
      const board = { type: 'Board Amendment' };
      const sums = expect.arrayContaining(['sums of line BL-1', 'sums of source BND-A']);
      expect(of(board).asked).toEqual(sums);
      expect(of({ ...board, status: 'Approved' }).asked).toEqual(['changeLines change=BC-1', 'budgetLines id=BL-1']);
      expect(of({ status: 'Approved' }).asked).toEqual(['changeLines change=BC-1', 'budgetLines id=BL-1']);
      const gone = about(money.beyondDelegation, 'changes', { number: 'BC-1' }, ...change(1, { 'BL-404': 5 }, board));
      expect(gone.places).toMatchObject([{ number: 'BC-1' }]);
    });

    test('that is gone is none', () => {
      const [, line] = change(1, { 'BL-1': 5 });
      const left = line === undefined ? [] : [line];
      expect(about(money.unbalanced, 'budgetLines', { id: 'BL-1' }, ...plan, ...left).places).toEqual([]);
    });
  });
});

describe('work: what an edit is about, and what is looked up for it', () => {
  const number = projectOf(1);
  const plan = work(1, 'A');
  const withProject = (project: Cells) => work(1, 'A', { project });

  test('[V14] a project without a reference to the ballot, with the sources of its lines', () => {
    const bare = withProject({ bondListRef: null });
    const of = (rows: readonly PlantedRow[], table: TableName = 'projects', where: Cells = { number }) =>
      about(workRules.notOnBallot, table, where, ...rows);
    expect(of(bare).places).toMatchObject([{ number }]);
    expect(of(bare).asked).toEqual([`budgetLines project=${number}`, 'fundingSources code=BND-A']);
    expect(of(plan)).toEqual({ places: [], asked: [] });
    for (const kind of ['Program Reserve', 'Program Management'])
      expect(of(withProject({ bondListRef: null, class: kind }))).toEqual({ places: [], asked: [] });
    expect(of(bare, 'budgetLines', { id: 'BL-1' }).places).toMatchObject([{ number }]);
    const alone = bare.filter(({ table }) => table === 'budgetLines');
    expect(of(alone, 'budgetLines', { id: 'BL-1' }).places).toEqual([]);
    expect(of([...bare, source('BND-A', 'A', {})], 'fundingSources', { code: 'BND-A' }).places).toMatchObject([
      { number },
    ]);
  });

  test('[V36] a project with its forecasts, its lines and their sums', () => {
    const forecast = row('forecasts', { project: number, category: 'Equipment', period: '2026-11', etc: 5 });
    const found = about(workRules.forecastTooLow, 'forecasts', { project: number }, ...plan, forecast);
    expect(found.places).toMatchObject([{ number }, { category: 'Equipment' }]);
    expect(found.asked).toEqual(expect.arrayContaining([`forecasts project=${number}`, 'sums of line BL-1']));
  });

  test('[V46] an active project with lines, scope and steps', () => {
    const of = (rows: readonly PlantedRow[], table: TableName = 'projects', where: Cells = { number }) =>
      about(workRules.unpreparedIfActive, table, where, ...rows);
    expect(of(plan)).toMatchObject({
      places: [{ number }],
      asked: [`budgetLines project=${number}`, `scope project=${number}`, `milestones project=${number}`],
    });
    expect(of(withProject({ status: 'Approved' }))).toEqual({ places: [], asked: [] });
    for (const table of ['budgetLines', 'scope', 'milestones'] as const)
      expect(of(plan, table, { project: number }).places).toMatchObject([{ number }]);
  });

  test('[V47] a closed project with its steps and what its lines owe', () => {
    const closed = withProject({ financialStatus: 'Closed' });
    const of = (rows: readonly PlantedRow[], table: TableName = 'projects', where: Cells = { number }) =>
      about(workRules.owesThoughClosed, table, where, ...rows);
    expect(of(closed).places).toMatchObject([{ number }]);
    expect(of(closed).asked).toEqual(expect.arrayContaining(['sums of line BL-1', `milestones project=${number}`]));
    expect(of(plan)).toEqual({ places: [], asked: [] });
    expect(of(closed, 'milestones', { project: number }).places).toMatchObject([{ number }]);
  });

  test('[V48] all scope of a project in which some has a share by hand', () => {
    const of = (basis: string, other: string) => {
      const scope = (system: string, cells: Cells) =>
        row('scope', { project: number, location: siteOf(1), system, item: 'x', status: 'Planned', ...cells });
      return about(
        workRules.unsharedScope,
        'scope',
        { system: 'LAN' },
        scope('LAN', { basis }),
        scope('WLAN', { basis: other }),
      );
    };
    expect(of('Equal', 'Manual %').places).toMatchObject([{ system: 'LAN' }, { system: 'WLAN' }]);
    expect(of('Equal', 'Manual %').asked).toEqual([`scope project=${number}`, `projects number=${number}`]);
    expect(of('Equal', 'Quantity')).toEqual({ places: [], asked: [`scope project=${number}`] });
  });

  const step = (milestone: string, cells: Cells = {}) =>
    row('milestones', { project: number, location: siteOf(1), milestone, ...cells });
  const steps = [step('M35 Form 470 posted'), step('M50 Installation start'), step('M45 Form 471 filed')];
  const beside = (refuses: readonly RefusedEdits[], milestone: string, rows: readonly PlantedRow[] = steps) =>
    about(refuses, 'milestones', { milestone }, ...rows).places.map((place) =>
      typeof place === 'object' && place !== null ? place['milestone'] : place,
    );

  test('[V39] the steps beside one of the order, [V49] those beside a form or contract once Form 470 is there', () => {
    const all = ['M35 Form 470 posted', 'M45 Form 471 filed', 'M50 Installation start'];
    expect(beside(workRules.stepsOutOfOrder, 'M50 Installation start')).toEqual(all);
    expect(beside(workRules.stepsOutOfOrder, 'M45 Form 471 filed')).toEqual([]);
    expect(beside(workRules.beforeWaitingEnds, 'M45 Form 471 filed')).toEqual(all);
    expect(beside(workRules.beforeWaitingEnds, 'M35 Form 470 posted')).toEqual(all);
    expect(beside(workRules.beforeWaitingEnds, 'M50 Installation start')).toEqual([]);
    expect(beside(workRules.beforeWaitingEnds, 'M45 Form 471 filed', steps.slice(1))).toEqual([]);
    expect(
      beside(workRules.beforeWaitingEnds, 'M40 Bid/award (NTP)', [...steps, step('M40 Bid/award (NTP)')]),
    ).toHaveLength(4);
    const nameless = row('milestones', { project: number });
    for (const refuses of [workRules.stepsOutOfOrder, workRules.beforeWaitingEnds, workRules.duringBlockedWindow])
      expect(about(refuses, 'milestones', { project: number }, nameless)).toEqual({ places: [], asked: [] });
  });

  test('[V40] a step whose start or finish is not over yet', () => {
    const of = (cells: Cells) =>
      about(workRules.inTheFuture, 'milestones', { project: number }, step('M50 Installation start', cells)).places
        .length;
    expect([of({ actualStart: '2026-11-16' }), of({ actualFinish: '2026-11-16' })]).toEqual([1, 1]);
    expect([of({ actualStart: TODAY, actualFinish: TODAY }), of({})]).toEqual([0, 0]);
  });

  test('[V42] the steps beside start and end of the installation, with the windows and the sites', () => {
    const of = (milestone: string, cells: Cells = {}) =>
      about(
        workRules.duringBlockedWindow,
        'milestones',
        { milestone },
        step(milestone, cells),
        ...work(1, 'A', { without: ['milestones'] }),
        row('scope', { project: number, location: siteOf(2), system: 'WLAN' }),
      );
    for (const milestone of ['M50 Installation start', 'M60 Installation complete']) {
      const { places, asked } = of(milestone);
      expect(places).toMatchObject([{ milestone }]);
      expect(asked).toEqual(expect.arrayContaining(['calendar severity=Block', 'sites code=0001']));
      expect(asked).not.toContain('sites code=0002');
    }
    const whole = of('M50 Installation start', { location: null });
    expect(whole.asked).toEqual(
      expect.arrayContaining([`scope project=${number}`, 'sites code=0001', 'sites code=0002']),
    );
    expect(of('M70 Substantial completion')).toEqual({ places: [], asked: [] });
  });

  test('[V51] all requests of Category Two, and the sites that count students', () => {
    const request = (frn: string, category: string) => row('fundingRequests', { frn, category });
    const of = (frn: string) =>
      about(
        workRules.beyondCycleBudget,
        'fundingRequests',
        { frn },
        request('1', 'C2'),
        request('2', 'C2'),
        request('3', 'C1'),
      );
    expect(of('1')).toMatchObject({
      places: [{ frn: '1' }, { frn: '2' }],
      asked: ['sites status=Active', 'sites status=Pending', 'fundingRequests category=C2'],
    });
    expect(of('3')).toEqual({ places: [], asked: [] });
  });

  test('[V52] what is paid on the commitments of a request', () => {
    const paid = [order(1, 5, { frn: '99' }), payment(1, 5), payment(1, 6, { document: 'V-2' })];
    const request = row('fundingRequests', { frn: '99' });
    const of = (table: TableName, where: Cells, rows: readonly PlantedRow[]) =>
      about(workRules.inAnotherMode, table, where, ...rows).places;
    const both = [{ document: 'V-1' }, { document: 'V-2' }];
    expect(of('expenditures', { document: 'V-1' }, [...paid, request])).toMatchObject(both);
    expect(of('fundingRequests', { frn: '99' }, [...paid, request])).toMatchObject(both);
    expect(of('expenditures', { document: 'V-1' }, paid)).toEqual([]);
    expect(of('expenditures', { document: 'V-1' }, [payment(1, 5), request])).toEqual([]);
    for (const half of [{ commitment: null }, { commitmentLine: null }])
      expect(about(workRules.inAnotherMode, 'expenditures', { document: 'V-1' }, payment(1, 5, half), request)).toEqual(
        {
          places: [],
          asked: [],
        },
      );
  });
});
