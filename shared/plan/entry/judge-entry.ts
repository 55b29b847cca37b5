import type { Cells } from '../../tables/cell.ts';
import { compareText } from '../../sync/compare-text.ts';
import { getOrMake } from '../../sync/get-or-make.ts';
import { tableNamed } from '../../tables/all-tables.ts';
import { claimantsOf, placeOf, type Claim } from './claimants.ts';
import type { CodeNames } from '../../tables/code-names.ts';
import { invariants } from '../invariants/all-invariants.ts';
import type { Finding, Invariant, InvariantFacts } from '../invariants/invariant.ts';
import { postingDeclarations } from '../postings/posting-declarations.ts';
import { postProgram } from '../postings/post-program.ts';
import { dayIn } from '../time/program-day.ts';
import { settingSpecs, settingsOf, type ProgramSettings } from '../program-settings.ts';
import { touches, type ChangedRow } from '../postings/reposted-rows.ts';
import { momentsOf, nothingPosted, type KnownSums } from './dated-sums.ts';
import type { Breach, Decide, EntryView, FoundRow, JudgePlan } from './entry-view.ts';
import { Look, type Looks, type Place } from './look.ts';
import { movedSums, type MovedSums } from './moved-sums.ts';
import { narrowFacts, restBecoming, restOfSources, type NarrowedBy, type RestOfSources } from './narrow-facts.ts';

/*
 * The rules of the whole plan at the door
 *
 * An invariant has one `find`, which looks at facts and knows nothing of syncs. The Checks page gives it the facts of the whole
 * program. Here it is given those of what a sync touches: as it would leave the plan and, where something is found then, as it
 * meets the plan. What was not found before, or is more than it was, stands against the edits that bring it about. What was
 * amiss already and gets no worse holds back nobody.
 *
 * Which edits an invariant judges, and what it has to see of the plan for each of them, stands beside its `find`
 * (`refuses`, see refused-edits.ts). Rows are looked up by keys and references. What is summed up over more rows than a sync
 * should read comes from the kept sums of lines and sources, as a question of the merge: those of after the sync are the kept
 * ones and the difference between what its rows post after and before. So the cost follows the rows touched, whatever the size
 * of the program, and a sync that touches nothing an invariant looks at asks for nothing.
 *
 * A first push has a hundred thousand new lines. What a source has of all its lines is added up without a look at any of them
 * (`aboutSource`), and a row that is sound by itself whatever else there is, such as a line with the account of its source, is
 * about nothing: neither is kept.
 *
 * Money is judged on every day from today on: today, and each later day from which something counts that has been looked up, or on which
 * a project is closed.
 * So what is approved, awarded or due later is held against the plan from its day, and what frees money frees none before its
 * own. Days only pass: what was sound on every day to come is so tomorrow, and no verdict turns at midnight.
 */

/** Who judges at the door, and when. */
export interface Entry {
  /**
   * The plan is empty. What comes first was decided elsewhere: it is taken as it is, and the Checks page says what is amiss.
   */
  readonly isFirst: boolean;
  /** What an import brings of the ledger is a fact: it is flagged. */
  readonly isImport: boolean;
  /** When the sync comes; null: not known, and then nothing is in the future. */
  readonly now: Date | null;
}

/** What judges the syncs of such an entry. */
export function planJudge(entry: Entry): JudgePlan {
  return (changed, view) => judgeEntry(changed, view, entry);
}

/** Looks everything up that invariants have to see of these changes. */
export function judgeEntry(changed: readonly ChangedRow[], view: EntryView, { isFirst, isImport, now }: Entry): Decide {
  const pastDay = now === null ? LAST_DAY : dayIn(LAST_TIME_ZONE, now);
  let known: MovedSums | undefined;
  // What comes first is judged by hardly anything that asks: nobody works out what a whole plan moves.
  const moved = (): MovedSums => (known ??= movedSums(changed, view, pastDay));
  const sums = sumsBefore(changed, view);
  const was = new Look(view.asItWas, sums, () => new Map(), pastDay);
  const becomes = new Look(view.asItBecomes, sums, () => moved().byLine, pastDay);
  const judged = { changed, moved, looks: { was, becomes } };
  const judging: Invariant[] = [];
  for (const invariant of invariants) {
    if (isFirst && invariant.refusesFirst !== true) continue;
    if (!isError(invariant, changed, becomes)) continue;
    if (looksAt(invariant, judged)) judging.push(invariant);
  }
  if (judging.length === 0) return () => [];
  const before = restOfSources(was, sameLines(was, becomes));
  const after = restBecoming(before, { was, becomes }, () => moved().byLine);
  const taken = takenNames(changed);
  const dated = laterDays({ was, becomes }, after, pastDay);
  // Where the program is decides which day it is there.
  if (dated.length > 0) becomes.row('programSettings', settingSpecs.timeZone.label);
  return () => {
    const today = now === null ? LAST_DAY : dayIn(settingsIn(becomes).timeZone, now);
    const later = dated.filter((day) => day > today);
    const by = { before, after, names: namesIn(view), today };
    const moments = (later.length === 0 ? [null] : [today, ...later]).map((day) => momentOn(day, { was, becomes }, by));
    return judging.flatMap((invariant) => {
      const findings = findWorse(invariant, moments, taken);
      return findings.length === 0 ? [] : breachesOf(invariant, findings, claimsByRow(invariant, judged), isImport);
    });
  };
}

