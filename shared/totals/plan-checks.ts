import { withName, type CodeNames } from '../tables/code-names.ts';
import { formatMoney } from '../tables/kinds/number-kinds.ts';
import type { Check, Finding } from './check.ts';
import { categoryTwoBudget, categoryTwoCycle2021, categoryTwoCycle2026, districtShare, erateShare } from './erate.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { ProgramRow, ProgramRows } from './program-rows.ts';
import { allocateToScope } from './site-shares.ts';

/** Checks of what may be paid, changed, shared and closed; numbered as the invariants of the program office. */
export const planChecks: readonly Check[] = [
  {
    id: 'C08',
    name: 'Every change nets to zero per source, board amendments apart',
    severity: 'error',
    find: changesOutOfBalance,
  },
  { id: 'C09', name: 'Staff changes net to zero per source', severity: 'error', find: staffChangesOff },
  {
    id: 'C11',
    name: 'Restricted sources pay only for allowed programs and systems',
    severity: 'error',
    find: sourceNotAllowed,
  },
  {
    id: 'C11B',
    name: 'Bond-funded projects name their place on the bond project list',
    severity: 'error',
    find: bondReferenceMissing,
  },
  { id: 'C12', name: 'The shares of sites add up to their project', severity: 'error', find: sharesOff },
  {
    id: 'C13',
    name: 'E-Rate and district shares add up, Category Two stays within its budget',
    severity: 'error',
    find: erateOff,
  },
  {
    id: 'C16',
    name: 'Complete projects are finished, closed ones owe nothing',
    severity: 'error',
    find: closedTooEarly,
  },
  { id: 'C17', name: 'Every project has a budget line', severity: 'error', find: projectsWithoutLine },
  { id: 'C18', name: 'Cancelled projects keep only what was spent', severity: 'error', find: cancelledWithBudget },
];

function nameOfProject(names: CodeNames, number: string): string {
  return withName(names, 'projects', number);
}

function nameOfSource(names: CodeNames, code: string): string {
  return withName(names, 'fundingSources', code);
}

/** Cents of a change per source; changes that are drafts, rejected or withdrawn are left out. */
function netPerSource(program: ProgramRows): Map<string, { type: string; status: string; nets: Map<string, number> }> {
  const sourceOfLine = new Map(program.budgetLines.map(({ cells }) => [cells.id, cells.source]));
  const live = new Set(['Pending', 'BOC Recommended', 'Approved']);
  const changes = new Map(
    program.changes
      .filter(({ cells }) => live.has(cells.status))
      .map(({ cells: { number, type, status } }) => [number, { type, status, nets: new Map<string, number>() }]),
  );
  for (const { cells } of program.changeLines) {
    const nets = changes.get(cells.change)?.nets;
    const source = sourceOfLine.get(cells.budgetLine);
    if (nets && source !== undefined) nets.set(source, (nets.get(source) ?? 0) + cells.amount);
  }
  return changes;
}

function changesOutOfBalance(program: ProgramRows, _facts: PlanFacts, names: CodeNames): Finding[] {
  return [...netPerSource(program)].flatMap(([number, { type, nets }]) => {
    if (type === 'Board Amendment') return [];
    return [...nets].flatMap(([source, net]) =>
      net === 0 ? [] : [outOfBalance(number, nameOfSource(names, source), net)],
    );
  });
}

function outOfBalance(change: string, source: string, net: number): Finding {
  return { cents: net, text: `${change} is out of balance by ${formatMoney(net)} in ${source}` };
}

function staffChangesOff(program: ProgramRows, _facts: PlanFacts, names: CodeNames): Finding[] {
  const sums = new Map<string, number>();
  for (const { type, status, nets } of netPerSource(program).values()) {
    if (type === 'Board Amendment' || status !== 'Approved') continue;
    for (const [source, net] of nets) sums.set(source, (sums.get(source) ?? 0) + net);
  }
  return [...sums].flatMap(([source, net]) =>
    net === 0
      ? []
      : [{ cents: net, text: `Staff changes moved ${formatMoney(net)} into ${nameOfSource(names, source)}` }],
  );
}

function listed(text: string | null): ReadonlySet<string> | null {
  if (text === null) return null;
  return new Set(text.split(';').map((part) => part.trim()));
}

function sourceNotAllowed(program: ProgramRows, facts: PlanFacts, names: CodeNames): Finding[] {
  const findings: Finding[] = [];
  const limits = new Map(
    program.fundingSources.map(({ cells }) => [
      cells.code,
      { programs: listed(cells.allowedPrograms), systems: listed(cells.allowedSystems) },
    ]),
  );
  for (const { number, cells, lines } of facts.projects.values()) {
    for (const line of lines) {
      const limit = limits.get(line.source ?? '');
      const system = line.system ?? cells?.primarySystem ?? '';
      const forbidden =
        (limit?.programs && !limit.programs.has(cells?.program ?? '')) ||
        (limit?.systems && !limit.systems.has(system));
      if (!forbidden) continue;
      const [source, name] = [nameOfSource(names, line.source ?? ''), nameOfProject(names, number)];
      findings.push({ cents: 0, text: `${source} may not pay for ${line.id} of ${name}` });
    }
  }
  return findings;
}

