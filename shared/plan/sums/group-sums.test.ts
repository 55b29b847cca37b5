import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storedPrograms, type StoredProgram } from '../../../test/golden/program-arbitrary.ts';
import { groupOfSums, sumsOfCut } from './cut-of-sums.ts';
import { cuts, type Cut } from '../figures/cuts.ts';
import { planFacts } from '../figures/plan-facts.ts';
import { programRows } from '../figures/columns-read.ts';
import { countTouching, totalsOf, totalsOfSums } from '../figures/totals.ts';
import { GroupTally, sharedOf, sumOfBoth } from './group-sums.ts';
import { lineSums } from './line-sums.ts';
import { keptOf, linesByProject, placesOf, sharesOfProjects } from './project-places.ts';

/** Totals by a cut from the sums that a server keeps of a program. */
function totalsOfKept(stored: StoredProgram, cut: Cut) {
  const rows = programRows(stored);
  const facts = planFacts(rows);
  const { groups, places } = keptOf(rows, lineSums(rows));
  const groupOf = groupOfSums(cut, facts);
  const sums = groups.filter((sum) => sum.cut === sumsOfCut(cut));
  return totalsOfSums({
    cut,
    groups: sums.map(({ group, lines, amounts }) => ({ group: groupOf(group), lines, amounts })),
    beside: {
      sources: facts.sources,
      requests: facts.requests,
      postedByYear: facts.postedByYear,
      projects: facts.projects.keys(),
      touching: (place) =>
        countTouching(
          places.map(({ sites }) => sites),
          place,
          facts.sites,
        ),
    },
  });
}

describe('sums of groups', () => {
  test('give the totals of every cut that the lines give', () => {
    fc.assert(
      fc.property(storedPrograms, (stored) => {
        const facts = planFacts(programRows(stored));
        for (const cut of cuts) expect(totalsOfKept(stored, cut)).toEqual(totalsOf(facts, [cut]));
      }),
    );
  });

  test('what is added and taken away again has not moved', () => {
    fc.assert(
      fc.property(storedPrograms, (stored) => {
        const rows = programRows(stored);
        const lines = lineSums(rows);
        const shares = sharesOfProjects(rows);
        const tally = new GroupTally();
        for (const times of [1, -1] as const) {
          for (const line of lines) tally.addLine(line, times);
          for (const [project, ofProject] of linesByProject(lines))
            tally.addShared(sharedOf(ofProject), shares.get(project) ?? [], times);
        }
        expect(tally.moved()).toEqual([]);
      }),
    );
  });

  test('lines of no site are shared as one, so that no cent is rounded twice', () => {
    const line = (id: string, location: string | null) => ({
      row: id,
      cells: {
        id,
        project: '26.00001',
        source: 'BND-A',
        fiscalYear: '2025-26',
        category: 'Equipment',
        location,
        original: 1,
      },
    });
    const rows = programRows({ budgetLines: [line('BL-1', null), line('BL-2', null), line('BL-3', '0417')] });
    const lines = lineSums(rows);
    const shares = ['0417', '0420', '0433'].map((site) => ({ site, weight: 1 }));
    const tally = new GroupTally();
    tally.addShared(sharedOf(lines), shares);
    const originals = tally
      .moved()
      .map(({ cut, group, lines: count, amounts }) => [cut, group, count, amounts.original]);
    expect(originals).toEqual([
      ['site', '0417', 1, 1],
      ['site', '0420', 1, 1],
      ['site', '0433', 1, 0],
    ]);
    expect(placesOf('26.00001', lines, shares.slice(1)).sites).toEqual(['0417', '0420', '0433']);
  });
});

