import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLong } from '../../../test/run-size.ts';
import { insert, Program, update } from '../../sync/testing/program.ts';
import { tables } from '../../tables/all-tables.ts';
import { plantedProgram } from '../dirty-plan/planted-program.ts';
import { lineOf, projectOf, soundGround, source, work, type PlantedRow } from '../dirty-plan/sound-work.ts';

const CODES = ['SRC-0', 'SRC-1', 'SRC-2'] as const;
const PROJECTS = 4;
const YEARS = ['2027-28', '2028-29'];

const code = fc.constantFrom(...CODES);
const cents = fc.integer({ min: 0, max: 6 });

/** Sources of little money, a line of each project that is still proposed, and what a sync brings. */
const plans = fc.record({
  authorized: fc.tuple(cents, cents, cents),
  stand: fc.array(fc.record({ source: code, original: cents }), { minLength: PROJECTS, maxLength: PROJECTS }),
  moved: fc.array(fc.record({ line: fc.nat(PROJECTS - 1), source: code, original: cents }), { maxLength: 2 }),
  come: fc.array(fc.record({ source: code, original: cents }), { maxLength: PROJECTS * YEARS.length }),
});

/** How much more each source has on its lines than it may have; 0: it is not over. */
function oversIn(program: Program, authorized: readonly number[]): number[] {
  return CODES.map((of, i) => {
    let sum = 0;
    for (const { cells } of program.head.get('budgetLines')?.values() ?? [])
      if (cells['source'] === of) sum += Number(cells['original'] ?? 0);
    return Math.max(0, sum - (authorized[i] ?? 0));
  });
}

test('[V13] a source is judged by all of its lines, new ones and those that come to it from another', () => {
  fc.assert(
    fc.property(plans, ({ authorized, stand, moved, come }) => {
      const proposed = { status: 'Proposed', approvalDate: null };
      const rows: readonly PlantedRow[] = [
        ...soundGround,
        ...CODES.map((name, i) => source(name, name, { authorized: authorized[i] ?? 0 })),
        ...stand.flatMap((line, n) => work(n, `Project ${n}`, { project: proposed, line })),
      ];
      const lineAt = (n: number): string => `R${rows.findIndex(({ cells }) => cells['id'] === lineOf(n))}`;
      const edits = [
        ...new Map(moved.map(({ line, ...cells }) => [line, update('budgetLines', lineAt(line), cells, 1)])).values(),
        ...come.map((cells, n) =>
          insert(
            'budgetLines',
            `N${n}`,
            {
              id: `NEW-${n}`,
              project: projectOf(n % PROJECTS),
              fiscalYear: YEARS[Math.floor(n / PROJECTS)] ?? '',
              category: 'Equipment',
              ...cells,
            },
            1,
          ),
        ),
      ];
      const judged = plantedProgram(rows);
      const unjudged = new Program(tables, []);
      unjudged.sync(judged.journal.map(({ table, row, after }) => insert(table, row, after, 0)));
      const before = oversIn(judged, authorized);
      // As the sync would leave the plan, if nobody judged it.
      expect(unjudged.sync(edits).refusals).toEqual([]);
      const after = oversIn(unjudged, authorized);
      const { refusals } = judged.sync(edits);
      const isWorse = after.some((over, i) => over > (before[i] ?? 0));
      expect(refusals.some(({ rule }) => rule === 'V13')).toBe(isWorse);
      expect(oversIn(judged, authorized).some((over, i) => over > (before[i] ?? 0))).toBe(false);
    }),
    { numRuns: isLong ? 2_000 : 30 },
  );
});