function bondReferenceMissing(program: ProgramRows, facts: PlanFacts, names: CodeNames): Finding[] {
  const bonds = new Set(
    program.fundingSources.filter(({ cells }) => cells.type === 'GO Bond').map(({ cells }) => cells.code),
  );
  return program.projects.flatMap(({ cells }) => {
    const apart = cells.class === 'Program Reserve' || cells.class === 'Program Management';
    if (apart || cells.bondListRef !== null) return [];
    const bond = facts.projects.get(cells.number)?.lines.find((line) => bonds.has(line.source ?? ''));
    if (bond === undefined) return [];
    const [name, source] = [nameOfProject(names, cells.number), nameOfSource(names, bond.source ?? '')];
    return [{ cents: 0, text: `${name} uses ${source} without a list reference` }];
  });
}

/** 100 % in steps of 0.0001 %. */
const WHOLE = 1_000_000;

function sharesOff(program: ProgramRows, facts: PlanFacts, names: CodeNames): Finding[] {
  const scopeOf = new Map<string, ProgramRow<'scope'>['cells'][]>();
  for (const { cells } of program.scope) {
    if (cells.status === 'Removed') continue;
    const ofProject = scopeOf.get(cells.project);
    if (ofProject) ofProject.push(cells);
    else scopeOf.set(cells.project, [cells]);
  }
  return [...facts.projects.values()].flatMap(({ number, amounts, shares }) => {
    if (!shares) return [];
    const name = nameOfProject(names, number);
    let off = -amounts.current;
    for (const cents of allocateToScope(amounts.current, shares).values()) off += cents;
    if (off !== 0) return [{ cents: off, text: `Shares of ${name} differ from its budget by ${formatMoney(off)}` }];
    return basisFindings(name, scopeOf.get(number) ?? []);
  });
}

function basisFindings(name: string, scope: readonly ProgramRow<'scope'>['cells'][]): Finding[] {
  const bases = new Set(scope.map(({ basis }) => basis));
  if (bases.size > 1) return [{ cents: 0, text: `${name} mixes ${[...bases].join(' and ')}, so it is shared equally` }];
  const percent = scope.reduce((sum, { share }) => sum + (share ?? 0), 0);
  if (!bases.has('Manual %') || percent === WHOLE) return [];
  return [{ cents: 0, text: `Site shares of ${name} add to ${percent / 10_000}%` }];
}

function erateOff(program: ProgramRows): Finding[] {
  const students = program.sites.reduce((sum, { cells }) => sum + (cells.enrollment ?? 0), 0);
  const parts = program.fundingRequests.flatMap(({ cells: { preDiscount, discount } }) => {
    const off = preDiscount - erateShare(preDiscount, discount) - districtShare(preDiscount, discount);
    return off === 0 ? [] : [{ cents: off, text: `A funding request is split ${formatMoney(off)} off` }];
  });
  const cycles = [categoryTwoCycle2021, categoryTwoCycle2026].flatMap((cycle) => {
    const requested = categoryTwoRequested(program, cycle.firstYear, cycle.lastYear);
    const over = requested - categoryTwoBudget(students, cycle);
    if (requested === 0 || over <= 0) return [];
    const years = `${cycle.firstYear}–${cycle.lastYear}`;
    return [{ cents: over, text: `Category Two requests of ${years} exceed the budget by ${formatMoney(over)}` }];
  });
  return [...parts, ...cycles];
}

/** Pre-discount cents of pending and funded Category Two requests of these funding years. */
function categoryTwoRequested(program: ProgramRows, firstYear: number, lastYear: number): number {
  let requested = 0;
  for (const { cells } of program.fundingRequests) {
    const counts = cells.category === 'C2' && (cells.status === 'Funded' || cells.status === 'Pending');
    if (counts && cells.fundingYear >= firstYear && cells.fundingYear <= lastYear) requested += cells.preDiscount;
  }
  return requested;
}

function closedTooEarly(program: ProgramRows, facts: PlanFacts, names: CodeNames): Finding[] {
  const unfinished = new Set(
    program.milestones
      .filter(({ cells }) => cells.milestone.startsWith('M70') && cells.actualFinish === null)
      .map(({ cells }) => cells.project),
  );
  return program.projects.flatMap(({ cells }) => {
    const findings: Finding[] = [];
    const name = nameOfProject(names, cells.number);
    if (cells.status === 'Complete' && unfinished.has(cells.number)) {
      findings.push({ cents: 0, text: `${name} is complete without the actual date of completion` });
    }
    const owed = facts.projects.get(cells.number)?.amounts.openEncumbrance ?? 0;
    if (cells.financialStatus === 'Closed' && owed !== 0) {
      findings.push({ cents: owed, text: `${name} is closed with ${formatMoney(owed)} encumbered` });
    }
    return findings;
  });
}

function projectsWithoutLine(program: ProgramRows, facts: PlanFacts, names: CodeNames): Finding[] {
  return program.projects.flatMap(({ cells: { number, status } }) => {
    const budgeted = facts.projects.get(number)?.lines.some((line) => line.row !== null) === true;
    return budgeted || status === 'Proposed'
      ? []
      : [{ cents: 0, text: `${nameOfProject(names, number)} has no budget line` }];
  });
}

function cancelledWithBudget(program: ProgramRows, facts: PlanFacts, names: CodeNames): Finding[] {
  return program.projects.flatMap(({ cells: { number, status } }) => {
    const amounts = facts.projects.get(number)?.amounts;
    const left = status === 'Cancelled' && amounts ? amounts.current - amounts.expended : 0;
    return left === 0
      ? []
      : [{ cents: left, text: `${nameOfProject(names, number)} is cancelled with ${formatMoney(left)} left` }];
  });
}
