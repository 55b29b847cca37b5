import type { Kysely } from 'kysely';
import type { RollUpDistrict, RollUpReply } from '../../shared/protocol/roll-ups.ts';
import type { MeasureValues } from '../../shared/plan/figures/totals.ts';
import { districtState } from '../../shared/roll-up/district-state.ts';
import { figuresOf, rollUpMeasures } from '../../shared/roll-up/published-amounts.ts';
import { publishedCuts, WHOLE, type PublishedCut } from '../../shared/roll-up/published-cuts.ts';
import { addedUp, type PublishedGroup } from '../../shared/roll-up/published-totals.ts';
import { sumPublished } from '../../shared/roll-up/sum-published.ts';
import { notFound } from '../errors.ts';
import type { Database, RollUpDistrictRow, RollUpRow, RollUpShareRow } from '../storage/schema.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { momentIn } from './published-moment.ts';
import { groupsIn, publishedDigest, readPublishedBy, readPublishedCut } from './published-totals.ts';
import { readDistricts } from './roll-up-districts.ts';
import { readRollUp } from './roll-ups.ts';

interface AskedRollUp {
  readonly rollUp: string;
  /** null: the programs as a whole. */
  readonly by: PublishedCut | null;
  /** The groups of each district too: of a state that is a large answer. */
  readonly withGroups?: boolean;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** What there is to tell of a roll-up, whoever asks. */
export type RollUpPage = Omit<RollUpReply, 'role'>;

interface Place {
  readonly district: RollUpDistrictRow;
  /** Of the program that has joined for it; undefined: none has. */
  readonly share: RollUpShareRow | undefined;
  readonly groups: readonly PublishedGroup[];
}

/** A roll-up as its members see it. To be called within `inRollUp`: nothing but what was published to it is reached. */
export async function readRollUpPage(db: Kysely<Database>, asked: AskedRollUp): Promise<RollUpPage> {
  return inSnapshot(db, (snapshot) => pageIn(snapshot, asked));
}

/** The same as a whole and by every cut, of one moment; the groups of each district by the cut that is asked for. */
export async function readRollUpPages(
  db: Kysely<Database>,
  { by: chosen, ...asked }: AskedRollUp,
): Promise<RollUpPage[]> {
  return inSnapshot(db, async (snapshot) => {
    const pages: RollUpPage[] = [];
    for (const by of [null, ...publishedCuts])
      pages.push(await pageIn(snapshot, { ...asked, by, withGroups: by !== null && by === chosen }));
    return pages;
  });
}

async function pageIn(
  snapshot: Kysely<Database>,
  { rollUp, by, today, withGroups = false }: AskedRollUp,
): Promise<RollUpPage> {
  const cut = by ?? WHOLE;
  const own = await readRollUp(snapshot, rollUp);
  const stored = await readPublishedCut(snapshot, rollUp, cut);
  const places = (await readPlaces(snapshot, rollUp)).map((place) => {
    const text = place.share && stored.get(place.share.program);
    return { ...place, groups: text === undefined ? [] : groupsIn(text) };
  });
  const districts = places.map((place) => districtTold(place, { cut, own, today, withGroups }));
  const published = districts.flatMap((district, index) => {
    const groups = places[index]?.groups ?? [];
    return district.published === null ? [] : [{ ...district.published, state: district.state, groups }];
  });
  const groups = sumPublished(cut, published);
  const days = published.map(({ asOf }) => asOf).toSorted();
  return {
    id: own.id,
    name: own.name,
    staleDays: own.stale_days,
    isOpenToDistricts: own.open_to_districts === 1,
    today,
    by,
    measures: [...rollUpMeasures(cut)],
    counts: {
      districts: districts.length,
      published: published.length,
      stale: published.filter(({ state }) => state === 'stale').length,
      missing: districts.length - published.length,
    },
    firstDay: days[0] ?? null,
    lastDay: days.at(-1) ?? null,
    calendars: [...new Set(published.map(({ yearBegins }) => yearBegins))].toSorted((a, b) => a - b),
    planYears: [...new Set(published.map(({ planYear }) => planYear))].toSorted(),
    groups: groups.map(({ group, districts: count, amounts }) => ({
      group,
      districts: count,
      values: figuresOf(cut, amounts),
    })),
    total: totalOf(cut, groups),
    districts,
  };
}

/** What one district has published, by every cut. To be called within `inRollUp`. */
export async function readDistrictCuts(
  db: Kysely<Database>,
  { rollUp, code, today }: Pick<AskedRollUp, 'rollUp' | 'today'> & { readonly code: string },
) {
  return inSnapshot(db, async (snapshot) => {
    const own = await readRollUp(snapshot, rollUp);
    const place = (await readPlaces(snapshot, rollUp)).find(({ district }) => district.code === code);
    if (!place) throw notFound('such district');
    const { share } = place;
    const totals = share ? await readPublishedBy(snapshot, rollUp, share.program) : [];
    const groups = totals.find(({ cut }) => cut === WHOLE)?.groups ?? [];
    const district = districtTold({ ...place, groups }, { cut: WHOLE, own, today, withGroups: false });
    const { published } = district;
    const isIntact =
      published &&
      share &&
      publishedDigest({ ...withoutDigest(published), rollUp, seat: share.seat }, totals) === published.digest;
    return {
      district,
      isIntact: isIntact ?? null,
      cuts: totals.map(({ cut, groups: ofCut }) => ({
        cut: cut === WHOLE ? null : cut,
        groups: ofCut.map(({ group, amounts }) => ({ group, values: figuresOf(cut, amounts) })),
      })),
    };
  });
}

function withoutDigest({ digest: _own, ...moment }: NonNullable<RollUpDistrict['published']>) {
  return moment;
}

/** Both sides of every place: the district that is expected, and the program that names its seat. */
async function readPlaces(db: Kysely<Database>, rollUp: string): Promise<Omit<Place, 'groups'>[]> {
  const districts = await readDistricts(db, rollUp);
  const shares = await db.selectFrom('roll_up_shares').selectAll().where('roll_up', '=', rollUp).execute();
  const bySeat = new Map(shares.map((share) => [share.seat, share]));
  return districts.map((district) => ({ district, share: bySeat.get(district.seat) }));
}

interface Telling {
  readonly cut: PublishedCut | typeof WHOLE;
  readonly own: RollUpRow;
  readonly today: string;
  readonly withGroups: boolean;
}

function districtTold({ district, share, groups }: Place, { cut, own, today, withGroups }: Telling): RollUpDistrict {
  const { code, name, invited_until: invitedUntil } = district;
  const published = momentIn(share?.published ?? null);
  const standing = { invitedUntil, hasJoined: share !== undefined, asOf: published?.asOf ?? null };
  return {
    code,
    name,
    state: districtState(standing, today, own.stale_days),
    invitedUntil,
    published,
    total: published === null ? null : totalOf(cut, groups),
    ...(withGroups ? { groups: groups.map(({ group, amounts }) => ({ group, values: figuresOf(cut, amounts) })) } : {}),
  };
}

function totalOf(cut: Telling['cut'], groups: readonly PublishedGroup[]): MeasureValues {
  const [whole] = addedUp(
    cut,
    groups.map(({ amounts }) => ({ group: WHOLE, amounts })),
  );
  return figuresOf(cut, whole?.amounts ?? {});
}