/** The plan as it would be on a day, and as it would have been without the sync. */
interface Moment {
  /** Null: no money that has been looked up is dated after today. */
  readonly day: string | null;
  readonly after: InvariantFacts;
  readonly before: () => InvariantFacts;
}

/** What both facts of a moment are made with, and each of them by itself. */
interface MomentBy extends Omit<NarrowedBy, 'rest'> {
  readonly before: RestOfSources;
  readonly after: RestOfSources;
}

function momentOn(day: string | null, { was, becomes }: Looks, { before: stood, after, ...by }: MomentBy): Moment {
  let before: InvariantFacts | undefined;
  return {
    day,
    after: narrowFacts(becomes, { rest: after, ...by }, day),
    // As most syncs are: nothing is amiss, so nobody has to know what was.
    before: () => (before ??= narrowFacts(was, { rest: stood, ...by }, day)),
  };
}

/** The days after this one from which something counts that has been looked up, and those on which projects are closed. */
function laterDays({ was, becomes }: Looks, rest: RestOfSources, pastDay: string): string[] {
  const days = new Set<string>();
  const add = (sums: KnownSums): void => {
    for (const day of sums.later?.keys() ?? []) days.add(day);
  };
  // Whatever a source has is there, that of its lines included: what cancels out keeps its day.
  for (const sums of rest.values()) add(sums);
  for (const look of [was, becomes]) {
    for (const sums of look.lines.values()) add(sums);
    for (const { cells } of look.plan().projects) {
      const { financialStatus, financiallyClosedOn: closing } = cells;
      if (financialStatus === 'Closed' && closing !== null && closing > pastDay) days.add(closing);
    }
    postProgram(look.plan(), null, ({ date }) => {
      const from = date ?? '';
      if (from > pastDay) days.add(from);
    });
  }
  return [...days].sort(compareText);
}

/** What is worse on some day from today on, in the words of the first such day. */
function findWorse(invariant: Invariant, moments: readonly Moment[], taken: ReadonlySet<string>): Finding[] {
  const found = moments.map(({ day, after, before }) => {
    const findings = invariant.find(after);
    return { day, findings: findings.length === 0 ? [] : worseFindings(invariant.find(before()), findings, taken) };
  });
  const inTheEnd = new Set(found.at(-1)?.findings.map(({ message }) => message));
  return found.flatMap(({ day, findings }, index) =>
    findings.map((finding): Finding => {
      if (index === 0 && inTheEnd.has(finding.message)) return finding;
      const remark = index === 0 ? 'What is dated later counts from its day.' : `That is so on ${String(day)}.`;
      return { ...finding, message: `${finding.message} ${remark}` };
    }),
  );
}

/** On a line that comes in with the sync nothing is posted before; there may be thousands of them. */
function sumsBefore(changed: readonly ChangedRow[], { sums }: EntryView): EntryView['sums'] {
  const added = new Set<unknown>();
  for (const { change, before, after } of changed)
    if (change.table === 'budgetLines' && before === undefined) added.add(after?.['id']);
  return (of, key, day) => (of === 'line' && added.has(key) ? nothingPosted : sums(of, key, day));
}

/** Where a day is over last of all. */
const LAST_TIME_ZONE = 'Etc/GMT+12';
const LAST_DAY = '9999-12-31';

/** True of an invariant that refuses edits in this program. Its settings are looked up where they decide that, for edits it judges. */
function isError(invariant: Invariant, changed: readonly ChangedRow[], look: Look): boolean {
  const { atTheDoor, severity, refuses = [] } = invariant;
  if (typeof severity !== 'function') return (atTheDoor ?? severity) === 'error';
  const isJudged = refuses.some((each) => 'worsens' in each || changed.some((row) => isJudgedBy(each, row)));
  if (!isJudged) return false;
  lookUpSettings(invariant, look);
  return severity(settingsIn(look)) === 'error';
}

function isJudgedBy({ table, columns, matters }: CellsRefused, { change, before, after }: ChangedRow): boolean {
  return change.table === table && touches(change, columns) && matters?.(before, after) !== false;
}

