import { compareText } from '../../sync/compare-text.ts';
import { figureAccounts, type FigureAccount } from '../accounts.ts';
import { explainFigure, type Entry, type FigurePart } from '../explain-figure.ts';
import type { PlanFacts } from '../figures/plan-facts.ts';
import type { ProgramRows } from '../figures/program-rows.ts';
import { postProgram } from '../post-program.ts';
import { estimateBasis, type EstimateBasis } from './estimate-basis.ts';
import { figureValue } from './figure-value.ts';

/** The plan as it was known at a revision, with what counts on the day of its facts. */
export interface BridgeMoment {
  readonly program: ProgramRows;
  readonly facts: PlanFacts;
}

export interface BridgeQuestion {
  /** Null: from nothing, so that the first step is the original budget. */
  readonly from: BridgeMoment | null;
  readonly to: BridgeMoment;
  /** One of `explainedMeasures`. */
  readonly measure: string;
  readonly part: FigurePart;
}

/** What one row has added to a figure between the two moments, in cents. */
export interface BridgeEntry extends Pick<
  Entry,
  'account' | 'change' | 'table' | 'row' | 'line' | 'project' | 'source'
> {
  /** The day from which it counts; null: always. */
  readonly date: string | null;
  readonly before: number;
  readonly after: number;
  /** After less before. */
  readonly amount: number;
  /** Of an estimate, what it went by at both moments; null: it was not there. */
  readonly basis: { readonly before: EstimateBasis | null; readonly after: EstimateBasis | null } | null;
}

/** Why a figure is another than before. */
export type StepKind =
  /** A budget change. */
  | 'change'
  /** Rows of one account: documents, lines, what sources say. */
  | 'rows'
  /** What is still to come, which is a formula, by what it went by. */
  | 'estimate'
  /** Rows that say the same as before and count elsewhere now, or here: a line, a project or a site was assigned anew. */
  | 'moved';

export interface BridgeStep {
  /** Names the step among those of its bridge. */
  readonly key: string;
  readonly kind: StepKind;
  readonly account: FigureAccount;
  /** Number of the budget change; null: it is none. */
  readonly change: string | null;
  /** Of what is still to come: the cost category; null: it is not told apart. */
  readonly category: string | null;
  readonly date: string | null;
  readonly amount: number;
  /** The largest first. */
  readonly entries: readonly BridgeEntry[];
}

/** How a figure came from what it was to what it is. */
export interface Bridge {
  readonly start: number;
  readonly end: number;
  /** They add up from start to end, with nothing left over. */
  readonly steps: readonly BridgeStep[];
}

/**
 * Takes a figure from one moment of the plan to another, in either direction of time: every cent between them belongs to a step
 * that says why. Throws Error where the steps do not lead from the one total to the other: a broken invariant, never a remainder.
 */
export function bridgeFigure(question: BridgeQuestion): Bridge {
  const { from, to } = question;
  const [before, after] = [from ? entriesOf(from, question) : [], entriesOf(to, question)];
  const entries = differences(before, after, basesOf(question));
  const moved = from === null ? new Set<string>() : movedEntries(entries, from, to);
  const steps = stepsOf(entries, moved, isNarrow(question.part));
  const bridge = { start: sumOf(before), end: sumOf(after), steps };
  assertAddsUp(question, bridge);
  return bridge;
}

function entriesOf({ program, facts }: BridgeMoment, { measure, part }: BridgeQuestion): readonly Entry[] {
  return explainFigure({ program, facts, asOf: facts.asOf, measure, part }).entries;
}

function sumOf(amounts: readonly { readonly amount: number }[]): number {
  return amounts.reduce((sum, { amount }) => sum + amount, 0);
}

function assertAddsUp({ from, to, measure, part }: BridgeQuestion, { start, end, steps }: Bridge): void {
  const left = end - start - sumOf(steps);
  if (left !== 0) throw new Error(`The bridge of ${measure} has ${left} cents left over.`);
  const said = [from ? figureValue(from.facts, measure, part) : start, figureValue(to.facts, measure, part)];
  [start, end].forEach((total, i) => {
    const figure = said[i] ?? total;
    if (figure !== total) throw new Error(`The bridge of ${measure} ends at ${total}, where totals say ${figure}.`);
  });
}

function placeOf({ table, row, line, account }: Pick<Entry, 'table' | 'row' | 'line' | 'account'>): string {
  return `${table}/${row}/${line}/${account}`;
}

/** By what the estimates of a line went at both moments. */
type BasesOf = (entry: Entry) => BridgeEntry['basis'];

