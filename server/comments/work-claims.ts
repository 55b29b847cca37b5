import type { Kysely } from 'kysely';
import type { ClaimedPlace, WorkClaimsReply, WorkClaimsRequest } from '../../shared/protocol/work-claims.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { keyText } from '../../shared/tables/table.ts';
import { invalidRequest } from '../errors.ts';
import { readMatchingRows } from '../storage/matching-rows.ts';
import type { Database, WorkClaimRow } from '../storage/schema.ts';
import { rowsById } from './subject-rows.ts';

type Claim = WorkClaimsReply['claims'][number];
type PlaceKind = ClaimedPlace['kind'];

/** Claims by Row ID follow a row to its new key. */
const tableOf: { readonly [K in PlaceKind]: 'sites' | 'projects' | null } = {
  site: 'sites',
  project: 'projects',
  region: null,
};

/** Who works on what on a day, by name. One that has ended, or whose owner is out, is none any more. */
export async function readClaims(
  db: Kysely<Database>,
  program: string,
  today: string,
  account: string,
): Promise<Claim[]> {
  const rows = await db
    .selectFrom('work_claims as w')
    .innerJoin('accounts as a', 'a.id', 'w.person')
    .innerJoin('memberships as m', (join) =>
      join.onRef('m.program', '=', 'w.program').onRef('m.account', '=', 'w.person'),
    )
    .where('w.program', '=', program)
    .where('w.until', '>=', today)
    .where('a.disabled', '=', 0)
    .select(['w.person', 'a.name', 'w.kind', 'w.place', 'w.until'])
    .orderBy('a.name')
    .orderBy('w.person')
    .orderBy('w.place')
    .execute();
  const codes = await codesOf(db, program, rows);
  const claims = new Map<string, Claim & { places: ClaimedPlace[] }>();
  for (const { person, name, kind, place, until } of rows) {
    const code = codes(kind, place);
    const claim = getOrMake(claims, person, () => ({
      person: { id: person, name },
      isYou: person === account,
      until,
      places: [],
    }));
    // A place that has been deleted is nobody's.
    if (code !== undefined) claim.places.push({ kind, code });
  }
  return [...claims.values()].filter(({ places }) => places.length > 0);
}

async function codesOf(db: Kysely<Database>, program: string, rows: readonly Pick<WorkClaimRow, 'kind' | 'place'>[]) {
  const places = rows.flatMap(({ kind, place }) => {
    const table = tableOf[kind];
    return table === null ? [] : [{ table, row: place }];
  });
  const found = await rowsById(db, program, places);
  return (kind: PlaceKind, place: string): string | undefined => {
    const table = tableOf[kind];
    if (table === null) return place;
    const code = found.get(`${table}/${place}`)?.cells[table === 'sites' ? 'code' : 'number'];
    return typeof code === 'string' ? code : undefined;
  };
}

/** Keeps what somebody works on, in place of what they said before. Throws invalid_request for a place that is none. */
export async function writeClaims(
  db: Kysely<Database>,
  { program, account, at }: { readonly program: string; readonly account: string; readonly at: string },
  { places, until }: WorkClaimsRequest,
): Promise<void> {
  const kept = new Map<string, WorkClaimRow>();
  for (const kind of ['site', 'project', 'region'] as const) {
    const codes = places.filter((each) => each.kind === kind).map(({ code }) => code);
    for (const place of await placesNamed(db, program, kind, codes))
      kept.set(`${kind} ${place}`, { program, person: account, kind, place, until, at });
  }
  await db.deleteFrom('work_claims').where('program', '=', program).where('person', '=', account).execute();
  if (kept.size > 0)
    await db
      .insertInto('work_claims')
      .values([...kept.values()])
      .execute();
}

async function placesNamed(
  db: Kysely<Database>,
  program: string,
  kind: PlaceKind,
  codes: readonly string[],
): Promise<readonly string[]> {
  const name = tableOf[kind];
  if (codes.length === 0) return [];
  if (name === null) return regionsNamed(db, program, codes);
  const table = tableNamed(name);
  const rows = await readMatchingRows(db, program, {
    table,
    columns: table.key,
    texts: codes.map((code) => keyText([code])),
  });
  const known = new Set(rows.map(({ cells }) => cells[table.key[0] ?? '']));
  const unknown = codes.find((code) => !known.has(code));
  if (unknown !== undefined) throw invalidRequest('places', `There is no ${kind} ${unknown}.`);
  return rows.map(({ row }) => row);
}

async function regionsNamed(
  db: Kysely<Database>,
  program: string,
  codes: readonly string[],
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('sites')
    .select('region')
    .distinct()
    .where('program', '=', program)
    .where('region', 'in', [...codes])
    .execute();
  const known = new Set(rows.map(({ region }) => region));
  const unknown = codes.find((code) => !known.has(code));
  if (unknown !== undefined) throw invalidRequest('places', `There is no region ${unknown}.`);
  return codes;
}