/** True when an invariant judges something of the sync: then all that it has to see of the plan has been looked up. */
function looksAt(invariant: Invariant, judged: Judged): boolean {
  let isJudging = false;
  for (const claim of claimsOf(invariant, judged)) isJudging ||= claim.places.length > 0;
  // What was amiss before was so by the settings of then.
  if (isJudging) for (const look of [judged.looks.was, judged.looks.becomes]) lookUpSettings(invariant, look);
  return isJudging;
}

/** What is judged. */
interface Judged {
  readonly changed: readonly ChangedRow[];
  readonly moved: () => MovedSums;
  readonly looks: Looks;
}

/** One by one, and again when something has been found, which is seldom: a first push has a hundred thousand for each invariant. */
function* claimsOf({ refuses = [] }: Invariant, { changed, moved, looks }: Judged): Generator<Claim> {
  for (const refused of refuses)
    yield* 'worsens' in refused ? movesClaimed(refused, moved(), looks) : cellsClaimed(refused, changed, looks);
}

/** What a row is claimed for by all that an invariant refuses. */
function claimsByRow(invariant: Invariant, judged: Judged): Claim[] {
  const claims = new Map<ChangedRow, Claim>();
  for (const claim of claimsOf(invariant, judged)) {
    const known = claims.get(claim.row);
    claims.set(claim.row, known === undefined ? claim : bothClaims(known, claim));
  }
  return [...claims.values()];
}

function bothClaims(one: Claim, other: Claim): Claim {
  return {
    row: one.row,
    columns: [...new Set([...one.columns, ...other.columns])],
    places: [...new Set([...one.places, ...other.places])],
  };
}

type Refused = NonNullable<Invariant['refuses']>[number];
type CellsRefused = Exclude<Refused, { worsens: unknown }>;
type MovesRefused = Extract<Refused, { worsens: unknown }>;

function* cellsClaimed(
  refused: CellsRefused,
  changed: readonly ChangedRow[],
  { was, becomes }: Looks,
): Generator<Claim> {
  const { table, columns, about } = refused;
  for (const row of changed) {
    if (!isJudgedBy(refused, row)) continue;
    const [before, after] = [foundIn(row, row.before), foundIn(row, row.after)];
    const places: Place[] = [];
    // What a new row is about may have been amiss before it came, and what an old one was about may be after it has gone.
    for (const look of [was, becomes])
      for (const found of [before, after]) if (found !== undefined) addPlaces(places, about(found, look));
    if (places.length === 0) continue;
    if (before !== undefined) was.add(table, before);
    if (after !== undefined) becomes.add(table, after);
    yield { row, columns, places };
  }
}

function foundIn({ change: { row } }: ChangedRow, cells: Cells | undefined): FoundRow | undefined {
  return cells && { row, cells };
}

/** Each once; there are few. */
function addPlaces(places: Place[], more: readonly (Place | null)[]): void {
  for (const place of more) if (place !== null && !places.includes(place)) places.push(place);
}

function* movesClaimed(refused: MovesRefused, { byChange }: MovedSums, { was, becomes }: Looks): Generator<Claim> {
  const { worsens } = refused;
  const columnsOf = new Map<string, readonly string[]>();
  for (const [row, byLine] of byChange) {
    const places: Place[] = [];
    const isLine = row.change.table === 'budgetLines';
    for (const [line, sums] of byLine) {
      if (!(sums.later === null ? worsens(sums.all) : momentsOf(sums).some(worsens))) continue;
      addPlaces(places, placesOfLine(refused, line, was, isLine ? row.before : undefined));
      addPlaces(places, placesOfLine(refused, line, becomes, isLine ? row.after : undefined));
    }
    const { table } = row.change;
    if (places.length > 0) yield { row, columns: getOrMake(columnsOf, table, () => postingColumns(table)), places };
  }
}

/** @param cells of the line itself, where it is what moves it */
function placesOfLine(
  refused: MovesRefused,
  line: string,
  look: Look,
  cells: Cells | undefined,
): readonly (Place | null)[] {
  if ('aboutSource' in refused) {
    const source = look.sourceOfLine(line, cells);
    return source === undefined ? noPlace : refused.aboutSource(source);
  }
  const found = look.line(line);
  return found === undefined ? noPlace : refused.about(found, look);
}

const noPlace: readonly Place[] = [];

/** Columns of a table from which postings follow, of its own rows and of those that name them. */
function postingColumns(table: string): string[] {
  const columns = postingDeclarations.flatMap(({ table: own, reads, names }) => [
    ...(own === table ? reads : []),
    ...(names?.table === table ? names.reads : []),
  ]);
  return [...new Set(columns)];
}

