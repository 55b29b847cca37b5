import type { Kysely } from 'kysely';
import type { DueBaseline } from '../../shared/plan/baselines/due-baselines.ts';
import { baselineKinds, type BaselineKind } from '../../shared/plan/baselines/baseline.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import type { Database } from '../storage/schema.ts';

/** A named revision of a program, with the day that its figures are of. */
export interface Baseline {
  readonly number: number;
  readonly kind: BaselineKind;
  /** What it is called now. */
  readonly name: string;
  readonly revision: Revision;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  readonly reportNumber: string | null;
  readonly period: string | null;
  readonly reason: string;
  /** ISO moment. */
  readonly at: string;
  readonly by: string;
  /** What it was called before, the oldest first. */
  readonly earlierNames: readonly BaselineName[];
}

export interface BaselineName {
  readonly name: string;
  /** When it was given, ISO 8601, and by whom. */
  readonly at: string;
  readonly by: string;
}

/** Who does something, and when (ISO 8601). */
export interface Act {
  readonly person: { readonly id: string; readonly name: string };
  readonly at: string;
}

/** A baseline in the making. */
export interface NewBaseline extends Omit<DueBaseline, 'kind'>, Act {
  readonly kind: BaselineKind;
  readonly revision: Revision;
  /** Of the revision: what is named cannot be written anew behind its name. */
  readonly hash: string;
  readonly reason: string;
}

/** The baselines of a program in the order in which they were made, as far as they are known. */
export async function readBaselines(db: Kysely<Database>, program: string): Promise<Baseline[]> {
  const rows = await db.selectFrom('baselines').selectAll().where('program', '=', program).orderBy('number').execute();
  const renamed = await db
    .selectFrom('baseline_names')
    .selectAll()
    .where('program', '=', program)
    .orderBy('number')
    .orderBy('ordinal')
    .execute();
  return rows.map((row) => {
    const given = { name: row.name, at: row.at, by: row.by_name };
    const later = renamed.filter(({ number }) => number === row.number);
    const names = [given, ...later.map(({ name, at, by_name: by }) => ({ name, at, by }))];
    const { number, revision, as_of: asOf, report_number: reportNumber, period, reason, at, by_name: by } = row;
    const name = names.at(-1)?.name ?? row.name;
    const earlierNames = names.slice(0, -1);
    return { number, kind: kindOf(row.kind), name, revision, asOf, reportNumber, period, reason, at, by, earlierNames };
  });
}

function kindOf(text: string): BaselineKind {
  const kind = baselineKinds.find((each) => each === text);
  if (kind === undefined) throw new TypeError(`${text} is no kind of baseline.`);
  return kind;
}

/** Adds baselines after those that are there; one of a name that is taken is told apart by a number. */
export async function addBaselines(db: Kysely<Database>, program: string, made: readonly NewBaseline[]): Promise<void> {
  const known = await readBaselines(db, program);
  const taken = new Set(known.flatMap(({ name, earlierNames }) => [name, ...earlierNames.map((each) => each.name)]));
  let next = (known.at(-1)?.number ?? -1) + 1;
  for (const { person, asOf, reportNumber, ...baseline } of made) {
    const name = freeName(baseline.name, taken);
    taken.add(name);
    const who = { person: person.id, by_name: person.name };
    const row = { ...baseline, ...who, program, number: next++, name, as_of: asOf, report_number: reportNumber };
    await db.insertInto('baselines').values(row).execute();
  }
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(`${name} (${count})`)) count++;
  return `${name} (${count})`;
}

/** Gives a baseline another name. What it was called before stays on record. */
export async function renameBaseline(
  db: Kysely<Database>,
  program: string,
  { number, earlierNames }: Baseline,
  { name, person, at }: Act & { readonly name: string },
): Promise<void> {
  const ordinal = earlierNames.length + 1;
  const row = { program, number, ordinal, name, at, person: person.id, by_name: person.name };
  await db.insertInto('baseline_names').values(row).execute();
}
