import { expect, test } from 'vitest';
import { dotRadius, mapOutlines, siteMap } from './site-map.ts';

const size = { width: 1_000, height: 700, margin: 20 };
const at = (code: string, latitude: number | null, longitude: number | null) => ({ code, latitude, longitude });

test('north is up, east is right, and a kilometer is as long in both directions', () => {
  const { placed, width, height } = siteMap(
    [at('sw', 34, -118.5), at('ne', 34.2, -118.3), at('mid', 34.1, -118.4)],
    size,
  );
  const [sw, ne] = placed;
  expect([sw?.x, ne?.y]).toEqual([20, 20]);
  expect(ne !== undefined && sw !== undefined && ne.x > sw.x && ne.y < sw.y).toBe(true);
  const ratio = ((ne?.x ?? 0) - (sw?.x ?? 0)) / ((sw?.y ?? 0) - (ne?.y ?? 0));
  expect(ratio).toBeCloseTo(Math.cos((34.1 * Math.PI) / 180), 3);
  expect([width <= 1_000, height]).toEqual([true, 700]);
});

test('missing and impossible coordinates are listed with the reason, and do not shrink the map', () => {
  const sites = Array.from({ length: 40 }, (_, index) => at(`s${index}`, 34 + (index % 8) / 50, -118 - index / 100));
  const wrong = [
    at('none', null, -118),
    at('zero', 0, 0),
    // The sign of the longitude is lost: China.
    at('sign', 34.05, 118.2),
    // The decimal point is one place off.
    at('point', 3.405, -118.2),
  ];
  const map = siteMap([...sites, ...wrong], size);
  expect(map.unplaced.map(({ site, why }) => [site.code, why])).toEqual([
    ['none', 'missing'],
    ['zero', 'missing'],
    ['sign', 'far'],
    ['point', 'far'],
  ]);
  const alone = siteMap(sites, size);
  expect(Math.abs(map.width - alone.width)).toBeLessThan(15);
});

test('one site, several at one place and none are maps, too', () => {
  expect(siteMap([at('one', 34, -118)], size).placed).toHaveLength(1);
  expect(siteMap([at('a', 34, -118), at('b', 34, -118)], size).placed.every(({ x, y }) => x > 0 && y > 0)).toBe(true);
  expect(siteMap([], size)).toMatchObject({ placed: [], unplaced: [] });
});

test('an outline goes around its sites, corners only; of two sites it is the line between them', () => {
  const point = (x: number, y: number, region: string) => ({ site: { region }, x, y });
  const placed = [
    point(0, 0, 'North'),
    point(10, 0, 'North'),
    point(5, 0, 'North'),
    point(10, 10, 'North'),
    point(0, 10, 'North'),
    point(5, 5, 'North'),
    point(50, 50, 'East'),
    point(60, 50, 'East'),
  ];
  const outlines = mapOutlines(placed, ({ region }) => region);
  expect(outlines.map(({ name, corners }) => [name, corners.length])).toEqual([
    ['East', 2],
    ['North', 4],
  ]);
  expect(outlines[1]?.middle).toEqual({ x: 5, y: 4.2 });
});

test('the area of a dot follows the money, and what costs nothing is still seen', () => {
  expect([dotRadius(0, 100), dotRadius(25, 100), dotRadius(100, 100), dotRadius(5, 0)]).toEqual([4, 9.5, 15, 4]);
});

test('a map of a large district has every site', () => {
  const sites = Array.from({ length: 1_120 }, (_, index) =>
    at(`s${index}`, 33.7 + ((index * 37) % 600) / 1_000, -118.7 + ((index * 91) % 700) / 1_000),
  );
  const { placed } = siteMap(sites, size);
  expect(placed).toHaveLength(1_120);
  expect(mapOutlines(placed, ({ code }) => code.slice(-1))).toHaveLength(10);
});

test('names of outlines that lie over each other stand below one another', () => {
  const point = (x: number, y: number, region: string) => ({ site: { region }, x, y });
  const names = ['A', 'B', 'C'].map((region, index) => point(100 + index, 100 + index, region));
  const outlines = mapOutlines([...names, point(500, 100, 'Far')], ({ region }) => region);
  expect(outlines.map(({ name, middle }) => [name, middle.y])).toEqual([
    ['A', 100],
    ['B', 132],
    ['C', 164],
    ['Far', 100],
  ]);
});

