import { compareText } from '../../sync/compare-text.ts';
import { getOrMake } from '../../sync/get-or-make.ts';
import type { RowId } from '../../tables/cell.ts';
import { figureAccounts, type FigureAccount } from '../postings/accounts.ts';
import { figureEntries, type Entry, type FigurePart } from '../figures/explain-figure.ts';
import type { PlanFacts } from '../figures/plan-facts.ts';
import type { ProgramRows } from '../figures/program-rows.ts';
import { postProgram, type Poster } from '../postings/post-program.ts';
import type { Posting } from '../postings/posting.ts';
import { estimateBasis, type EstimateBasis } from './estimate-basis.ts';
import { figureValue } from './figure-value.ts';

/** The plan as it was known at a revision, with what counts on the day of its facts. */
export interface BridgeMoment {
  readonly program: ProgramRows;
  readonly facts: PlanFacts;
  /** Tells its postings; absent: they are worked out. */
  readonly post?: Poster | undefined;
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

function entriesOf({ facts, ...moment }: BridgeMoment, { measure, part }: BridgeQuestion): readonly Entry[] {
  return figureEntries({ ...moment, facts, asOf: facts.asOf, measure, part });
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
  const read = () =>
    [from, to].map((moment) => {
      if (moment === null) return null;
      const basis = estimateBasis(moment.program, moment.facts.asOf);
      return { basis, lines: new Map(moment.program.budgetLines.map(({ row, cells }) => [row, cells])) };
    });
  let moments: ReturnType<typeof read> | undefined;
  return ({ account, table, row, project }) => {
    if (account !== 'estimate') return null;
    moments ??= read();
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
  const byRow = new Map<RowId, Entry[]>();
  for (const was of before) {
    const own = byRow.get(was.row);
    if (own) own.push(was);
    else byRow.set(was.row, [was]);
  }
  const entries: BridgeEntry[] = [];
  const tell = (said: Entry, from: number, to: number): void => {
    if (from === to) return;
    const { account, change, table, row, line, project, source, date } = said;
    const basis = basisOf(said);
    entries.push({
      account,
      change,
      table,
      row,
      line,
      project,
      source,
      date,
      before: from,
      after: to,
      amount: to - from,
      basis,
    });
  };
  for (const is of after) {
    const own = byRow.get(is.row) ?? [];
    const place = own.findIndex((was) => isSamePlace(was, is));
    const [was] = place < 0 ? [] : own.splice(place, 1);
    tell(is, was?.amount ?? 0, is.amount);
  }
  for (const own of byRow.values()) for (const was of own) tell(was, was.amount, 0);
  return entries;
}

/** Of entries of the same row. */
function isSamePlace(one: Entry, other: Entry): boolean {
  return one.line === other.line && one.account === other.account;
}

/**
 * The places of entries that are on one side alone although their rows post the same on both: what they belong to has changed. An
 * estimate and a share of a project follow from others, so they have no such place.
 */
function movedEntries(entries: readonly BridgeEntry[], from: BridgeMoment, to: BridgeMoment): ReadonlySet<string> {
  const oneSided = entries.filter(({ before, after }) => before === 0 || after === 0);
  if (oneSided.length === 0) return new Set();
  const rows = new Set(oneSided.map(({ row }) => row));
  const accounts = new Set(oneSided.map(({ account }) => account));
  const were = centsOf(from, accounts, rows);
  // As a rule hardly anything of it was there at the moment with less.
  const are = centsOf(to, accounts, new Set([...were.values()].map(({ row }) => row)));
  const places = oneSided.map(placeOf);
  return new Set(places.filter((place) => were.has(place) && were.get(place)?.cents === are.get(place)?.cents));
}

/** Cents that some rows post at a moment in these accounts, by their places; those that come to nothing are left out. */
function centsOf(
  { program, facts, post = (...asked) => postProgram(program, ...asked) }: BridgeMoment,
  accounts: ReadonlySet<string>,
  rows: ReadonlySet<RowId>,
): ReadonlyMap<string, { readonly row: RowId; readonly cents: number }> {
  const found = new Map<string, { readonly row: RowId; cents: number }>();
  if (rows.size === 0) return found;
  const tell = ({ account, cents, row, table, line }: Posting): void => {
    if (!rows.has(row)) return;
    getOrMake(found, `${table}/${row}/${line}/${account}`, () => ({ row, cents: 0 })).cents += cents;
  };
  post(facts.asOf, tell, (account) => accounts.has(account));
  for (const [place, { cents }] of found) if (cents === 0) found.delete(place);
  return found;
}

/** A figure of one project or line is told category by category; of more than that there would be thousands of steps. */
function isNarrow({ project, line }: FigurePart): boolean {
  return project !== undefined || line !== undefined;
}

function stepsOf(entries: readonly BridgeEntry[], moved: ReadonlySet<string>, narrow: boolean): BridgeStep[] {
  const groups = new Map<string, { head: Omit<BridgeStep, 'amount' | 'entries' | 'date'>; entries: BridgeEntry[] }>();
  for (const entry of entries) {
    const head = headOf(entry, moved.size > 0 && moved.has(placeOf(entry)), narrow);
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
