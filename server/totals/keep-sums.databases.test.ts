import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSums, noSums, type AccountSums } from '../../shared/plan/sums/account-sums.ts';
import { addAmounts, noAmounts } from '../../shared/plan/figures/amounts.ts';
import { lineGroups, lineSums, type LineGroup } from '../../shared/plan/sums/line-sums.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { GroupTally } from '../../shared/plan/sums/group-sums.ts';
import { keptOf } from '../../shared/plan/sums/project-places.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { changesBetween, type ProgramState } from '../../shared/sync/history/replay.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { ALL_CATEGORIES } from '../../shared/tables/lists.ts';
import { planFacts } from '../../shared/plan/figures/plan-facts.ts';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import { totalsOf } from '../../shared/plan/figures/totals.ts';
import { storedPrograms, type StoredProgram } from '../../test/golden/program-arbitrary.ts';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import { isLong } from '../../test/run-size.ts';
import { writeRows } from '../reconcile/write-rows.ts';
import { writtenRows } from '../reconcile/written-rows.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { inProgram } from '../storage/program-scope.ts';
import { compareSums } from './compare-sums.ts';
import { fillSums, keepSums } from './keep-sums.ts';
import { readKeptTotals, readSitesOfProjects } from './kept-totals.ts';
import { readAround } from './lines-around.ts';
import { readLineSums } from './project-sums.ts';
import { RowsAtHand } from './rows-at-hand.ts';
import { groupsOnDay } from './sums-on-day.ts';
import { cuts } from '../../shared/plan/figures/cuts.ts';

const RUNS = { numRuns: isLong ? 300 : 15 };

function stateOf(stored: StoredProgram): ProgramState {
  return new Map(
    Object.entries(stored).map(([table, rows]) => [
      table,
      new Map(rows.map(({ row, cells }): [string, StoredRow] => [row, { row, revision: 1, cells }])),
    ]),
  );
}

/** The rows of some tables as in the other program. */
function mixed(stored: StoredProgram, other: StoredProgram, tables: readonly string[]): StoredProgram {
  return { ...stored, ...Object.fromEntries(tables.map((table) => [table, other[table] ?? []])) };
}

const steps = fc.array(
  fc.tuple(
    storedPrograms,
    fc.subarray(
      [
        'projects',
        'budgetLines',
        'changes',
        'changeLines',
        'commitments',
        'commitmentChanges',
        'expenditures',
        'forecasts',
        'scope',
        'sites',
        'fundingSources',
        'fundingRequests',
      ],
      { minLength: 1 },
    ),
  ),
  { minLength: 1, maxLength: 4 },
);