describe('of a few lines', () => {
  const line = (id: string, original: number, location: string | null = null) => ({
    row: id,
    cells: {
      id,
      project: '26.00001',
      source: 'BND-A',
      fiscalYear: '2025-26',
      category: 'Equipment',
      location,
      original,
    },
  });
  const sums = (...lines: ReturnType<typeof line>[]) => lineSums(programRows({ budgetLines: lines }));

  test('a line in place of another has moved, unless it holds the same', () => {
    const moved = (before: number, after: number) => {
      const tally = new GroupTally();
      for (const each of sums(line('BL-1', before))) tally.addLine(each, -1);
      for (const each of sums(line('BL-1', after))) tally.addLine(each);
      return tally.moved().flatMap(({ cut, lines, amounts }) => (cut === 'source' ? [[lines, amounts.current]] : []));
    };
    expect(moved(5, 7)).toEqual([[0, 2]]);
    expect(moved(5, 5)).toEqual([]);
  });

  test('by project it is told what its lines of no site hold, and how many are not covered', () => {
    const order = (budgetLine: string, original: number) => ({
      row: `O-${budgetLine}`,
      cells: { number: `PO-${budgetLine}`, line: 1, budgetLine, awardDate: '2026-07-01', original, status: 'Open' },
    });
    const rows = programRows({
      budgetLines: [line('BL-1', 7), line('BL-2', 20), line('BL-3', 100, '0417')],
      commitments: [order('BL-1', 7), order('BL-2', 21), order('BL-3', 101)],
    });
    const tally = new GroupTally();
    for (const each of lineSums(rows)) tally.addLine(each);
    const [shared, uncovered] = (['shared', 'uncovered'] as const).map((cut) => tally.sumOf(cut, '26.00001'));
    expect([shared?.lines, shared?.amounts.original]).toEqual([2, 27]);
    expect([uncovered?.lines, uncovered?.amounts.original]).toEqual([2, 0]);
    expect(tally.sumOf('uncovered', '26.00002').lines).toBe(0);
    expect(tally.moved().some(({ cut, group }) => cut === 'site' && group === '')).toBe(false);
  });

  test('what is shared is that of lines without a site, less what others of them had', () => {
    const after = sums(line('BL-1', 7), line('BL-2', 20), line('BL-3', 100, '0417'));
    const before = sums(line('BL-1', 5), line('BL-3', 40, '0417'));
    const more = sharedOf(after, before);
    expect([more.lines, more.amounts.original]).toEqual([1, 22]);
    const whole = sumOfBoth(more, sharedOf(before));
    expect([whole.lines, whole.amounts.original]).toEqual([2, 27]);
    expect([more.lines, more.amounts.original]).toEqual([1, 22]);
  });

  test('where no line is without a site nothing is shared, and where nothing says a site it stays of none', () => {
    const tally = new GroupTally();
    expect(tally.sumOf('shared', '26.00001').lines).toBe(0);
    tally.addShared(tally.sumOf('shared', '26.00001'), [{ site: '0417', weight: 1 }]);
    expect(tally.moved()).toEqual([]);
    tally.addShared(sharedOf(sums(line('BL-1', 7), line('BL-2', 20))), []);
    expect(tally.moved().map(({ cut, group, amounts }) => [cut, group, amounts.original])).toEqual([['site', '', 27]]);
  });

  test('a project is where its scope is, though it has no line', () => {
    const scope = { project: '26.00001', location: '0417', system: 'WLAN', status: 'Planned', basis: 'Equal' };
    const { groups, places } = keptOf(programRows({ scope: [{ row: 'S', cells: scope }] }), []);
    expect([groups, places.map(({ project, sites }) => [project, sites])]).toEqual([[], [['26.00001', ['0417']]]]);
  });

  test('places are in order, of lines and of scope, and a project without any is nowhere', () => {
    const lines = sums(line('BL-1', 7, '0433'), line('BL-2', 20, '0417'), line('BL-3', 5));
    expect(placesOf('26.00001', lines)).toEqual({ project: '26.00001', shares: [], sites: ['0417', '0433'] });
    const placed = (...of: ReturnType<typeof line>[]) => {
      const rows = programRows({ budgetLines: of });
      return keptOf(rows, lineSums(rows)).places.map(({ project }) => project);
    };
    expect(placed(line('BL-1', 7, '0433'))).toEqual(['26.00001']);
    expect(placed(line('BL-1', 7))).toEqual([]);
    const rows = programRows({ budgetLines: [line('BL-1', 7)] });
    const { groups } = keptOf(rows, lineSums(rows));
    expect(groups.flatMap(({ cut, group }) => (cut === 'site' ? [group] : []))).toEqual(['']);
  });
});
