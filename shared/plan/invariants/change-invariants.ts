import { formatMoney } from '../../tables/kinds/number-kinds.ts';
import { isMeant, netsBySource } from '../changes/change-nets.ts';
import { boardReasons, grossMoved } from '../changes/board-reasons.ts';
import { cellsOf, sourceName } from './finding-words.ts';
import { grouped } from '../grouped.ts';
import type { Finding, Invariant, InvariantFacts } from './invariant.ts';
import { beyondDelegation, unbalanced } from './refused-money.ts';
import type { PlanRow } from './plan-rows.ts';

/** What a budget change may move. */
export const changeInvariants: readonly Invariant[] = [
  {
    id: 'V20',
    check: 'C08',
    title: 'Every change nets to zero per source, or moves what is unallocated',
    subject: 'change',
    severity: 'error',
    settings: [],
    mend: 'Let its lines net to zero per source, or set the change back to Draft. A board amendment may take what a source has unallocated.',
    refuses: unbalanced,
    refusesFirst: true,
    find: (facts) => liveChanges(facts).flatMap((change) => outOfBalance(facts, change)),
  },
  {
    id: 'V21',
    check: 'C08',
    title: 'Each change stays within one source',
    subject: 'change',
    severity: 'error',
    settings: [],
    mend: 'Record two linked changes, one for each source.',
    refuses: unbalanced,
    refusesFirst: true,
    find: (facts) => liveChanges(facts).flatMap((change) => betweenSources(facts, change)),
  },
  {
    id: 'C09',
    title: 'Staff changes net to zero per source and program',
    subject: 'source',
    severity: 'error',
    settings: [],
    mend: 'Money enters and leaves a program by board amendments alone: have the board approve it, or move it back.',
    find: staffChangesOff,
  },
  {
    id: 'V23',
    title: 'Staff changes stay within what staff may decide',
    subject: 'change',
    severity: 'error',
    settings: ['delegatedLimit'],
    mend: 'Change its type to Board Amendment, with the report that approved it.',
    refuses: beyondDelegation,
    find: (facts) => liveChanges(facts).flatMap((change) => beyondStaff(facts, change)),
  },
];

type Line = PlanRow<'changeLines'>['cells'] & {
  readonly source: string;
  readonly account: string | null;
  readonly project: string;
};

/** A change that waits or has been approved, with its lines. */
interface LiveChange {
  readonly row: string;
  readonly cells: PlanRow<'changes'>['cells'];
  readonly lines: readonly Line[];
  /** Cents by source. */
  readonly nets: ReadonlyMap<string, number>;
}

/** Several rules ask for them: to find their lines is to go through all budget lines. */
const knownChanges = new WeakMap<InvariantFacts['rows'], readonly LiveChange[]>();

function liveChanges({ rows }: InvariantFacts): readonly LiveChange[] {
  const known = knownChanges.get(rows);
  if (known) return known;
  const changes = changesWithLines(rows);
  knownChanges.set(rows, changes);
  return changes;
}

function changesWithLines(rows: InvariantFacts['rows']): LiveChange[] {
  const budgetLines = new Map(rows.budgetLines.map(({ cells }) => [cells.id, cells]));
  const lines = grouped(rows.changeLines, ({ cells }) => cells.change);
  return rows.changes
    .filter(({ cells }) => isMeant(cells.status))
    .map(({ row, cells }) => {
      const own = (lines.get(cells.number) ?? []).flatMap((line): Line[] => {
        const of = budgetLines.get(line.cells.budgetLine);
        return of === undefined ? [] : [{ ...line.cells, source: of.source, account: of.account, project: of.project }];
      });
      return { row, cells, lines: own, nets: netsBySource(own) };
    });
}

const isBoard = ({ cells }: LiveChange): boolean => cells.type === 'Board Amendment';