function lookUpSettings({ settings }: Invariant, look: Look): void {
  for (const name of settings) look.row('programSettings', settingSpecs[name].label);
}

function settingsIn(look: Look): ProgramSettings {
  const rows = look.found('programSettings').map(({ cells }) => cells);
  return settingsOf(rows.map(({ key, value }) => ({ key: String(key), value: String(value) })));
}

/** Looks each line and source up in both moments that was looked up in one. @returns the sources that the lines had */
function sameLines(was: Look, becomes: Look): Map<string, string> {
  const sources = new Map<string, string>();
  for (const code of new Set([...was.sources.keys(), ...becomes.sources.keys()]))
    for (const look of [was, becomes]) look.source(code);
  for (const [look, other] of [
    [was, becomes],
    [becomes, was],
  ] as const)
    for (const id of look.lines.keys()) if (!other.lines.has(id)) other.line(id);
  for (const { cells } of was.found('budgetLines')) {
    const { id, source } = cells;
    if (typeof id === 'string' && typeof source === 'string' && was.lines.has(id)) sources.set(id, source);
  }
  return sources;
}

/** Names are looked up for the sentences of what is found, so that what is sound asks for none. */
function namesIn({ asItBecomes }: EntryView): CodeNames {
  return {
    of: (table, code) => {
      const { key, rowName = '' } = tableNamed(table);
      const name = asItBecomes(table, key, [code])[0]?.cells[rowName];
      return typeof name === 'string' ? name : undefined;
    },
  };
}

interface Sum {
  cents: number;
  count: number;
}

const noSum: Readonly<Sum> = { cents: 0, count: 0 };

/** What is found of subjects of which more is wrong than before: by amount, or where it is no amount, by number. */
function worseFindings(before: readonly Finding[], after: readonly Finding[], taken: ReadonlySet<string>): Finding[] {
  const nameBefore = namesBefore(before, taken);
  const was = sumsBySubject(before, ({ subject }) => subject);
  const becomes = sumsBySubject(after, nameBefore);
  return after.filter((finding) => {
    const subject = nameBefore(finding);
    const [old, now] = [was.get(subject) ?? noSum, becomes.get(subject) ?? noSum];
    return now.cents > 0 ? now.cents > old.cents : now.count > old.count;
  });
}

/** Names that a row takes over from another one that gets a new name: what was amiss under them is not theirs. */
function takenNames(changed: readonly ChangedRow[]): ReadonlySet<string> {
  const [left, taken] = [new Set<string>(), new Set<string>()];
  for (const { change, before, after } of changed) {
    if (after === undefined) continue;
    for (const column of tableNamed(change.table).key) {
      const [was, is] = [before?.[column], after[column]];
      if (was === is) continue;
      if (typeof was === 'string') left.add(was);
      if (typeof is === 'string') taken.add(is);
    }
  }
  return new Set([...taken].filter((name) => left.has(name)));
}

/**
 * The subject of a finding as it was called before: what is renamed is amiss as it was. By the rows to blame, and by what it
 * is called where no row has taken that name from another.
 */
function namesBefore(before: readonly Finding[], taken: ReadonlySet<string>): (finding: Finding) => string {
  const subjects = new Set(before.map(({ subject }) => subject));
  const byPlace = new Map(
    before.flatMap(({ subject, cells }) => cells.map((cell) => [placeOf(cell), subject] as const)),
  );
  return ({ subject, cells }) => {
    const isTaken = [...taken].some((name) => subject.includes(name));
    if (subjects.has(subject) && !isTaken) return subject;
    const known = cells.flatMap((cell) => byPlace.get(placeOf(cell)) ?? [])[0];
    // A line break stands in no name, so nothing that was found before is called so.
    return known ?? (isTaken ? `${subject}\n` : subject);
  };
}

function sumsBySubject(findings: readonly Finding[], subjectOf: (finding: Finding) => string): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const finding of findings) {
    const sum = getOrMake(sums, subjectOf(finding), (): Sum => ({ ...noSum }));
    sum.cents += Math.abs(finding.difference);
    sum.count++;
  }
  return sums;
}

function breachesOf(
  invariant: Invariant,
  findings: readonly Finding[],
  claims: readonly Claim[],
  isImport: boolean,
): Breach[] {
  const breaches = new Map<ChangedRow, Breach>();
  const claimants = claimantsOf(claims);
  for (const finding of findings) {
    for (const { row, columns } of claimants(finding)) {
      const isFlag = isImport && row.change.table === 'expenditures';
      const message = `${finding.message} ${invariant.mend}`;
      if (!breaches.has(row)) breaches.set(row, { rule: invariant.id, message, row, columns, isFlag });
    }
  }
  return [...breaches.values()];
}
