import { compareText } from '../../sync/compare-text.ts';
import { netsBySource } from './change-nets.ts';
import { obligatedOf } from '../figures/measures.ts';
import { grouped } from '../grouped.ts';
import { countedIn, movedLines, type ChangeFacts, type ChangeLine, type MovedLine } from './change-facts.ts';

/** A figure without a change, what the change moves, and the figure with it, in cents. */
export interface MovedFigure {
  readonly before: number;
  readonly net: number;
  readonly after: number;
}

/** What a line of a change does to its budget line, in cents. */
export interface LineFigures extends ChangeLine {
  readonly of: MovedLine;
  readonly current: MovedFigure;
  readonly obligated: number;
  /** Current less obligated. */
  readonly uncommitted: MovedFigure;
  /** What other changes that wait would move on the budget line. */
  readonly otherPending: number;
  /** Uncommitted with the change and all that wait [V22]. */
  readonly left: number;
}

function figure(before: number, net: number): MovedFigure {
  return { before, net, after: before + net };
}

/** A figure of a plan that holds the change already, or does not. */
function figureAround(now: number, net: number, isHeld: boolean): MovedFigure {
  return figure(isHeld ? now - net : now, net);
}

/**
 * Each line with its budget line before and after. Where several lines name the same one, each goes on from where the one
 * before has left it.
 */
export function lineFigures(facts: ChangeFacts): LineFigures[] {
  const counted = countedIn(facts);
  const lines = movedLines(facts);
  const whole = new Map<string, number>();
  for (const { budgetLine, amount } of lines) whole.set(budgetLine, (whole.get(budgetLine) ?? 0) + amount);
  const moved = new Map<string, number>();
  return lines.map((line): LineFigures => {
    const { amounts } = line.of;
    const net = whole.get(line.budgetLine) ?? 0;
    const sofar = moved.get(line.budgetLine) ?? 0;
    moved.set(line.budgetLine, sofar + line.amount);
    const start = (counted === 'current' ? amounts.current - net : amounts.current) + sofar;
    const obligated = obligatedOf(amounts);
    const otherPending = counted === 'pending' ? amounts.pending - net : amounts.pending;
    return {
      ...line,
      current: figure(start, line.amount),
      obligated,
      uncommitted: figure(start - obligated, line.amount),
      otherPending,
      left: start - sofar + net - obligated + otherPending,
    };
  });
}

/** What a change does to a project or source. */
export interface GroupFigures {
  readonly key: string;
  readonly name: string | null;
  readonly current: MovedFigure;
  readonly lines: number;
}

/** The current budgets of the projects and sources that a change moves money of, whole, in the order of their keys. */
export function groupFigures(facts: ChangeFacts, of: 'project' | 'source'): GroupFigures[] {
  const wholes = of === 'project' ? facts.projects : facts.sources;
  const isHeld = countedIn(facts) === 'current';
  return [...grouped(movedLines(facts), (line) => line.of[of])]
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, lines]) => {
      const net = lines.reduce((sum, { amount }) => sum + amount, 0);
      const whole = wholes.get(key);
      const current = figureAround(whole?.amounts.current ?? 0, net, isHeld);
      return { key, name: whole?.name ?? null, current, lines: lines.length };
    });
}

/** [T16, T17] Contingency of a project that a change moves some of. */
export interface ContingencyFigures {
  readonly project: string;
  readonly budget: MovedFigure;
  readonly drawn: MovedFigure;
}

export function contingencyFigures(facts: ChangeFacts): ContingencyFigures[] {
  const isHeld = countedIn(facts) === 'current';
  const nets = new Map<string, number>();
  for (const { of, amount } of movedLines(facts))
    if (of.category === 'Contingency') nets.set(of.project, (nets.get(of.project) ?? 0) + amount);
  return [...nets]
    .sort(([a], [b]) => compareText(a, b))
    .map(([project, net]) => {
      const { contingencyBudget = 0, contingencyDrawn = 0 } = facts.projects.get(project)?.amounts ?? {};
      const budget = figureAround(contingencyBudget, net, isHeld);
      return { project, budget, drawn: figureAround(contingencyDrawn, 0 - net, isHeld) };
    });
}

/** A budget line that could be the other side of what is out of balance. */
export interface OtherSide {
  readonly budgetLine: string;
  readonly project: string;
  readonly category: string;
  /** Uncommitted with all that wait, in cents. */
  readonly left: number;
}

/** [V20] A source in which the lines of a change do not net to zero. */
export interface SourceOff {
  readonly source: string;
  readonly sourceName: string | null;
  /** Cents that its lines come to. */
  readonly amount: number;
  readonly unallocated: number;
  readonly candidates: readonly OtherSide[];
}

const MOST_CANDIDATES = 8;

export function sourcesOff(facts: ChangeFacts): SourceOff[] {
  const lines = movedLines(facts);
  const nets = netsBySource(lines.map(({ of, amount }) => ({ source: of.source, amount })));
  const isHeld = countedIn(facts) === 'current';
  return [...nets]
    .filter(([, net]) => net !== 0)
    .sort(([a], [b]) => compareText(a, b))
    .map(([source, amount]) => {
      const { name = null, authorized = 0, amounts } = facts.sources.get(source) ?? {};
      const current = (amounts?.current ?? 0) - (isHeld ? amount : 0);
      return {
        source,
        sourceName: name,
        amount,
        unallocated: authorized - current,
        candidates: otherSides(facts, source, amount),
      };
    });
}

/** Lines of the source that are not in the change, with enough left: contingency first, then by what is left. */
function otherSides({ budgetLines, lines }: ChangeFacts, source: string, amount: number): OtherSide[] {
  const own = new Set(lines.map(({ budgetLine }) => budgetLine));
  const rank = ({ category }: OtherSide) => Number(category !== 'Contingency') + Number(category === 'Program Reserve');
  return [...budgetLines.values()]
    .filter((line) => line.source === source && !own.has(line.id))
    .map(({ id, project, category, amounts }): OtherSide => ({
      budgetLine: id,
      project,
      category,
      left: amounts.current + amounts.pending - obligatedOf(amounts),
    }))
    .filter(({ left }) => left >= amount)
    .sort((a, b) => rank(a) - rank(b) || b.left - a.left || compareText(a.budgetLine, b.budgetLine))
    .slice(0, MOST_CANDIDATES);
}
