import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isTableName, tableNames, tables, type TableName } from '../../shared/tables/all-tables.ts';
import { addMonths } from '../../shared/tables/kinds/calendar-dates.ts';
import { cellFromWire } from '../../shared/tables/kinds/kind-of.ts';
import { editableColumns, keyOf, keyText, referencesOf, type Table } from '../../shared/tables/table.ts';
import { invariantFacts, judgePlan } from '../../shared/plan/invariants/judge-plan.ts';
import { planRows } from '../../shared/plan/invariants/plan-rows.ts';
import type { DemoRow, DemoRows } from './demo-rows.ts';
import { DATA_DATE, type DemoSizeName } from './demo-size.ts';
import { generateDemo } from './generate-demo.ts';
import { isLong } from '../../test/run-size.ts';

function rowsOf(rows: DemoRows, table: Table): readonly DemoRow[] {
  return isTableName(table.name) ? rows.of(table.name) : [];
}

function digest(rows: DemoRows): string {
  const all = tables.map((table) => [table.name, rowsOf(rows, table)]);
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}

/** What is wrong with the cells of a row, by column. */
function cellFaults(table: Table, { cells }: DemoRow): string[] {
  const wrong = Object.entries(cells).filter(([name, value]) => {
    const column = table.columns[name];
    if (!column || column.computed === true) return true;
    const result = cellFromWire(column, value);
    return !result.ok || result.value !== value;
  });
  const missing = editableColumns(table).filter((name) => table.columns[name]?.required === true && !(name in cells));
  return [...wrong.map(([name, value]) => `${table.name}.${name} ${String(value)}`), ...missing];
}

function keyFaults(rows: DemoRows): string[] {
  return tables.flatMap((table) => {
    const all = rowsOf(rows, table);
    const sets = [table.key, ...(table.unique ?? [])];
    return sets.flatMap((columns, i) => {
      const whole = i === 0 ? all : all.filter(({ cells }) => columns.every((column) => column in cells));
      const keys = whole.map(({ cells }) => keyText(columns.map((column) => cells[column] ?? null)));
      return new Set(keys).size === keys.length ? [] : [`${table.name} ${columns.join()}`];
    });
  });
}

function referenceFaults(rows: DemoRows): string[] {
  const keys = new Map(
    tables.map((table) => [table.name, new Set(rowsOf(rows, table).map(({ cells }) => keyOf(table, cells)))]),
  );
  return tables.flatMap((table) =>
    referencesOf(table).flatMap(({ columns, table: target }) =>
      rowsOf(rows, table)
        .map(({ cells }) => columns.map((column) => cells[column] ?? null))
        .filter((parts) => parts.every((part) => part !== null) && keys.get(target)?.has(keyText(parts)) !== true)
        .map((parts) => `${table.name}.${columns.join()} ${parts.join('/')}`),
    ),
  );
}

function failing(rows: DemoRows): string[] {
  const stored = Object.fromEntries(tableNames.map((name) => [name, rows.of(name)]));
  return judgePlan(invariantFacts(planRows(stored), DATA_DATE))
    .filter(({ passed }) => !passed)
    .map(({ id, severity }) => `${id} ${severity}`);
}

const sizes: readonly DemoSizeName[] = isLong ? ['mini', 'demo', 'district'] : ['mini', 'demo'];

const explained = ['V35', 'V38', 'V42', 'V54', 'V55', 'V57'].map((id) => `${id} warning`);

/** Warnings that an office of this size has to explain; there are no errors. */
const standing: { readonly [S in DemoSizeName]: readonly string[] } = {
  mini: ['V46 warning'],
  demo: ['C03W warning', 'V29 warning', ...explained],
  district: ['C03W warning', 'V29 warning', ...explained],
  state: [],
};

describe.each(sizes)('the generated program %s', (size) => {
  const rows = generateDemo(size);

  test('the same seed gives the same rows, another seed others', () => {
    expect(digest(generateDemo(size))).toBe(digest(rows));
    expect(digest(generateDemo(size, 7))).not.toBe(digest(rows));
  });

  test('every cell is canonical and every required cell is there', () => {
    expect(tables.flatMap((table) => rowsOf(rows, table).flatMap((row) => cellFaults(table, row)))).toEqual([]);
  });

  test('Row IDs, keys and unique sets are unique, and every reference leads to a row', () => {
    const ids = tables.flatMap((table) => rowsOf(rows, table).map(({ row }) => row));
    expect(new Set(ids).size).toBe(ids.length);
    expect(keyFaults(rows)).toEqual([]);
    expect(referenceFaults(rows)).toEqual([]);
  });

  test('no invariant is broken; what has to be explained is what an office has to explain', () => {
    expect(failing(rows)).toEqual(standing[size]);
  });
});