describe.each(['sqlite', 'postgres'])('kept sums on %s', (dialect) => {
  let database: Store;
  let drop = (): Promise<void> => Promise.resolve();
  let programs = 0;
  /** The database shows nothing of any other one. */
  const inNewProgram = <T>(work: (program: string) => Promise<T>): Promise<T> => {
    const program = `p${programs++}`;
    return inProgram(program, () => work(program));
  };

  beforeAll(async () => {
    if (dialect === 'sqlite') {
      database = await openDatabase({ file: ':memory:' });
      return;
    }
    const { url, ownerUrl, ...fresh } = await freshDatabaseWithRole();
    drop = fresh.drop;
    database = await openDatabase({ url, ownerUrl });
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  /** Brings the rows of a program from one state to another, and its sums. */
  async function move(
    program: string,
    revision: number,
    from: StoredProgram,
    to: StoredProgram,
    atATime?: number,
  ): Promise<void> {
    const [before, after] = [stateOf(from), stateOf(to)];
    const changes = changesBetween(before, after);
    const met = { head: (table: string, row: string) => before.get(table)?.get(row) };
    await database.write.transaction().execute(async (transaction) => {
      await writeRows(transaction, met, { program, revision }, changes);
      const written = writtenRows(met, changes, revision, new Set());
      const kept = { id: program, revision: revision - 1, sums_revision: revision - 1 };
      await keepSums(transaction, kept, written, undefined, atATime);
    });
  }

  /** Puts the rows of a program into the database, whatever it keeps of them. */
  async function store(program: string, stored: StoredProgram): Promise<void> {
    const changes = changesBetween(new Map(), stateOf(stored));
    await writeRows(database.write, { head: () => undefined }, { program, revision: 1 }, changes);
  }

  const faultsOf = (program: string, stored: StoredProgram) => compareSums(database.read, program, programRows(stored));

  const sitesOf = (program: string) => () => readSitesOfProjects(database.read, program);

  test('moved by differences they are what the rows add up to, whatever changes in whatever tables, at once or in portions', async () => {
    await fc.assert(
      fc.asyncProperty(storedPrograms, steps, fc.constantFrom(2, 1_000), (first, others, atATime) =>
        inNewProgram(async (program) => {
          let stored: StoredProgram = {};
          const states = [first];
          for (const [other, tables] of others) states.push(mixed(states.at(-1) ?? first, other, tables));
          for (const [index, state] of [...states, {}].entries()) {
            await move(program, index + 1, stored, state, atATime);
            stored = state;
            expect(await faultsOf(program, stored)).toEqual([]);
          }
          for (const table of ['group_sums', 'project_places'] as const) {
            const left = await database.read
              .selectFrom(table)
              .select('program')
              .where('program', '=', program)
              .execute();
            expect([table, left]).toEqual([table, []]);
          }
        }),
      ),
      RUNS,
    );
  });

  test('totals from them are those of the rows, in every cut and on every day', async () => {
    const days = fc.constantFrom('2025-06-30', '2025-12-31', '2026-06-30', '2026-10-15', '2026-12-31');
    await fc.assert(
      fc.asyncProperty(storedPrograms, days, (stored, asOf) =>
        inNewProgram(async (program) => {
          await store(program, stored);
          await fillSums(database.write, program);
          const facts = planFacts(programRows(stored), asOf);
          const moved = await groupsOnDay(database.read, program, asOf);
          for (const cut of [null, ...cuts]) {
            const kept = await readKeptTotals(database.read, program, cut, { asOf, moved, sites: sitesOf(program) });
            expect(kept).toEqual(totalsOf(facts, cut === null ? [] : [cut]));
          }
        }),
      ),
      RUNS,
    );
  });

  test('a program whose sums were never kept gets them all, and what is wrong is told', async () => {
    await fc.assert(
      fc.asyncProperty(storedPrograms, (stored) =>
        inNewProgram(async (program) => {
          await move(program, 1, {}, stored);
          await database.write.deleteFrom('line_sums').where('program', '=', program).execute();
          await database.write.updateTable('group_sums').set({ original: -1 }).where('program', '=', program).execute();
          await database.write.updateTable('postings').set({ cents: 3 }).where('program', '=', program).execute();
          const rows = programRows(stored);
          const { groups } = keptOf(rows, lineSums(rows));
          expect((await faultsOf(program, stored)).length).toBeGreaterThanOrEqual(
            groups.length + rows.budgetLines.length,
          );
          await fillSums(database.write, program);
          expect(await faultsOf(program, stored)).toEqual([]);
        }),
      ),
      { numRuns: 5 },
    );
  });

  describe('follow', () => {
    const numbered = (rows: readonly Cells[]) => rows.map((cells, index) => ({ row: `R${index}`, cells }));
    const project = {
      number: '26.00001',
      name: 'Refresh',
      program: 'School Network Modernization',
      primarySystem: 'WLAN',
      class: 'Site',
      status: 'Proposed',
      financialStatus: 'Open',
      percentComplete: 0,
    };
    const line = {
      project: '26.00001',
      source: 'BND-A',
      fiscalYear: '2025-26',
      category: 'Equipment',
      original: 1_000,
    };
    const change = { number: 'BC-1', type: 'Staff Modification', status: 'Pending', effectiveDate: '2026-02-01' };
    const contract = {
      number: 'PO-1',
      line: 1,
      budgetLine: 'BL-1',
      awardDate: '2026-01-10',
      original: 400,
      status: 'Open',
    };
    const opening = {
      projects: numbered([project]),
      budgetLines: numbered([
        { ...line, id: 'BL-1' },
        { ...line, id: 'BL-2', source: 'F40' },
      ]),
      changes: numbered([change]),
      changeLines: numbered([{ change: 'BC-1', budgetLine: 'BL-1', amount: 50 }]),
      commitments: numbered([contract]),
      commitmentChanges: numbered([
        {
          commitment: 'PO-1',
          commitmentLine: 1,
          date: '2026-02-01',
          amount: 30,
          reason: 'Unforeseen',
          status: 'Approved',
        },
      ]),
      expenditures: numbered([
        {
          postingDate: '2026-03-01',
          period: '2026-03',
          budgetLine: 'BL-2',
          commitment: 'PO-1',
          commitmentLine: 1,
          amount: 90,
        },
      ]),
    } satisfies StoredProgram;

    async function sumsAfter(
      next: Partial<typeof opening>,
      cut: LineGroup,
    ): Promise<Record<string, Record<string, number>>> {
      return inNewProgram(async (program) => {
        const stored = { ...opening, ...next };
        await move(program, 1, {}, opening);
        await move(program, 2, opening, stored);
        expect(await faultsOf(program, stored)).toEqual([]);
        const sumsOfGroups = new Map<string, AccountSums>();
        for (const { groups, sums } of await readLineSums(database.read, program))
          addSums(getOrMake(sumsOfGroups, groups[cut], noSums), sums);
        const isTold = ([account, cents]: readonly [string, number]) => account !== 'estimate' && cents !== 0;
        return Object.fromEntries(
          [...sumsOfGroups].map(([group, sums]) => [group, Object.fromEntries(Object.entries(sums).filter(isTold))]),
        );
      });
    }

    test('the status of a project', async () => {
      const ledger = { pending: 50, contract: 400, changeOrder: 30, liquidated: -90, paid: 90 };
      expect(await sumsAfter({}, 'status')).toEqual({ Proposed: { requested: 2_000, ...ledger } });
      const active = { projects: numbered([{ ...project, status: 'Active' }]) };
      expect(await sumsAfter(active, 'status')).toEqual({ Active: { original: 2_000, ...ledger } });
    });

    test('the source of a line, with everything that is posted on it', async () => {
      const moved = {
        budgetLines: numbered([
          { ...line, id: 'BL-1', source: 'ERT-26' },
          { ...line, id: 'BL-2', source: 'F40' },
        ]),
      };
      expect(await sumsAfter(moved, 'source')).toEqual({
        'ERT-26': { requested: 1_000, pending: 50, contract: 400, changeOrder: 30, liquidated: -90 },
        F40: { requested: 1_000, paid: 90 },
      });
    });

    test('the project of a line, also of one without an amount, whose posting no sum shows', () =>
      inNewProgram(async (program) => {
        const lineOf = (number: string) => numbered([{ ...line, id: 'BL-1', project: number, original: 0 }]);
        const projects = numbered([project, { ...project, number: '26.00002', status: 'Active' }]);
        const [before, after] = [
          { projects, budgetLines: lineOf('26.00001') },
          { projects, budgetLines: lineOf('26.00002') },
        ];
        await move(program, 1, {}, before);
        await move(program, 2, before, after);
        expect(await faultsOf(program, after)).toEqual([]);
      }));

    test('the budget line of a commitment, with its orders and what was paid on it', async () => {
      const moved = { commitments: numbered([{ ...contract, budgetLine: 'BL-2' }]) };
      expect(await sumsAfter(moved, 'source')).toEqual({
        'BND-A': { requested: 1_000, pending: 50 },
        F40: { requested: 1_000, contract: 400, changeOrder: 30, liquidated: -90, paid: 90 },
      });
    });

    test('the status of a commitment', async () => {
      const cancelled = { commitments: numbered([{ ...contract, status: 'Cancelled' }]) };
      expect(await sumsAfter(cancelled, 'source')).toEqual({
        'BND-A': { requested: 1_000, pending: 50 },
        F40: { requested: 1_000, direct: 90 },
      });
    });

    test('the status of a change', async () => {
      const approved = { changes: numbered([{ ...change, status: 'Approved' }]) };
      expect((await sumsAfter(approved, 'source'))['BND-A']).toMatchObject({ requested: 1_000, staff: 50 });
      const withdrawn = { changes: numbered([{ ...change, status: 'Withdrawn' }]) };
      expect((await sumsAfter(withdrawn, 'source'))['BND-A']).not.toHaveProperty('pending');
    });

    test('the funding request that a commitment names', async () => {
      const named = { commitments: numbered([{ ...contract, frn: '9900000001' }]) };
      expect(Object.keys(await sumsAfter(named, 'requests')).toSorted()).toEqual(['', '9900000001']);
    });

    const categories = fc.constantFrom('Equipment', 'Labor');
    const lines = fc.array(
      fc.record({
        category: categories,
        location: fc.constantFrom('0417', '0420', null),
        original: fc.nat(900),
        more: fc.constantFrom(0, 0, 333),
        nextSource: fc.constantFrom('BND-A', 'BND-A', 'F40'),
      }),
      { minLength: 1, maxLength: 6 },
    );
    const forecasts = fc.array(fc.tuple(fc.constantFrom('Equipment', 'Labor', 'All'), fc.nat(3_000)), { maxLength: 2 });
    const status = fc.constantFrom('Open', 'Open', 'Closed');

    test('the amounts of some lines, whatever else its project has at its sites and still to come', async () => {
      await fc.assert(
        fc.asyncProperty(lines, forecasts, status, (drawn, expected, financialStatus) =>
          inNewProgram(async (program) => {
            const plan = (step: 0 | 1) => ({
              ...opening,
              projects: numbered([{ ...project, status: 'Active', financialStatus }]),
              sites: numbered(
                ['0417', '0420'].map((code) => ({
                  code,
                  region: 'North',
                  boardDistrict: '1',
                  enrollment: 100,
                  status: 'Active',
                })),
              ),
              budgetLines: numbered(
                drawn.map(({ category, location, original, more, nextSource }, i) => {
                  const source = step === 0 ? line.source : nextSource;
                  return { ...line, id: `BL-${i + 1}`, category, location, source, original: original + step * more };
                }),
              ),
              forecasts: numbered(
                expected.map(([category, etc], i) => ({
                  project: project.number,
                  category: category === 'All' ? ALL_CATEGORIES : category,
                  period: `2026-0${i + 1}`,
                  etc,
                })),
              ),
            });
            await move(program, 1, {}, plan(0));
            await move(program, 2, plan(0), plan(1));
            expect(await faultsOf(program, plan(1))).toEqual([]);
          }),
        ),
        {
          numRuns: isLong ? 300 : 40,
          examples: [
            [
              [
                { category: 'Equipment', location: '0417', original: 500, more: 333, nextSource: 'F40' },
                { category: 'Equipment', location: null, original: 400, more: 0, nextSource: 'BND-A' },
                { category: 'Labor', location: '0420', original: 300, more: 0, nextSource: 'BND-A' },
              ],
              [],
              'Open',
            ],
          ],
        },
      );
    });

    test('the lines that move, and of their projects only those whose lines move each other', async () => {
      const read = (more: StoredProgram): Promise<string[]> =>
        inNewProgram(async (program) => {
          await move(program, 1, {}, { ...opening, ...more });
          const hand = new RowsAtHand(database.read, program);
          const moving = { projects: new Set<string>(), lines: new Set(['BL-2']), anew: new Set<string>() };
          const around = await readAround(hand, new GroupTally(), moving);
          return around.lines.map((each) => each.line).toSorted();
        });
      const forecast = { project: project.number, category: 'Equipment', period: '2026-01', etc: 5 };
      const ordered = { ...contract, number: 'PO-2', original: 700 };
      expect(await read({})).toEqual(['BL-2']);
      expect(await read({ forecasts: numbered([forecast]) })).toEqual(['BL-1', 'BL-2']);
      expect(await read({ commitments: numbered([contract, ordered]) })).toEqual(['BL-1', 'BL-2']);
    });

    test('the scope of a project and the students of its sites, by which lines of no site are shared', () =>
      inNewProgram(async (program) => {
        const sites = (...enrollments: number[]) =>
          numbered(
            enrollments.map((enrollment, i) => ({
              code: ['0417', '0420'][i] ?? '',
              region: 'North',
              boardDistrict: '1',
              enrollment,
              status: 'Active',
            })),
          );
        const at = (location: string) => ({
          project: '26.00001',
          location,
          system: 'WLAN',
          status: 'Planned',
          basis: 'Enrollment',
        });
        const currentBySite = async () => {
          const { rows } = await readKeptTotals(database.read, program, 'site', {
            asOf: '2026-06-30',
            moved: [],
            sites: sitesOf(program),
          });
          return Object.fromEntries(rows.map(({ groups: [code = ''], values }) => [code, values['current']]));
        };
        let stored: StoredProgram = {};
        const first = { ...opening, sites: sites(200, 300) };
        const shared = { ...first, scope: numbered([at('0417'), at('0420')]) };
        const grown = { ...shared, sites: sites(700, 300) };
        const [one, other] = opening.budgetLines.map(({ cells }) => cells);
        const placed = { ...grown, budgetLines: numbered([{ ...one, location: '0420' }, { ...other }]) };
        const found: unknown[] = [];
        for (const [index, next] of [first, shared, grown, placed].entries()) {
          await move(program, index + 1, stored, next);
          stored = next;
          expect(await faultsOf(program, stored)).toEqual([]);
          found.push(await currentBySite());
        }
        expect(found).toEqual([
          { Districtwide: 2_000 },
          { '0417': 800, '0420': 1_200 },
          { '0417': 1_400, '0420': 600 },
          { '0417': 700, '0420': 1_300 },
        ]);
      }));
  });
});

test('the sums of every cut add up to the same program, amount by amount', () => {
  fc.assert(
    fc.property(storedPrograms, (stored) => {
      const rows = programRows(stored);
      const whole = noAmounts();
      for (const { amounts } of planFacts(rows).projects.values()) addAmounts(whole, amounts);
      const { groups } = keptOf(rows, lineSums(rows));
      for (const cut of lineGroups) {
        const added = noAmounts();
        for (const { amounts } of groups.filter((sum) => sum.cut === cut)) addAmounts(added, amounts);
        expect([cut, added]).toEqual([cut, whole]);
      }
    }),
  );
});
