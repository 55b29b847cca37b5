import type { Kysely } from 'kysely';
import type { Askable } from '../../shared/protocol/comments.ts';
import type { NamedPerson } from '../../shared/questions/conversation.ts';
import { MOST_NAMED } from '../../shared/questions/limits.ts';
import type { Subject } from '../../shared/questions/subject.ts';
import { isClaimed, type PlacesOfRow } from '../../shared/questions/work-claims.ts';
import { hasDuty, mayWrite } from '../../shared/access/duties.ts';
import type { Role } from '../../shared/access/membership.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { readMatchingRows } from '../storage/matching-rows.ts';
import { readRowHistory } from '../storage/row-history.ts';
import type { Database } from '../storage/schema.ts';
import { keyText } from '../../shared/tables/table.ts';
import { placesOfRow } from './places-of-row.ts';
import { lastOf, subjectToFind } from './subject-rows.ts';
import { readClaims } from './work-claims.ts';

interface MemberToAsk extends NamedPerson {
  readonly role: Role;
  readonly email: string;
}

interface Asking {
  readonly program: string;
  /** Account of who asks. */
  readonly account: string;
  readonly today: string;
}

/** Everybody who can sign in and reads the program, by name, without who asks. */
async function membersToAsk(db: Kysely<Database>, { program, account }: Asking): Promise<MemberToAsk[]> {
  return db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account')
    .select(['accounts.id', 'accounts.name', 'accounts.email', 'memberships.role'])
    .where('memberships.program', '=', program)
    .where('accounts.disabled', '=', 0)
    .where('accounts.id', '!=', account)
    .orderBy('accounts.name')
    .orderBy('accounts.email')
    .execute();
}

/** Who can be asked about a subject: who works on it, who has changed it last, who manages it, finance, then the others. */
export async function peopleToAsk(db: Kysely<Database>, asking: Asking, about: Subject): Promise<Askable[]> {
  const members = await membersToAsk(db, asking);
  const reasons = new Map<string, string>();
  const give = (id: string, why: string): void => void (reasons.has(id) || reasons.set(id, why));
  const { places, row } = await placesAbout(db, asking.program, about);
  const working = new Map((await claimants(db, asking, places)).map(({ id, until }) => [id, until]));
  for (const [id, until] of working) give(id, `works on this until ${until}`);
  if (row !== null) for (const { id, on } of await changers(db, asking.program, row)) give(id, `changed this on ${on}`);
  for (const { id, project } of await managers(db, asking.program, places, members)) give(id, `manages ${project}`);
  for (const member of members)
    if (hasDuty(member, 'closeMonths') && member.role !== 'admin') give(member.id, 'finance');
  const order = new Map([...reasons.keys()].map((id, index) => [id, index]));
  return members
    .map(({ id, name }) => ({ id, name, until: working.get(id) ?? null, why: reasons.get(id) ?? null }))
    .toSorted((a, b) => (order.get(a.id) ?? order.size) - (order.get(b.id) ?? order.size));
}

/**
 * Whom a question to nobody in particular goes to: who works on what it is about, else finance, else administrators. Somebody
 * who only reads works on nothing that others would ask about: by saying so of every region they would get all questions.
 */
export async function usuallyAsked(db: Kysely<Database>, asking: Asking, about: Subject): Promise<NamedPerson[]> {
  const members = await membersToAsk(db, asking);
  const { places } = await placesAbout(db, asking.program, about);
  const working = new Set((await claimants(db, asking, places)).map(({ id }) => id));
  const choices = [
    members.filter((member) => working.has(member.id) && mayWrite({ role: member.role })),
    members.filter(({ role }) => role === 'finance'),
    members.filter(({ role }) => role === 'admin'),
  ];
  const chosen = choices.find((each) => each.length > 0) ?? [];
  return chosen.slice(0, MOST_NAMED).map(({ id, name }) => ({ id, name }));
}

/** The members with these account ids; undefined where one is none. */
export async function membersNamed(
  db: Kysely<Database>,
  asking: Asking,
  ids: readonly string[],
): Promise<NamedPerson[] | undefined> {
  if (ids.length === 0) return [];
  const members = new Map((await membersToAsk(db, asking)).map((member) => [member.id, member]));
  const found = [...new Set(ids)].filter((id) => id !== asking.account).map((id) => members.get(id));
  return found.every((each) => each !== undefined) ? found.map(({ id, name }) => ({ id, name })) : undefined;
}

interface AboutRow {
  readonly table: string;
  readonly row: string;
  readonly column: string | null;
}

const noPlaces: PlacesOfRow = { sites: [], projects: [], regions: [] };

async function placesAbout(
  db: Kysely<Database>,
  program: string,
  about: Subject,
): Promise<{ readonly places: PlacesOfRow; readonly row: AboutRow | null }> {
  if (about.kind === 'figure') return { places: placesOfPart(about.part), row: null };
  const found = await subjectToFind(db, program, about);
  const { table_name: table, row_id: row, column_name: column = null } = found ?? {};
  if (table === undefined || row === undefined) return { places: noPlaces, row: null };
  const last = await lastOf(db, program, table, row);
  const cells: Cells = last?.cells ?? {};
  return { places: await placesOfRow(db, program, table, cells), row: { table, row, column } };
}

function placesOfPart({ site, project, region }: Readonly<Record<string, string>>): PlacesOfRow {
  const listed = (code: string | undefined): string[] => (code === undefined ? [] : [code]);
  return { sites: listed(site), projects: listed(project), regions: listed(region) };
}

async function claimants(db: Kysely<Database>, { program, account, today }: Asking, places: PlacesOfRow) {
  const claims = await readClaims(db, program, today, account);
  return claims
    .filter((claim) => !claim.isYou && isClaimed(claim, places))
    .map(({ person, until }) => ({ id: person.id, until }));
}

/** Who has changed a row, or the cell that is meant, the newest first. */
async function changers(db: Kysely<Database>, program: string, { table, row, column }: AboutRow) {
  const history = await readRowHistory(db, { program, table, rows: [{ row, after: 0 }] });
  return history
    .filter(({ after, kind }) => column === null || kind === 'delete' || column in after)
    .toReversed()
    .slice(0, 1)
    .map(({ person = '', at }) => ({ id: person, on: at.slice(0, 'YYYY-MM-DD'.length) }));
}

/** The members whose address is that of a manager of one of the projects. */
async function managers(
  db: Kysely<Database>,
  program: string,
  { projects }: PlacesOfRow,
  members: readonly MemberToAsk[],
): Promise<{ readonly id: string; readonly project: string }[]> {
  const ofKeys = (name: 'projects' | 'people', keys: readonly string[]) => {
    const table = tableNamed(name);
    return readMatchingRows(db, program, { table, columns: table.key, texts: keys.map((key) => keyText([key])) });
  };
  const managed = (await ofKeys('projects', projects)).flatMap(({ cells: { number, manager } }) =>
    typeof manager === 'string' ? [{ project: String(number), manager }] : [],
  );
  const carriers = await ofKeys('people', [...new Set(managed.map(({ manager }) => manager))]);
  return managed.flatMap(({ project, manager }) => {
    const email = carriers.find(({ cells }) => cells['id'] === manager)?.cells['email'];
    const member = members.find((each) => each.email === String(email ?? '').toLowerCase());
    return member === undefined ? [] : [{ id: member.id, project }];
  });
}
