import { formatMoney } from '../../tables/kinds/number-kinds.ts';
import { allocateToScope } from '../figures/site-shares.ts';
import { cellsOf, projectName, siteName } from './finding-words.ts';
import { grouped } from '../grouped.ts';
import type { Finding, Invariant, InvariantFacts } from './invariant.ts';
import { unsharedScope } from './refused-work.ts';
import type { PlanRow } from './plan-rows.ts';

/** What is done where, and how its money is shared. */
export const scopeInvariants: readonly Invariant[] = [
  {
    id: 'V11',
    title: 'No work is planned at closed or merged sites',
    subject: 'site',
    severity: 'warning',
    settings: [],
    mend: 'Remove the site from the scope, or give the work to the site that took it over.',
    find: workAtClosedSites,
  },
  {
    id: 'C12',
    check: 'C12',
    title: 'The shares of sites add up to their project, on one basis',
    subject: 'project',
    severity: 'error',
    settings: [],
    mend: 'Choose one allocation basis for all scope of the project.',
    find: (facts) => eachScope(facts, mixedOrOff),
  },
  {
    id: 'V48',
    check: 'C12',
    title: 'Manual shares of sites add to 100 %',
    subject: 'project',
    severity: 'error',
    settings: [],
    mend: 'Correct the allocation percentages of the project.',
    refuses: unsharedScope,
    find: (facts) => eachScope(facts, sharesOff),
  },
  {
    id: 'V55',
    title: 'A system at a site is worked on by one project at a time',
    subject: 'site',
    severity: 'warning',
    settings: [],
    mend: 'Remove the site from one of the two projects, or note how they differ.',
    find: doubledWork,
  },
  {
    id: 'V56',
    title: 'Scope of approved projects changes by an amendment',
    subject: 'row',
    severity: 'warning',
    settings: [],
    mend: 'Name the amendment that removed it.',
    find: removedWithoutAmendment,
  },
];

type Scope = PlanRow<'scope'>;

const isPlanned = ({ cells }: Scope): boolean => cells.status === 'Planned' || cells.status === 'In Progress';

function workAtClosedSites({ rows, names }: InvariantFacts): Finding[] {
  const sites = new Map(rows.sites.map(({ cells }) => [cells.code, cells.status]));
  return rows.scope.filter(isPlanned).flatMap(({ row, cells }): Finding[] => {
    const status = sites.get(cells.location);
    if (status !== 'Closed' && status !== 'Merged') return [];
    const [subject, project] = [siteName(names, cells.location), projectName(names, cells.project)];
    const message = `${subject} is ${status}; remove it from ${project} or reassign the scope.`;
    return [{ subject, difference: 0, message, cells: cellsOf('scope', row, 'status') }];
  });
}

interface ScopeOfProject {
  readonly name: string;
  readonly rows: readonly Scope[];
  /** Cents. */
  readonly current: number;
  readonly shared: number;
}

function eachScope({ rows, plan, names }: InvariantFacts, find: (scope: ScopeOfProject) => Finding[]): Finding[] {
  const scope = grouped(rows.scope, ({ cells }) => (cells.status === 'Removed' ? null : cells.project));
  return [...plan.projects.values()].flatMap(({ number, amounts, shares }) => {
    const own = scope.get(number) ?? [];
    if (!shares) return [];
    let shared = 0;
    for (const cents of allocateToScope(amounts.current, shares).values()) shared += cents;
    return find({ name: projectName(names, number), rows: own, current: amounts.current, shared });
  });
}

const basesOf = (rows: readonly Scope[]): string[] => [...new Set(rows.map(({ cells }) => cells.basis))];

function mixedOrOff({ name, rows, current, shared }: ScopeOfProject): Finding[] {
  const off = shared - current;
  const cells = rows.flatMap(({ row }) => cellsOf('scope', row, 'basis'));
  if (off !== 0) {
    const message = `Shares of ${name} differ from its budget by ${formatMoney(off)}.`;
    return [{ subject: name, difference: off, message, cells }];
  }
  const bases = basesOf(rows);
  if (bases.length < 2) return [];
  const message = `${name} mixes ${bases.join(' and ')}, so it is shared equally.`;
  return [{ subject: name, difference: 0, message, cells }];
}

/** 100 % in steps of 0.0001 %. */
const WHOLE = 1_000_000;

function sharesOff({ name, rows }: ScopeOfProject): Finding[] {
  const [basis, ...others] = basesOf(rows);
  const percent = rows.reduce((sum, { cells }) => sum + (cells.share ?? 0), 0);
  if (basis !== 'Manual %' || others.length > 0 || percent === WHOLE) return [];
  const message = `Site shares of ${name} add to ${percent / 10_000}%.`;
  const cells = rows.flatMap(({ row }) => cellsOf('scope', row, 'share'));
  return [{ subject: name, difference: 0, message, cells }];
}

const running: readonly string[] = ['Approved', 'Active', 'On Hold'];

function doubledWork({ rows, names }: InvariantFacts): Finding[] {
  const active = new Set(
    rows.projects.filter(({ cells }) => running.includes(cells.status)).map(({ cells }) => cells.number),
  );
  const work = rows.scope.filter((scope) => isPlanned(scope) && active.has(scope.cells.project));
  return [...grouped(work, ({ cells }) => `${cells.location}\n${cells.system}`).values()].flatMap((same) => {
    const [first, ...others] = same;
    return others.flatMap(({ row, cells }): Finding[] => {
      if (first === undefined) return [];
      const subject = siteName(names, cells.location);
      const [here, there] = [projectName(names, cells.project), projectName(names, first.cells.project)];
      const message = `${subject}: ${cells.system} of ${here} is also in ${there}.`;
      return [{ subject, difference: 0, message, cells: cellsOf('scope', row) }];
    });
  });
}

function removedWithoutAmendment({ rows, names }: InvariantFacts): Finding[] {
  const approved = new Set(
    rows.projects.filter(({ cells }) => cells.status !== 'Proposed').map(({ cells }) => cells.number),
  );
  return rows.scope.flatMap(({ row, cells }): Finding[] => {
    if (cells.status !== 'Removed' || cells.removedBy !== null || !approved.has(cells.project)) return [];
    const subject = siteName(names, cells.location);
    const message = `Scope of ${projectName(names, cells.project)} changed after approval without an amendment: ${cells.system} at ${subject} was removed.`;
    return [{ subject, difference: 0, message, cells: cellsOf('scope', row, 'removedBy') }];
  });
}
