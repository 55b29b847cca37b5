import { getOrMake } from '../../sync/get-or-make.ts';
import { siteShares } from '../figures/site-shares.ts';
import type { ProgramRows } from '../figures/program-rows.ts';
import { GroupTally, type GroupSum, type ShareOfSite } from './group-sums.ts';
import { NO_SITE, type LineSum } from './line-sums.ts';

/** Where a project is. */
export interface ProjectPlaces {
  readonly project: string;
  /** How what no line says the site of is shared, in the order of sites; empty: not at all. */
  readonly shares: readonly ShareOfSite[];
  /** Sites with a line or scope of the project, in order. */
  readonly sites: readonly string[];
}

export type SharesOfProjects = ReadonlyMap<string, readonly ShareOfSite[]>;

/** By project, how its money is shared by its scope. */
export function sharesOfProjects(program: ProgramRows): SharesOfProjects {
  return new Map(
    [...siteShares(program)].map(([project, shares]) => [
      project,
      shares.map(({ site, weight }) => ({ site, weight })),
    ]),
  );
}

/** Where a project with these lines is. */
export function placesOf(
  project: string,
  lines: readonly LineSum[],
  shares: readonly ShareOfSite[] = [],
): ProjectPlaces {
  const sites = new Set([...lines.map(({ groups }) => groups.site), ...shares.map(({ site }) => site)]);
  sites.delete(NO_SITE);
  return { project, shares, sites: [...sites].sort() };
}

export function linesByProject(lines: Iterable<LineSum>): Map<string, LineSum[]> {
  const found = new Map<string, LineSum[]>();
  for (const line of lines) getOrMake(found, line.project, (): LineSum[] => []).push(line);
  return found;
}

/** Everything that is kept of the places and groups of a program, from its lines. */
export function keptOf(
  program: ProgramRows,
  lines: readonly LineSum[],
): { readonly groups: GroupSum[]; readonly places: ProjectPlaces[] } {
  const ofProjects = linesByProject(lines);
  const shares = sharesOfProjects(program);
  const tally = new GroupTally();
  for (const line of lines) tally.addLine(line);
  for (const project of ofProjects.keys()) tally.addShared(tally.sumOf('shared', project), shares.get(project) ?? []);
  const projects = new Set([...shares.keys(), ...ofProjects.keys()]);
  const places = [...projects].map((project) => placesOf(project, ofProjects.get(project) ?? [], shares.get(project)));
  return { groups: tally.moved(), places: places.filter(({ sites }) => sites.length > 0) };
}
