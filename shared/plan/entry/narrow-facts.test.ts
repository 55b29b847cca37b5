import { expect, test } from 'vitest';
import type { Cell } from '../../tables/cell.ts';
import { lineOf, projectOf, row, work } from '../dirty-plan/sound-work.ts';
import { noAmounts } from '../figures/amounts.ts';
import type { KnownSums } from './dated-sums.ts';
import { Look } from './look.ts';
import { narrowFacts } from './narrow-facts.ts';

const kept: KnownSums = { all: { ...noAmounts(), current: 900, etc: 70 }, later: null };
/** A line that is posted on, and a project without one, of which somebody has estimated what is still to come. */
const rows = [
  ...work(1, 'One', { line: { source: 'S' } }),
  ...work(2, 'Two', { without: ['line'] }),
  row('forecasts', { project: projectOf(2), category: 'Equipment', period: '2026-10', etc: 500 }),
];

function factsOf(rest: ReadonlyMap<string, KnownSums>) {
  const find = (table: string, columns: readonly string[], values: readonly Cell[]) =>
    rows
      .map(({ table: of, cells }, at) => ({ of, row: `R${at}`, cells }))
      .filter(({ of, cells }) => of === table && columns.every((column, at) => cells[column] === values[at]));
  const look = new Look(
    find,
    () => kept,
    () => new Map(),
    '2026-11-15',
  );
  look.line(lineOf(1));
  for (const project of [projectOf(1), projectOf(2)]) look.row('projects', project);
  look.rows('forecasts', ['project'], projectOf(2));
  return narrowFacts(look, { rest, names: { of: () => undefined }, today: '2026-11-15' }, null).plan.projects;
}

test('of a line what is posted on it is known, and nothing of what is still to come, which is of a whole project', () => {
  const projects = factsOf(new Map());
  const posted = { ...noAmounts(), current: 900 };
  expect(projects.get(projectOf(1))?.lines.map(({ id, amounts }) => [id, amounts])).toEqual([[lineOf(1), posted]]);
  expect(projects.get(projectOf(1))?.amounts).toEqual(posted);
});

test('an estimate of a project without lines is no line to be judged', () => {
  const project = factsOf(new Map()).get(projectOf(2));
  expect([project?.lines, project?.amounts]).toEqual([[], noAmounts()]);
});

test('lines of a source that nobody looked at are one, which says nothing of itself but what is posted there', () => {
  const unsaid = { fiscalYear: null, category: null, location: null, system: null, sourceType: null, series: null };
  const unnamed = { row: null, id: '', project: '', object: null, frn: null, erateCategory: null, requests: [] };
  expect(factsOf(new Map([['S', kept]])).get('')?.lines).toEqual([
    { ...unsaid, ...unnamed, source: 'S', amounts: { ...noAmounts(), current: 900 } },
  ]);
});
