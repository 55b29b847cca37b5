import type { CodeNames } from '../../tables/code-names.ts';
import { noAmounts, type Amounts } from '../figures/amounts.ts';
import type { LineFacts } from '../figures/line-facts.ts';
import { planFacts, sumOf, type PlanFacts, type ProjectFacts } from '../figures/plan-facts.ts';
import type { InvariantFacts } from '../invariants/invariant.ts';
import type { PlanRows } from '../invariants/plan-rows.ts';
import { settingsOf } from '../program-settings.ts';
import { addDatedSums, noDatedSums, sumsOnDay, type DatedSums, type KnownSums } from './dated-sums.ts';
import type { Look, Looks } from './look.ts';
import type { SumsByLine } from './moved-sums.ts';

/** Names nothing that is looked up: of lines that are there only as a sum. */
const THE_REST = '';

/** By source, what is posted on its lines that nobody looked at. */
export type RestOfSources = ReadonlyMap<string, KnownSums>;

/** What the facts of a look are made with, besides what has been looked up. */
export interface NarrowedBy {
  readonly rest: RestOfSources;
  readonly names: CodeNames;
  readonly today: string;
}

/**
 * What invariants look at, narrowed to what has been looked up: these rows, and of lines and sources the kept sums. The lines of
 * a source that nobody looked at are there as one nameless line, so that what a source has of all its lines is whole.
 * @param day after which no money counts; null: everything counts
 */
export function narrowFacts(look: Look, { rest, names, today }: NarrowedBy, day: string | null): InvariantFacts {
  const rows = look.plan();
  let plan: PlanFacts | undefined;
  return {
    rows,
    // Most invariants look at rows alone, and sums of sums cost the most.
    get plan() {
      return (plan ??= narrowPlan(rows, look, rest, day));
    },
    names,
    settings: settingsOf(rows.programSettings.map(({ cells }) => cells)),
    today,
  };
}

function narrowPlan(rows: PlanRows, look: Look, rest: RestOfSources, day: string | null): PlanFacts {
  const facts = planFacts(rows, day);
  // Facts and their amounts have just been made, and are nobody else's.
  const putSums = ({ id, amounts }: LineFacts): void => {
    const sums = look.lines.get(id);
    Object.assign(amounts, sums === undefined ? noAmounts() : amountsOf(sumsOnDay(sums, day)));
  };
  const projects = new Map<string, ProjectFacts>();
  for (const [number, project] of facts.projects) {
    const lines = project.lines.filter(({ row }) => row !== null);
    lines.forEach(putSums);
    projects.set(number, { ...project, lines, amounts: sumOf(lines) });
  }
  const others = [...rest].map(([source, sums]) => restOf(source, sumsOnDay(sums, day)));
  projects.set(THE_REST, {
    number: THE_REST,
    cells: undefined,
    lines: others,
    amounts: sumOf(others),
    shares: undefined,
  });
  return { ...facts, projects };
}

/** What is still to come is a formula over a whole project, and nothing that is asked here is about it. */
function amountsOf(sums: Readonly<Amounts>): Readonly<Amounts> {
  return sums.etc === 0 ? sums : { ...sums, etc: 0 };
}

function restOf(source: string, sums: Readonly<Amounts>): LineFacts {
  const nothingSaid = {
    fiscalYear: null,
    category: null,
    location: null,
    system: null,
    sourceType: null,
    series: null,
  };
  const line: LineFacts = {
    ...nothingSaid,
    row: null,
    id: THE_REST,
    project: THE_REST,
    source,
    object: null,
    frn: null,
    erateCategory: null,
    requests: [],
    amounts: amountsOf(sums),
  };
  return line;
}

/** Of each source that was looked up, what is posted on the lines that were not. */
export function restOfSources(was: Look, lineSources: ReadonlyMap<string, string>): RestOfSources {
  const rest = new Map<string, DatedSums>();
  for (const [code, sums] of was.sources) {
    const ofSource = noDatedSums();
    addDatedSums(ofSource, sums);
    rest.set(code, ofSource);
  }
  for (const [line, source] of lineSources) {
    const sums = rest.get(source);
    if (sums) addDatedSums(sums, was.keptOn(line), -1);
  }
  return rest;
}

/** The same as a sync leaves it: with what it moves on lines that nobody looked at. */
export function restBecoming(rest: RestOfSources, { was, becomes }: Looks, moved: () => SumsByLine): RestOfSources {
  const sourceOfLines = new Map([...was.sourceOfLines, ...becomes.sourceOfLines]);
  if (sourceOfLines.size === 0) return rest;
  const left = new Map<string, DatedSums>();
  for (const [code, sums] of rest) {
    const ofSource = noDatedSums();
    addDatedSums(ofSource, sums);
    left.set(code, ofSource);
  }
  for (const [line, code] of sourceOfLines) {
    const [ofSource, more] = [left.get(code), moved().get(line)];
    if (ofSource && more && !becomes.lines.has(line)) addDatedSums(ofSource, more);
  }
  return left;
}