/** What one source loses another one gets: told once, as a transfer between sources. */
function transfer({ nets }: LiveChange): readonly [from: string, to: string] | null {
  const from = [...nets].find(([, net]) => net < 0)?.[0];
  const to = [...nets].find(([, net]) => net > 0)?.[0];
  return from === undefined || to === undefined ? null : [from, to];
}

function outOfBalance({ plan, names }: InvariantFacts, change: LiveChange): Finding[] {
  if (transfer(change) !== null) return [];
  const subject = change.cells.number;
  const cells = cellsOf('changes', change.row);
  return [...change.nets].flatMap(([source, net]): Finding[] => {
    if (net === 0) return [];
    const name = sourceName(names, source);
    if (!isBoard(change)) {
      const message = `Change ${subject} is out of balance by ${formatMoney(net)} in ${name}.`;
      return [{ subject, difference: net, message, cells }];
    }
    // What has been approved is part of the current budget already, and so of what V13 measures.
    const left = unallocated(plan, source);
    if (change.cells.status === 'Approved' || net <= left) return [];
    const message = `Change ${subject} is out of balance by ${formatMoney(net - left)} in ${name}: it takes ${formatMoney(net)}, and ${formatMoney(left)} is unallocated.`;
    return [{ subject, difference: net - left, message, cells }];
  });
}

function unallocated(plan: InvariantFacts['plan'], source: string): number {
  let left = plan.sources.get(source)?.authorized ?? 0;
  for (const { lines } of plan.projects.values()) {
    for (const line of lines) if (line.source === source) left -= line.amounts.current;
  }
  return left;
}

function betweenSources({ names }: InvariantFacts, change: LiveChange): Finding[] {
  const pair = transfer(change);
  if (pair === null) return [];
  const [from, to] = pair;
  const [one, other] = [sourceName(names, from), sourceName(names, to)];
  const subject = change.cells.number;
  const message = `${subject}: money cannot move from ${one} to ${other} in one change; record two linked changes.`;
  return [{ subject, difference: change.nets.get(to) ?? 0, message, cells: cellsOf('changes', change.row) }];
}

/** Between programs, by changes that are in balance per source: what is out of balance is told by V20 and V21. */
function staffChangesOff(facts: InvariantFacts): Finding[] {
  const programs = new Map(facts.rows.projects.map(({ cells }) => [cells.number, cells.program]));
  const staff = liveChanges(facts).filter(
    ({ cells, nets }) =>
      cells.type === 'Staff Modification' &&
      cells.status === 'Approved' &&
      [...nets.values()].every((net) => net === 0),
  );
  const lines = staff.flatMap((change) => change.lines);
  const rowOf = new Map(facts.rows.fundingSources.map(({ row, cells }) => [cells.code, row]));
  return [...grouped(lines, ({ source, project }) => `${source}\n${programs.get(project) ?? ''}`)].flatMap(
    ([key, moved]): Finding[] => {
      const [source = '', program = ''] = key.split('\n');
      const net = moved.reduce((sum, { amount }) => sum + amount, 0);
      if (net <= 0) return [];
      const subject = sourceName(facts.names, source);
      const message = `Staff changes moved ${formatMoney(net)} of ${subject} into ${program}.`;
      return [{ subject, difference: net, message, cells: cellsOf('fundingSources', rowOf.get(source) ?? null) }];
    },
  );
}

function beyondStaff({ settings }: InvariantFacts, change: LiveChange): Finding[] {
  const { cells, lines, row } = change;
  if (cells.type !== 'Staff Modification') return [];
  const reasons = boardReasons(lines, settings);
  if (reasons.length === 0) return [];
  const subject = cells.number;
  const message = `${subject}: this change needs Board approval: ${reasons.join(', and ')}. Change its type to Board Amendment.`;
  const difference = Math.max(grossMoved(lines) - settings.delegatedLimit, 0);
  return [{ subject, difference, message, cells: cellsOf('changes', row, 'type') }];
}
