import { sumOfBoth, type GroupTally, type SumCut, type SumOfLines } from '../../shared/plan/sums/group-sums.ts';
import type { LineSum } from '../../shared/plan/sums/line-sums.ts';
import type { Lookup } from '../../shared/plan/reached-rows.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { Selection, Values } from '../storage/read-together.ts';
import { placesIn, placesSelection, type KeptPlaces } from './keep-places.ts';
import {
  lineSumsSelection,
  readLineSums,
  readSumsOfLines,
  relatedSumsSelections,
  sumsOfLinesSelection,
} from './project-sums.ts';
import type { RowsAtHand } from './rows-at-hand.ts';
import { amountColumns, amountsOfCells, lineSumOf, numberIn } from './sum-rows.ts';

/** What a sync may move. */
export interface Moving {
  /** Projects that are worked out from all of their lines. */
  readonly projects: ReadonlySet<string>;
  /** Lines that move by themselves, if nothing in their projects makes others move with them. */
  readonly lines: ReadonlySet<string>;
  /** Those of the projects that may be shared otherwise among sites. */
  readonly anew: ReadonlySet<string>;
}

/** What is kept around what moves. */
export interface Around {
  /** The lines that move, and all lines of the projects that are `whole`. */
  readonly lines: readonly LineSum[];
  /** Projects asked for, and those in which what moves on one line may move others. */
  readonly whole: ReadonlySet<string>;
  readonly places: ReadonlyMap<string, KeptPlaces>;
  /** What the lines of a project have that say no site. */
  readonly sharedIn: (project: string) => SumOfLines;
}

/**
 * The kept sums and places of what moves, and at hand what estimates and shares follow from. One statement where the budget
 * lines are at hand, which say their projects: the line that a payment or order is on has been judged.
 * @param tally what has moved in groups before and is not written yet
 */
export async function readAround(hand: RowsAtHand, tally: GroupTally, moving: Moving): Promise<Around> {
  const { projects, lines } = moving;
  if (projects.size === 0 && lines.size === 0) return nothingAround;
  const { db, program } = hand;
  const { known, strange } = await linesWithProjects(hand, lines);
  const others = new Set([...known.values(), ...strange.map(({ project }) => project)]);
  for (const project of projects) others.delete(project);
  const apart = [...known].flatMap(([line, project]) => (projects.has(project) ? [] : [line]));
  const named = [...projects, ...others];
  const selections = [
    placesSelection(program, named),
    partsSelection(program, named),
    lineSumsSelection(program, projects),
    sumsOfLinesSelection(program, apart),
    ...relatedSumsSelections(program, others),
  ];
  const { beside } = await hand.answerBeside(lookupsOf(moving, named), selections);
  const [places = [], parts = [], ...sums] = beside;
  const kept = partsIn(parts);
  const partOf = (cut: SumCut, project: string): SumOfLines => {
    const before = kept.get(partKey(cut, project));
    return before ? sumOfBoth(before, tally.sumOf(cut, project)) : tally.sumOf(cut, project);
  };
  const isRead = (project: string): boolean =>
    hand.find('forecasts', ['project'], [project])?.length !== 0 || kept.has(partKey('uncovered', project));
  const late = [...others].filter((project) => !isRead(project) && partOf('uncovered', project).lines > 0);
  const found = [...strange, ...sums.flat().map(lineSumOf)];
  if (late.length > 0) found.push(...(await readLineSums(db, program, late)));
  return {
    lines: eachOnce(found),
    whole: new Set([...projects, ...[...others].filter(isRead), ...late]),
    places: placesIn(places),
    sharedIn: (project) => partOf('shared', project),
  };
}

const nothingAround: Around = {
  lines: [],
  whole: new Set(),
  places: new Map(),
  sharedIn: () => {
    throw new Error('No project was asked for.');
  },
};

/** The projects of lines: of those that are at hand, and the sums of those that are not. */
async function linesWithProjects(
  hand: RowsAtHand,
  lines: ReadonlySet<string>,
): Promise<{ readonly known: ReadonlyMap<string, string>; readonly strange: readonly LineSum[] }> {
  const known = new Map<string, string>();
  const unknown: string[] = [];
  for (const line of lines) {
    const project = hand.find('budgetLines', ['id'], [line])?.[0]?.cells['project'];
    if (typeof project === 'string') known.set(line, project);
    else unknown.push(line);
  }
  const strange = unknown.length > 0 ? await readSumsOfLines(hand.db, hand.program, unknown) : [];
  return { known, strange };
}

/** Of few projects also what the computed cells of the answer look at, so that it needs no statement of its own. */
const FEW_PROJECTS = 200;

function lookupsOf({ anew }: Moving, projects: readonly string[]): Lookup[] {
  const values = projects.map((project) => [project]);
  const shared = projects.length <= FEW_PROJECTS ? values : [...anew].map((project) => [project]);
  return [
    { table: 'projects', columns: ['number'], values },
    { table: 'forecasts', columns: ['project'], values },
    { table: 'scope', columns: ['project'], values: shared },
  ];
}

/** What is kept of parts of projects; `partsIn` reads what comes of it. */
function partsSelection(program: string, projects: readonly string[]): Selection {
  const where = [
    { column: 'program', is: program },
    { column: 'cut', in: ['shared', 'uncovered'] satisfies SumCut[] },
    { column: 'group_name', in: projects },
  ] as const;
  return { from: 'group_sums', columns: ['cut', 'group_name', 'lines', ...amountColumns], where };
}

function partsIn(found: readonly Values[]): Map<string, SumOfLines> {
  return new Map(
    found.map(([cut, project, lines, ...amounts]) => [
      partKey(String(cut), String(project)),
      { lines: numberIn(lines), amounts: amountsOfCells(amounts) },
    ]),
  );
}

function partKey(cut: string, project: string): string {
  return `${cut} ${project}`;
}

/** A line that moves is also one of its project. */
function eachOnce(lines: readonly LineSum[]): LineSum[] {
  const byProject = new Map<string, Map<string, LineSum>>();
  for (const line of lines) getOrMake(byProject, line.project, () => new Map<string, LineSum>()).set(line.line, line);
  return [...byProject.values()].flatMap((ofProject) => [...ofProject.values()]);
}