test('the map fills what it may be at most, in the direction in which the sites lie further apart', () => {
  const same = siteMap([at('a', 34, -118), at('b', 34, -118)], size);
  expect([same.width, same.height]).toEqual([700, 700]);
  expect(same.placed.map(({ x, y }) => [x, y])).toEqual([
    [350, 350],
    [350, 350],
  ]);
  // On the equator a degree is 111.32 km east as well as north.
  const wide = siteMap([at('w', 0, -90), at('m', 0, -89.9), at('e', 0, -89.8)], size);
  expect([wide.width, wide.height]).toEqual([1_000, 127]);
  expect(wide.placed.map(({ x, y }) => [x, y])).toEqual([
    [20, 63.1],
    [500, 63.1],
    [980, 63.1],
  ]);
  expect(siteMap([], size)).toMatchObject({ width: 700, height: 700 });
});

test('a site is placed when both of its coordinates are known, be one of them nought', () => {
  const [east, north] = [at('equator', 0, -78), at('greenwich', 51, 0)];
  expect(siteMap([east], size).placed).toHaveLength(1);
  expect(siteMap([north], size).placed).toHaveLength(1);
  expect(siteMap([at('half', 34, null)], size).unplaced).toMatchObject([{ why: 'missing' }]);
});

test('outlines come in the order of their names, numbers by their value, with three corners around three sites', () => {
  const point = (x: number, y: number, district: string) => ({ site: { district }, x, y });
  const outlines = mapOutlines(
    [point(0, 0, '10'), point(0, 30, '2'), point(60, 30, '2'), point(0, 90, '2')],
    ({ district }) => district,
  );
  expect(outlines.map(({ name }) => name)).toEqual(['2', '10']);
  expect(outlines[0]?.corners).toEqual([
    { x: 0, y: 30 },
    { x: 60, y: 30 },
    { x: 0, y: 90 },
  ]);
  // Of those that stand on each other the upper one stays.
  const lower = mapOutlines([point(0, 20, 'A'), point(0, 0, 'B'), point(140, 0, 'C')], ({ district }) => district);
  expect(lower.map(({ middle }) => middle.y)).toEqual([32, 0, 0]);
});

test('what has no place does not move the others', () => {
  const three = [at('a', 34, -118), at('b', 34.1, -118.3), at('c', 34.3, -118.2)];
  const alone = siteMap(three, size);
  expect(siteMap([...three, at('none', null, null)], size)).toMatchObject({
    placed: alone.placed,
    width: alone.width,
    height: alone.height,
  });
});

test('far is what lies more than eight times as far from the middle as half of the sites do', () => {
  const north = (latitude: number) => siteMap([at('a', 0, -90), at('b', 1, -90), at('c', latitude, -90)], size);
  expect(north(9).unplaced).toEqual([]);
  expect(north(9.001).unplaced).toMatchObject([{ site: { code: 'c' }, why: 'far' }]);
});

test('an outline goes around by its corners, whichever site comes first; one site is its own corner', () => {
  const corners = (...places: readonly (readonly [x: number, y: number])[]) =>
    mapOutlines(
      places.map(([x, y]) => ({ site: {}, x, y })),
      () => 'North',
    )[0]?.corners.map(({ x, y }) => [x, y]);
  const around = [
    [0, 3],
    [3, 0],
    [7, 0],
    [10, 3],
    [10, 7],
    [7, 10],
    [3, 10],
    [0, 7],
  ] as const;
  const within = [
    [5, 5],
    [1, 3],
    [4, 8],
    [5, 0],
    [0, 5],
  ] as const;
  const all = [...around, ...within];
  expect(corners(...all)).toEqual(around);
  expect(corners(...all.toReversed())).toEqual(around);
  expect(corners(...all.slice(5), ...all.slice(0, 5))).toEqual(around);
  expect(corners([4, 2])).toEqual([[4, 2]]);
});

test('what costs less than nothing is drawn like what costs nothing', () => {
  expect([dotRadius(-5, 100), dotRadius(5, -100)]).toEqual([4, 4]);
});
