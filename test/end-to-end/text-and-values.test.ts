import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { inserts, site, source } from '../contracts/plan-rows.ts';
import { DIALECTS, expectNoProblem, openWorld, programRows, type Officer, type World } from './world.ts';

const HOSTILE_TEXTS = [
  '=HYPERLINK("http://evil.example","click")',
  '=1+1',
  '+1',
  '-2',
  '@SUM(A1)',
  "'quoted",
  '007',
  '1-2',
  '1/2/2026',
  'Mar 5',
  '1E5',
  'TRUE',
  '#N/A',
  '50%',
  '$5',
  '12:30',
  '＝1+1',
  'Ñandú – “quoted”',
  'line one\nline two',
];

describe.each(DIALECTS)('on %s', (dialect) => {
  let world: World;

  beforeEach(async () => {
    world = await openWorld(dialect);
  });

  afterEach(() => {
    world.close();
  });

  const column = (officer: Officer, name: string) => officer.rows('sites').map((row) => row[name]);

  test('[A4] a teammate’s text stays this very text, in new rows and in rows that are there', async () => {
    const rows = HOSTILE_TEXTS.map((name, index) => site(String(1000 + index), { name, shortName: 'x' }));
    const { ids, edits } = inserts(...rows);
    await world.clerk.sync({ sites: edits });
    const ann = await world.officer();
    expect(column(ann, 'name')).toEqual(HOSTILE_TEXTS);
    expect(statusOf(ann.session.state)).toBe('synced');
    const updates = ids.map((row, index) => ({ row, cells: { street: HOSTILE_TEXTS[index] ?? '' } }));
    await world.clerk.sync({ sites: { updates } }, { base: 1 });
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
    expect(column(ann, 'street')).toEqual(HOSTILE_TEXTS);
    const [info] = ann.book.tables();
    const formulas = info ? ann.book.readFormulas(info.sheetId, info.area).flat() : [];
    expect(formulas.filter((formula) => formula !== undefined)).toEqual([]);
    expect(expectNoProblem(await ann.session.sync()).accepted).toBe(0);
  });

  test('[W5] an error value and text in an amount stay in the sheet, flagged, and hold nothing else back', async () => {
    await world.clerk.sync({ fundingSources: inserts(source('AAA'), source('BBB', { interest: 1 })).edits });
    const ann = await world.officer({ tables: ['fundingSources'] });
    ann.type('fundingSources', 'AAA', 'interest', '=1/0');
    ann.type('fundingSources', 'BBB', 'available', 'tbd');
    ann.type('fundingSources', 'BBB', 'name', 'Measure B');
    const state = expectNoProblem(await ann.session.sync());
    expect(statusOf(state)).toBe('refusals');
    expect(state.refusals).toMatchObject([
      { rule: 'W5', column: 'interest', rowKey: 'AAA' },
      { rule: 'V06', column: 'available', rowKey: 'BBB', value: 'tbd' },
    ]);
    const program = await programRows(world, 'fundingSources');
    expect(program.get('BBB')).toMatchObject({ name: 'Measure B', available: 900_000_000 });
    expect(ann.rows('fundingSources')[1]?.['available']).toBe('tbd');
    ann.type('fundingSources', 'AAA', 'interest', '12.34');
    ann.type('fundingSources', 'BBB', 'available', '8,000.50');
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
    expect((await programRows(world, 'fundingSources')).get('BBB')?.['available']).toBe(800_050);
  });

  test('[W5, CON2] a value that cannot be read is not overwritten by a remote one; corrected, it is a conflict', async () => {
    const { ids, edits } = inserts(source('AAA'));
    await world.clerk.sync({ fundingSources: edits });
    const ann = await world.officer({ tables: ['fundingSources'] });
    ann.type('fundingSources', 'AAA', 'available', 'tbd');
    expectNoProblem(await ann.session.sync());
    const updates = [{ row: ids[0] ?? '', cells: { available: 850_000 } }];
    await world.clerk.sync({ fundingSources: { updates } }, { base: 1 });
    expectNoProblem(await ann.session.sync());
    expect(ann.rows('fundingSources')[0]?.['available']).toBe('tbd');
    ann.type('fundingSources', 'AAA', 'available', '8000');
    const { conflicts } = expectNoProblem(await ann.session.sync());
    expect(conflicts).toMatchObject([{ column: 'available', local: 800_000, remote: 850_000 }]);
  });

  test('[M10] what a rule forbids is refused by the server cell by cell and stays in the sheet', async () => {
    await world.clerk.sync({ sites: inserts(site('0417')).edits });
    const ann = await world.officer();
    ann.type('sites', '0417', 'name', '');
    ann.type('sites', '0417', 'city', 'Cedar Rapids');
    const state = expectNoProblem(await ann.session.sync());
    expect(state.refusals).toMatchObject([{ rule: 'V01', column: 'name', rowKey: '0417' }]);
    expect((await programRows(world, 'sites')).get('0417')).toMatchObject({
      name: 'School 0417',
      city: 'Cedar Rapids',
    });
    expect(ann.rows('sites')[0]?.['name']).toBeUndefined();
  });

  test('dates and amounts travel as serials and cents, whatever the sign', async () => {
    await world.clerk.sync({ fundingSources: inserts(source('AAA', { expires: '2027-06-30' })).edits });
    const ann = await world.officer({ tables: ['fundingSources'] });
    expect(ann.rows('fundingSources')[0]).toMatchObject({ authorized: 12_000_000, expires: 46_568 });
    ann.type('fundingSources', 'AAA', 'issueDate', '3/15/2026');
    ann.type('fundingSources', 'AAA', 'interest', '(1,234.56)');
    expectNoProblem(await ann.session.sync());
    expect((await programRows(world, 'fundingSources')).get('AAA')).toMatchObject({
      issueDate: '2026-03-15',
      interest: -123_456,
    });
  });
});