function basesOf({ from, to }: BridgeQuestion): BasesOf {
  const moments = [from, to].map((moment) => {
    if (moment === null) return null;
    const basis = estimateBasis(moment.program, moment.facts.asOf);
    return { basis, lines: new Map(moment.program.budgetLines.map(({ row, cells }) => [row, cells])) };
  });
  return ({ account, table, row, project }) => {
    if (account !== 'estimate') return null;
    const [before = null, after = null] = moments.map((moment) => {
      if (moment === null) return null;
      if (table === 'projects') return moment.basis(project ?? '', null);
      const line = moment.lines.get(row);
      return line === undefined ? null : moment.basis(line.project, line.category);
    });
    return { before, after };
  };
}

/** What each row adds more or less than before. Of rows on both sides the later one says what they are. */
function differences(before: readonly Entry[], after: readonly Entry[], basisOf: BasesOf): BridgeEntry[] {
  const found = new Map<string, { was: Entry | null; is: Entry | null }>();
  for (const was of before) found.set(placeOf(was), { was, is: null });
  for (const is of after) {
    const known = found.get(placeOf(is));
    if (known) known.is = is;
    else found.set(placeOf(is), { was: null, is });
  }
  const entries: BridgeEntry[] = [];
  for (const { was, is } of found.values()) {
    const said = is ?? was;
    const [from, to] = [was?.amount ?? 0, is?.amount ?? 0];
    if (said === null || from === to) continue;
    const { account, change, table, row, line, project, source, date } = said;
    const told = { account, change, table, row, line, project, source, date };
    entries.push({ ...told, before: from, after: to, amount: to - from, basis: basisOf(said) });
  }
  return entries;
}

/**
 * The places of entries that are on one side alone although their rows post the same on both: what they belong to has changed. An
 * estimate and a share of a project follow from others, so they have no such place.
 */
function movedEntries(entries: readonly BridgeEntry[], from: BridgeMoment, to: BridgeMoment): ReadonlySet<string> {
  const oneSided = entries.filter(({ before, after }) => before === 0 || after === 0);
  const asked = new Set(oneSided.map(placeOf));
  if (asked.size === 0) return asked;
  const [were, are] = [from, to].map(({ program, facts }) => {
    const cents = new Map<string, number>();
    postProgram(program, facts.asOf, ({ account, cents: posted, ...posting }) => {
      const place = `${posting.table}/${posting.row}/${posting.line}/${account}`;
      if (asked.has(place)) cents.set(place, (cents.get(place) ?? 0) + posted);
    });
    return cents;
  });
  return new Set([...asked].filter((place) => (were?.get(place) ?? 0) !== 0 && were?.get(place) === are?.get(place)));
}

/** A figure of one project or line is told category by category; of more than that there would be thousands of steps. */
function isNarrow({ project, line }: FigurePart): boolean {
  return project !== undefined || line !== undefined;
}

function stepsOf(entries: readonly BridgeEntry[], moved: ReadonlySet<string>, narrow: boolean): BridgeStep[] {
  const groups = new Map<string, { head: Omit<BridgeStep, 'amount' | 'entries' | 'date'>; entries: BridgeEntry[] }>();
  for (const entry of entries) {
    const head = headOf(entry, moved.has(placeOf(entry)), narrow);
    const known = groups.get(head.key);
    if (known) known.entries.push(entry);
    else groups.set(head.key, { head, entries: [entry] });
  }
  const steps = [...groups.values()].map(({ head, entries: own }): BridgeStep => {
    own.sort(compareEntries);
    const date = head.change === null ? null : (own[0]?.date ?? null);
    return { ...head, date, amount: sumOf(own), entries: own };
  });
  return steps.sort(compareSteps);
}

type StepHead = Omit<BridgeStep, 'amount' | 'entries' | 'date'>;

function headOf({ account, change, project, basis }: BridgeEntry, isMoved: boolean, narrow: boolean): StepHead {
  if (isMoved) {
    const key = `moved/${project ?? ''}`;
    return { key, kind: 'moved', account, change: null, category: null };
  }
  if (change !== null) return { key: `change/${account}/${change}`, kind: 'change', account, change, category: null };
  if (account !== 'estimate') return { key: account, kind: 'rows', account, change, category: null };
  const category = narrow ? categoryOf(basis) : null;
  return { key: `estimate/${category ?? ''}`, kind: 'estimate', account, change, category };
}

function categoryOf(basis: BridgeEntry['basis']): string | null {
  const said = [basis?.after, basis?.before].find((each) => each?.kind === 'forecast');
  return said?.kind === 'forecast' ? said.category : null;
}

function compareEntries(a: BridgeEntry, b: BridgeEntry): number {
  return Math.abs(b.amount) - Math.abs(a.amount) || compareText(placeOf(a), placeOf(b));
}

function compareSteps(a: BridgeStep, b: BridgeStep): number {
  return (
    Number(a.kind === 'moved') - Number(b.kind === 'moved') ||
    figureAccounts.indexOf(a.account) - figureAccounts.indexOf(b.account) ||
    compareText(a.date ?? '', b.date ?? '') ||
    compareText(a.key, b.key)
  );
}
