import { describe, expect, test } from 'vitest';
import type { Cell, Cells } from '../../tables/cell.ts';
import type { TableName } from '../../tables/all-tables.ts';
import { lineOf, order, payment, soundGround, source, work, type PlantedRow } from '../dirty-plan/sound-work.ts';
import { programRows } from '../figures/columns-read.ts';
import type { PlainRow } from '../figures/program-rows.ts';
import { grouped } from '../grouped.ts';
import type { Breach } from './entry-view.ts';
import { planJudge } from './judge-entry.ts';
import { sumsOfRows } from './sums-of-rows.ts';

/** Two lines of 100,000.00, the first under contract for all of it, of a source that has given all it may. */
const rows: readonly PlantedRow[] = [
  ...soundGround,
  source('FULL', 'Full', { authorized: 20_000_000, available: 20_000_000 }),
  ...[1, 2].flatMap((n) => work(n, `Project ${n}`, { line: { source: 'FULL' } })),
  order(1, 10_000_000),
  order(2, 4_000_000),
  payment(2, 1_000_000),
];

interface Asked {
  /** Before anything is decided. */
  readonly first: ReadonlySet<string>;
  /** Once it is. */
  readonly besides: readonly string[];
  readonly breaches: readonly Breach[];
}

/** What is asked of the plan, in both moments, when one of its rows gets other cells. */
function askedFor(table: TableName, where: Cells, cells: Cells): Asked {
  const asked = new Set<string>();
  const was = rows.map((each, at) => ({ ...each, row: `R${at}` }));
  const edited = was.find(
    (each) => each.table === table && Object.entries(where).every(([column, cell]) => each.cells[column] === cell),
  );
  if (edited === undefined) throw new Error(`There is no such row of ${table}.`);
  const [before, after] = [edited.cells, { ...edited.cells, ...cells }];
  const findIn = (list: typeof was) => (name: string, columns: readonly string[], values: readonly Cell[]) => {
    asked.add(`${name} ${columns.map((column, at) => `${column} ${String(values[at])}`).join(' ')}`);
    return list.filter(
      (each) => each.table === name && columns.every((column, at) => (each.cells[column] ?? null) === values[at]),
    );
  };
  const stored = grouped(was, (each) => each.table);
  const kept = sumsOfRows(() => programRows(Object.fromEntries<readonly PlainRow[]>(stored)));
  const told = Object.fromEntries(Object.keys(cells).map((column) => [column, before[column] ?? null]));
  const decide = planJudge({ isFirst: false, isImport: false, now: new Date('2026-11-15T18:00:00Z') })(
    [{ change: { table, row: edited.row, kind: 'update', before: told, after: cells }, before, after }],
    {
      asItWas: findIn(was),
      asItBecomes: findIn(was.map((each) => (each === edited ? { ...each, cells: after } : each))),
      sums: (of, key, day) => {
        asked.add(`sums of ${of} ${key}`);
        return kept(of, key, day);
      },
    },
  );
  const first = new Set(asked);
  const breaches = decide();
  return { first, besides: [...asked].filter((each) => !first.has(each)), breaches };
}

describe('of the plan is looked up', () => {
  const contract = (n: number): string[] => [
    `commitmentChanges commitment PO-${n} commitmentLine 1`,
    `expenditures commitment PO-${n} commitmentLine 1`,
  ];
  const line = (n: number): string[] => [`budgetLines id BL-${n}`, `sums of line BL-${n}`];

  test.each<[string, TableName, Cells, Cells, readonly string[]]>([
    [
      'of a payment on a contract the contract with all that is paid on it, and no line, which owes no more than before',
      'expenditures',
      {},
      { amount: 2_000_000 },
      ['commitments number PO-2 line 1', ...contract(2)],
    ],
    [
      'of a contract that is raised its line with what is posted there, and the project',
      'commitments',
      { number: 'PO-1' },
      { original: 10_000_001 },
      [...contract(1), ...line(1), 'projects number 27.00001'],
    ],
    [
      'of a contract that is lowered nothing but what moves with it',
      'commitments',
      { number: 'PO-1' },
      { original: 5 },
      contract(1),
    ],
    [
      'of a contract that goes to another line that line, and where it came from',
      'commitments',
      { number: 'PO-1' },
      { budgetLine: lineOf(2) },
      [...contract(1), ...line(2), 'budgetLines id BL-1', 'projects number 27.00002'],
    ],
    [
      'of a line that is lowered what is posted on it, and not its source',
      'budgetLines',
      { id: lineOf(1) },
      { original: 9_000_000 },
      [...line(1), 'projects number 27.00001'],
    ],
    [
      'of a line that is raised its source with all of its lines, and of the line nothing',
      'budgetLines',
      { id: lineOf(1) },
      { original: 11_000_000 },
      ['projects number 27.00001', 'fundingSources code FULL', 'sums of source FULL'],
    ],
    ['of a note nothing', 'commitments', { number: 'PO-1' }, { description: 'x' }, []],
  ])('%s', (_what, table, where, cells, expected) => {
    expect([...askedFor(table, where, cells).first].toSorted()).toEqual([...expected].toSorted());
  });

  test('when it is decided nothing but names for what is found', () => {
    const sound = askedFor('expenditures', {}, { amount: 2_000_000 });
    expect([sound.breaches, sound.besides]).toEqual([[], []]);
    const raised = askedFor('commitments', { number: 'PO-1' }, { original: 10_000_001 });
    expect([raised.breaches.map(({ rule }) => rule), raised.besides]).toEqual([['C04'], []]);
    const given = askedFor('budgetLines', { id: lineOf(1) }, { original: 11_000_000 });
    expect([given.breaches.map(({ rule }) => rule), given.besides]).toEqual([['V13'], []]);
  });
});

describe('an edit that a rule stands against is blamed', () => {
  const columnsOf = (table: TableName, where: Cells, cells: Cells) =>
    askedFor(table, where, cells).breaches.map(({ row, columns, isFlag }) => [
      row.change.table,
      [...columns].toSorted(),
      isFlag,
    ]);

  test('for what it posts by, of itself and of what names it', () => {
    expect(columnsOf('commitments', { number: 'PO-1' }, { original: 10_000_001 })).toEqual([
      ['commitments', ['awardDate', 'budgetLine', 'line', 'number', 'original', 'status', 'statusDate'], false],
    ]);
    expect(columnsOf('budgetLines', { id: lineOf(1) }, { original: 9_000_000 })).toEqual([
      ['budgetLines', ['id', 'original', 'project'], false],
    ]);
  });

  test('once for each row, by the first of what is found', () => {
    const [breach, ...more] = askedFor('budgetLines', { id: lineOf(1) }, { original: 11_000_000 }).breaches;
    expect([breach?.rule, breach?.row.change.row, more]).toEqual([
      'V13',
      `R${rows.findIndex(({ cells }) => cells['id'] === lineOf(1))}`,
      [],
    ]);
  });
});
