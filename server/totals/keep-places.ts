import type { Kysely } from 'kysely';
import { isShared, sharedOf, sumOfBoth, type GroupTally, type SumOfLines } from '../../shared/plan/sums/group-sums.ts';
import type { LineSum } from '../../shared/plan/sums/line-sums.ts';
import {
  linesByProject,
  placesOf,
  sharesOfProjects,
  type ProjectPlaces,
  type SharesOfProjects,
} from '../../shared/plan/sums/project-places.ts';
import { touches, type ChangedRow } from '../../shared/plan/postings/reposted-rows.ts';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import { sharesRead } from '../../shared/plan/figures/figure-reads.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { insertMany } from '../storage/insert-many.ts';
import type { Database, ProjectPlacesRow } from '../storage/schema.ts';
import type { Selection, Values } from '../storage/read-together.ts';
import { isAmong } from '../storage/sql-dialect.ts';
import type { RowsAtHand } from './rows-at-hand.ts';
import { placesColumns, placesKey, placesOfRow, placesValues } from './sum-rows.ts';

/** Projects that may be shared otherwise among sites: their scope is another, or a site of it has other students. */
export async function sharedAnew(hand: RowsAtHand, changed: readonly ChangedRow[]): Promise<Set<string>> {
  const [projects, sites] = [new Set<string>(), new Set<string>()];
  for (const { change, before, after } of changed) {
    for (const cells of [before, after]) {
      if (change.table === 'scope' && touches(change, sharesRead.scope)) addText(projects, cells?.['project']);
      if (change.table === 'sites' && touches(change, sharesRead.sites)) addText(sites, cells?.['code']);
    }
  }
  const values = [...sites].map((site) => [site]);
  const [there = []] = await hand.answer([{ table: 'scope', columns: ['location'], values }]);
  for (const { cells } of there) addText(projects, cells['project']);
  return projects;
}

function addText(found: Set<string>, cell: Cell | undefined): void {
  if (typeof cell === 'string') found.add(cell);
}

/** Projects that a sync has touched, with their lines before and after. */
interface TouchedProjects {
  readonly projects: ReadonlySet<string>;
  /** Those of `sharedAnew`. */
  readonly anew: ReadonlySet<string>;
  /** Those whose lines may be elsewhere than before; all of them are there. */
  readonly regrouped: ReadonlySet<string>;
  readonly before: readonly LineSum[];
  readonly after: readonly LineSum[];
  /** Where they were, as kept. */
  readonly kept: ReadonlyMap<string, KeptPlaces>;
  /** What their lines had that say no site. */
  readonly sharedIn: (project: string) => SumOfLines;
}

/** Brings where the projects are to where a sync has led them, and tells the tally what sites share otherwise than before. */
export async function movePlaces(
  hand: RowsAtHand,
  tally: GroupTally,
  { projects, anew, regrouped, before, after, kept, sharedIn }: TouchedProjects,
): Promise<void> {
  const { db, program } = hand;
  const [stood, stand] = [linesByProject(before), linesByProject(after)];
  const linesOf = (project: string) => [stood.get(project) ?? [], stand.get(project) ?? []] as const;
  const moving = [...projects].filter((project) => anew.has(project) || mayMove(...linesOf(project)));
  if (moving.length === 0) return;
  const shares = await readShares(hand, anew);
  const [put, gone]: [ProjectPlaces[], string[]] = [[], []];
  for (const project of moving) {
    const [were, are] = linesOf(project);
    const row = kept.get(project);
    const was = row ? placesOfRow(row) : placesOf(project, []);
    const sharesNow = anew.has(project) ? shares.get(project) : was.shares;
    const areElsewhere = anew.has(project) || regrouped.has(project);
    const now = areElsewhere ? placesOf(project, are, sharesNow) : was;
    const shared = sharedIn(project);
    tally.addShared(shared, was.shares, -1);
    tally.addShared(sumOfBoth(shared, sharedOf(are, were)), now.shares);
    if (JSON.stringify(now) === JSON.stringify(was)) continue;
    if (now.sites.length > 0) put.push(now);
    else gone.push(project);
  }
  await putPlaces(db, program, put);
  await removePlaces(db, program, gone);
}

/** True unless what there is of the lines stays at the sites where it is. */
function mayMove(before: readonly LineSum[], after: readonly LineSum[]): boolean {
  return [...before, ...after].some(isShared) || sitesText(before) !== sitesText(after);
}

function sitesText(lines: readonly LineSum[]): string {
  return placesOf('', lines).sites.join();
}

/** Where these projects are; `placesIn` reads what comes of it. */
export function placesSelection(program: string, projects: Iterable<string>): Selection {
  const where = [
    { column: 'program', is: program },
    { column: 'project', in: [...projects] },
  ];
  return { from: 'project_places', columns: ['project', 'shares', 'sites'], where };
}

/** Where a project is, for `placesOfRow` to read: of hardly any project that a sync touches it is asked. */
export type KeptPlaces = Omit<ProjectPlacesRow, 'program'>;

/** By project; those are left out that are nowhere. */
export function placesIn(found: readonly Values[]): Map<string, KeptPlaces> {
  return new Map(
    found.map(([project, shares, sites]) => [
      String(project),
      { project: String(project), shares: String(shares), sites: String(sites) },
    ]),
  );
}

async function readShares(hand: RowsAtHand, projects: ReadonlySet<string>): Promise<SharesOfProjects> {
  const values = [...projects].map((project) => [project]);
  const [scope = []] = await hand.answer([{ table: 'scope', columns: ['project'], values }]);
  const codes = [...new Set(scope.map(({ cells }) => cells['location'] ?? null))].map((code) => [code]);
  const [sites = []] = await hand.answer([{ table: 'sites', columns: ['code'], values: codes }]);
  return sharesOfProjects(programRows({ scope, sites }));
}

export async function putPlaces(
  db: Kysely<Database>,
  program: string,
  places: readonly ProjectPlaces[],
): Promise<void> {
  if (places.length === 0) return;
  await insertMany(db, {
    table: 'project_places',
    columns: placesColumns,
    replacing: placesKey,
    rows: places.map((place) => placesValues(program, place)),
  });
}

async function removePlaces(db: Kysely<Database>, program: string, projects: readonly string[]): Promise<void> {
  if (projects.length === 0) return;
  await db
    .deleteFrom('project_places')
    .where('program', '=', program)
    .where(isAmong(db, 'project', projects))
    .execute();
}
