/**
 * The places of the replay: which region and board district the money of a plan is in on a day. Like `replay.ts` it takes
 * nothing from the product.
 */
import {
  cents,
  figuresOf,
  rowsOf,
  sum,
  text,
  type Book,
  type Figures,
  type Plan,
  type Row,
  type Value,
} from './replay.ts';

/** Sums that are shared among sites, each on its own; every other figure of a place follows from them. */
export const shared = [
  'original',
  'boardApproved',
  'current',
  'pending',
  'committed',
  'openEncumbrance',
  'expended',
] as const;

/** [§2.2] By region or board district as on the day: lines at its sites, and its sites' shares of the lines at none. */
export function figuresByPlace(book: Book, column: 'region' | 'boardDistrict'): ReadonlyMap<string, Figures> {
  const lies = new Map(
    rowsOf(book.plan, 'sites').map((site) => [text(site['code']), text(placeOf(book, site)[column])]),
  );
  const found = new Map<string, Record<string, bigint>>();
  const add = (site: string, name: string, more: bigint | null = 0n): void => {
    const place = lies.get(site) ?? 'Districtwide';
    const sums = found.get(place) ?? {};
    found.set(place, { ...sums, [name]: (sums[name] ?? 0n) + (more ?? 0n) });
  };
  for (const { number = null } of rowsOf(book.plan, 'projects')) {
    const siteOf = (line: Row): string => (lies.has(text(line['location'])) ? text(line['location']) : '');
    const own = rowsOf(book.plan, 'budgetLines').filter((line) => line['project'] === number);
    const sites = sharesOf(book.plan, number);
    for (const site of new Set(own.map(siteOf))) {
      const figures = figuresOf(book, (line) => line['project'] === number && siteOf(line) === site);
      for (const name of shared) {
        if (site !== '' || sites.size === 0) add(site, name, figures[name]);
        else for (const [code, part] of allocated(figures[name] ?? 0n, sites)) add(code, name, part);
      }
    }
  }
  return found;
}

/** The site itself, or the latest of its boundaries that has come into effect. */
function placeOf({ plan, day }: Book, site: Row): Row {
  const moved = rowsOf(plan, 'siteBoundaries').filter((row) => row['location'] === site['code']);
  const until = moved.filter((row) => text(row['effectiveFrom']) <= day);
  return until.reduce((a, b) => (text(b['effectiveFrom']) > text(a['effectiveFrom']) ? b : a), site);
}

/** [§2.4] What each site of a project's scope weighs, in the order of their codes. */
function sharesOf(plan: Plan, project: Value): ReadonlyMap<string, bigint> {
  const rows = rowsOf(plan, 'scope').filter((row) => row['project'] === project && row['status'] !== 'Removed');
  const [basis, ...others] = new Set(rows.map((row) => row['basis']));
  const column = others.length > 0 ? '' : { Quantity: 'plannedQuantity', 'Manual %': 'share' }[text(basis)];
  const weights = new Map(
    rows
      .map((row) => text(row['location']))
      .sort()
      .map((code): [string, bigint] => [code, 0n]),
  );
  for (const row of rows) {
    const [code, site] = [text(row['location']), rowsOf(plan, 'sites').find(({ code }) => code === row['location'])];
    const once = others.length === 0 && basis === 'Enrollment' ? cents(site?.['enrollment']) : 1n;
    weights.set(code, column ? (weights.get(code) ?? 0n) + cents(row[column]) : once);
  }
  const isNothing = [...weights.values()].every((weight) => weight === 0n);
  return isNothing ? new Map([...weights].map(([code]) => [code, 1n])) : weights;
}

/** Largest remainder: each site's share rounded down, then a cent more for those that lost most, the first ones first. */
function allocated(total: bigint, weights: ReadonlyMap<string, bigint>): [string, bigint][] {
  const [size, sign] = total < 0n ? [0n - total, -1n] : [total, 1n];
  const whole = [...weights.values()].reduce((a, b) => a + b, 0n);
  const parts = [...weights].map(([code, weight]) => ({
    code,
    cents: (size * weight) / whole,
    lost: (size * weight) % whole,
  }));
  const left = Number(size - sum(parts));
  const lucky = new Set([...parts].sort((a, b) => (a.lost === b.lost ? 0 : a.lost < b.lost ? 1 : -1)).slice(0, left));
  return parts.map((part) => [part.code, sign * (part.cents + (lucky.has(part) ? 1n : 0n))]);
}