describe('the demo program', () => {
  const rows = generateDemo('demo');
  const cells = (table: TableName) => rows.of(table).map((row) => row.cells);

  test('it has 60 sites, 40 projects and the reserve, with leading zeros, Ñ and apostrophes', () => {
    expect(cells('sites')).toHaveLength(60);
    expect(cells('projects')).toHaveLength(41);
    expect(cells('sites').some(({ code }) => String(code).startsWith('0'))).toBe(true);
    const text = JSON.stringify(cells('sites'));
    expect(text).toMatch(/[ñÑ]/);
    expect(text).toMatch(/[’']/);
  });

  test('[LCK2] the amendment that approves a project has a line on it, of no amount', () => {
    const projects = new Map(cells('budgetLines').map(({ id, project }) => [id, project]));
    const lines = cells('changeLines').map(({ change, budgetLine, amount }) => ({
      approval: `${String(change)} ${String(projects.get(budgetLine ?? null))}`,
      amount,
    }));
    const approved = cells('projects').filter(({ approvalChange = null }) => approvalChange !== null);
    expect(approved.length).toBeGreaterThan(30);
    for (const { number, approvalChange } of approved)
      expect(lines).toContainEqual({ approval: `${String(approvalChange)} ${String(number)}`, amount: 0 });
  });

  test('a change that the board has approved counts from a day still to come', () => {
    const later = cells('changes').filter(({ effectiveDate }) => String(effectiveDate ?? '') > DATA_DATE);
    expect(later.map(({ status, type, boardDate }) => [status, type, boardDate])).toEqual([
      ['Approved', 'Board Amendment', '2026-10-20'],
    ]);
  });

  test('running projects are forecast every month of the history, and what they come to in the end was to come before', () => {
    const months = new Set(cells('forecasts').map(({ period }) => String(period)));
    expect([months.size, [...months].sort()[0]]).toEqual([25, '2024-10']);
    const spent = new Map<string, number>();
    const projects = new Map(cells('budgetLines').map(({ id, project }) => [id, project]));
    for (const { budgetLine, postingDate, amount } of cells('expenditures')) {
      const place = `${String(projects.get(budgetLine ?? null))} ${String(postingDate).slice(0, 7)}`;
      spent.set(place, (spent.get(place) ?? 0) + Number(amount));
    }
    const etc = new Map<string, number>();
    for (const { project, period, etc: cents } of cells('forecasts')) {
      const place = `${String(project)} ${String(period)}`;
      etc.set(place, (etc.get(place) ?? 0) + Number(cents));
    }
    const falling = [...etc].filter(([place, cents]) => {
      const [project = '', month = ''] = place.split(' ');
      const next = addMonths(`${month}-01`, 1).slice(0, 7);
      const later = etc.get(`${project} ${next}`);
      return later !== undefined && cents < later + Math.max(0, spent.get(`${project} ${next}`) ?? 0) - 10_000 * 7;
    });
    expect(falling).toEqual([]);
  });

  test('E-Rate goes its whole cycle: funded, begun, invoiced in one way, reimbursed by journals that net to zero', () => {
    const requests = cells('fundingRequests');
    expect(
      requests.filter(({ form486Date, disbursed }) => form486Date !== undefined && disbursed !== undefined).length,
    ).toBeGreaterThan(10);
    const granted = requests.filter(
      ({ disbursed = 0, committedRequest = 0 }) => Number(disbursed) > Number(committedRequest),
    );
    expect(granted).toEqual([]);
    const modes = new Map(requests.map(({ frn, invoiceMode }) => [frn, invoiceMode]));
    const orders = new Map(cells('commitments').map(({ number, frn = null }) => [number, frn]));
    const posted = cells('expenditures').filter(({ commitment = null }) => (orders.get(commitment) ?? null) !== null);
    expect(posted.length).toBeGreaterThan(50);
    expect(
      posted.filter(({ commitment, invoiceMode }) => invoiceMode !== modes.get(orders.get(commitment ?? null) ?? null)),
    ).toEqual([]);
    const journals = cells('expenditures').filter(({ type }) => type === 'E-Rate reimbursement' || type === 'Journal');
    expect(journals.length).toBeGreaterThan(4);
    expect(journals.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(0);
  });

  test('[V40, V45] nothing is done after the data date, and 100 percent goes with an actual finish', () => {
    const wrong = cells('milestones').filter(
      ({ actualStart, actualFinish, percentComplete }) =>
        String(actualStart ?? '') > DATA_DATE ||
        String(actualFinish ?? '') > DATA_DATE ||
        (percentComplete === 1_000_000) !== (actualFinish !== undefined),
    );
    expect(wrong).toEqual([]);
  });

  test('[V39] milestones of a site come one after the other', () => {
    const last = new Map<string, string>();
    for (const { project, location, milestone, forecastStart, forecastFinish } of cells('milestones')) {
      const place = `${String(project)} ${String(location)}`;
      expect([milestone, String(forecastStart) <= String(forecastFinish)]).toEqual([milestone, true]);
      expect([place, milestone, String(forecastFinish) >= (last.get(place) ?? '')]).toEqual([place, milestone, true]);
      last.set(place, String(forecastFinish));
    }
  });

  test('[V30] no contract is awarded before its project is approved, none posted before its award', () => {
    const approved = new Map(cells('projects').map(({ number, approvalDate }) => [number, approvalDate]));
    const projects = new Map(cells('budgetLines').map(({ id, project }) => [id, project]));
    const awards = new Map(cells('commitments').map(({ number, awardDate }) => [number, awardDate]));
    const early = cells('commitments').filter(
      ({ budgetLine, awardDate }) => String(awardDate) < String(approved.get(projects.get(budgetLine ?? null) ?? null)),
    );
    const posted = cells('expenditures').filter(
      ({ commitment, postingDate }) => commitment !== undefined && String(postingDate) < String(awards.get(commitment)),
    );
    expect([early, posted]).toEqual([[], []]);
  });

  test('every status that moves money says since when it holds, and none lies after the data date', () => {
    const dated = [
      ...cells('commitments').map(({ statusDate }) => statusDate),
      ...cells('projects').flatMap(({ financialStatus, financiallyClosedOn }) =>
        financialStatus === 'Closed' || financiallyClosedOn !== undefined ? [financiallyClosedOn] : [],
      ),
    ];
    expect(dated.filter((day) => typeof day !== 'string' || day > DATA_DATE)).toEqual([]);
    expect(cells('projects').filter(({ financialStatus }) => financialStatus === 'Closed').length).toBeGreaterThan(0);
  });
});
