import { grouped } from '../grouped.ts';

/** A site with its coordinates in degrees, as far as they are known. */
interface Located {
  readonly code: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** A site on the map. Places are in units of the map, from its upper left corner. */
export interface MappedSite<S> {
  readonly site: S;
  readonly x: number;
  readonly y: number;
}

/** Why a site is not drawn: it has no coordinates, or they lie where no school of this district can be. */
export type Unplaced = 'missing' | 'far';

export interface SiteMap<S> {
  readonly width: number;
  readonly height: number;
  readonly placed: readonly MappedSite<S>[];
  readonly unplaced: readonly { readonly site: S; readonly why: Unplaced }[];
}

/** What the map may be at most, with a margin in which the largest dot has room. */
export interface MapSize {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

const KM_OF_DEGREE = 111.32;
/** So many times as far from the middle as half of the sites are is a slip of the hand, if it is also far in kilometers. */
const FAR_TIMES = 8;
const FAR_KM = 40;
/** What lies closer together than this is drawn as if it did not, so that one site is no map of a house. */
const LEAST_KM = 2;

/**
 * Where sites lie on a map without a map: longitudes are shortened by the latitude of the middle, so that a kilometer is
 * as long in every direction. Exact enough for a state.
 */
export function siteMap<S extends Located>(sites: readonly S[], { width, height, margin }: MapSize): SiteMap<S> {
  const known = sites.flatMap((site) => {
    const { latitude, longitude } = site;
    const isKnown = latitude !== null && longitude !== null && !(latitude === 0 && longitude === 0);
    return isKnown ? [{ site, latitude, longitude }] : [];
  });
  const middle = {
    latitude: median(known.map((at) => at.latitude)),
    longitude: median(known.map((at) => at.longitude)),
  };
  const east = KM_OF_DEGREE * Math.cos((middle.latitude * Math.PI) / 180);
  const flat = known.map(({ site, latitude, longitude }) => ({
    site,
    x: (longitude - middle.longitude) * east,
    y: (middle.latitude - latitude) * KM_OF_DEGREE,
  }));
  const reach = Math.max(FAR_KM, FAR_TIMES * median(flat.map(({ x, y }) => Math.hypot(x, y))));
  const near = flat.filter(({ x, y }) => Math.hypot(x, y) <= reach);
  const drawn = new Set(near.map(({ site }) => site));
  const located = new Set(known.map(({ site }) => site));
  const unplaced = sites
    .filter((site) => !drawn.has(site))
    .map((site) => ({ site, why: located.has(site) ? ('far' as const) : ('missing' as const) }));
  const [across, down] = [spanOf(near.map(({ x }) => x)), spanOf(near.map(({ y }) => y))];
  const scale = Math.min((width - 2 * margin) / across.length, (height - 2 * margin) / down.length);
  const placed = near.map(({ site, x, y }) => ({
    site,
    x: round(margin + (x - across.from) * scale),
    y: round(margin + (y - down.from) * scale),
  }));
  return {
    width: Math.ceil(2 * margin + across.length * scale),
    height: Math.ceil(2 * margin + down.length * scale),
    placed,
    unplaced,
  };
}

/** Where nothing lies it is of the least length, and nothing is placed by where it begins. */
function spanOf(values: readonly number[]): { readonly from: number; readonly length: number } {
  const [from, to] = [Math.min(...values), Math.max(...values)];
  const length = Math.max(to - from, LEAST_KM);
  return { from: (from + to - length) / 2, length };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export interface MapPoint {
  readonly x: number;
  readonly y: number;
}

/** What lies within the outline of a group of sites, such as a region. */
export interface MapOutline {
  readonly name: string;
  /** Corners around; one or two for so few sites. */
  readonly corners: readonly MapPoint[];
  /** Where its name stands: its middle, or below it where another name stands there. */
  readonly middle: MapPoint;
}

/** The outline around the sites of each group, by name. */
export function mapOutlines<S>(placed: readonly MappedSite<S>[], groupOf: (site: S) => string): MapOutline[] {
  const outlines = [...grouped(placed, ({ site }) => groupOf(site))]
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([name, points]) => ({
      name,
      corners: hullOf(points),
      middle: { x: mean(points.map(({ x }) => x)), y: mean(points.map(({ y }) => y)) },
    }));
  return apart(outlines);
}

/** Room that a name takes on the map. */
const NAME = { width: 140, height: 32 };

/** Names that would stand on each other move down, the upper ones first. */
function apart(outlines: readonly MapOutline[]): MapOutline[] {
  const stands: MapPoint[] = [];
  const places = new Map<string, MapPoint>();
  for (const { name, middle } of outlines.toSorted((a, b) => a.middle.y - b.middle.y)) {
    let place = middle;
    for (let hit = hitOf(stands, place); hit !== undefined; hit = hitOf(stands, place)) {
      place = { x: middle.x, y: round(hit.y + NAME.height) };
    }
    stands.push(place);
    places.set(name, place);
  }
  return outlines.map((outline) => ({ ...outline, middle: places.get(outline.name) ?? outline.middle }));
}

function hitOf(stands: readonly MapPoint[], { x, y }: MapPoint): MapPoint | undefined {
  return stands.find((other) => Math.abs(other.x - x) < NAME.width && Math.abs(other.y - y) < NAME.height);
}

function mean(values: readonly number[]): number {
  return round(values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length));
}

/** The convex hull (Andrew's monotone chain). */
function hullOf(points: readonly MapPoint[]): MapPoint[] {
  const sorted = points.map(({ x, y }) => ({ x, y })).sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const [lower, upper] = [chainOf(sorted), chainOf(sorted.toReversed())];
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function chainOf(points: readonly MapPoint[]): MapPoint[] {
  const chain: MapPoint[] = [];
  for (const point of points) {
    while (turnsRight(chain.at(-2), chain.at(-1), point)) chain.pop();
    chain.push(point);
  }
  return chain;
}

/** True when the middle of three points lies inside of the way from the first to the last. */
function turnsRight(a: MapPoint | undefined, b: MapPoint | undefined, c: MapPoint): boolean {
  if (a === undefined || b === undefined) return false;
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) <= 0;
}

const LEAST_RADIUS = 4;
const MOST_RADIUS = 15;

/** Radius of a dot by which its area follows the money: `most` is the largest amount on the map, both in cents. */
export function dotRadius(cents: number, most: number): number {
  if (cents <= 0 || most <= 0) return LEAST_RADIUS;
  return round(LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * Math.sqrt(Math.min(1, cents / most)));
}
