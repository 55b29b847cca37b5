import type { RowId } from '../../tables/cell.ts';
import { compareText } from '../../sync/compare-text.ts';
import { allocate } from './allocate.ts';
import type { ProgramRow, ProgramRows } from './program-rows.ts';

type ScopeRow = ProgramRow<'scope'>;

interface SiteShare {
  readonly site: string;
  readonly weight: number;
  /** The site's rows of the project with their weights, in the order of their systems. */
  readonly rows: readonly { readonly row: RowId; readonly weight: number }[];
}

/** How a project's money is shared among its sites, in the order of location codes. Never empty; the weights' sum is above 0. */
export type SiteShares = readonly SiteShare[];

/**
 * Shares of every project that has scope. Removed scope takes no part. Enrollment and Equal count a site once however many
 * systems it gets; Quantity and Manual % count each row. A project whose rows name several bases, or whose weights
 * are all 0, is shared equally.
 */
export function siteShares(program: ProgramRows): Map<string, SiteShares> {
  const enrollment = new Map(program.sites.map(({ cells }) => [cells.code, cells.enrollment ?? 0]));
  const rowsByProject = new Map<string, ScopeRow[]>();
  for (const row of program.scope) {
    if (row.cells.status === 'Removed') continue;
    const rows = rowsByProject.get(row.cells.project);
    if (rows) rows.push(row);
    else rowsByProject.set(row.cells.project, [row]);
  }
  return new Map([...rowsByProject].map(([project, rows]) => [project, sharesOf(rows, enrollment)]));
}

function sharesOf(rows: readonly ScopeRow[], enrollment: ReadonlyMap<string, number>): SiteShares {
  const rowsBySite = new Map<string, ScopeRow[]>();
  for (const row of [...rows].sort(bySiteAndSystem)) {
    const ofSite = rowsBySite.get(row.cells.location);
    if (ofSite) ofSite.push(row);
    else rowsBySite.set(row.cells.location, [row]);
  }
  const basis = commonBasis(rows);
  const shares = [...rowsBySite].map(([site, ofSite]) => siteShare(site, ofSite, basis, enrollment.get(site) ?? 0));
  return shares.some((share) => share.weight > 0) ? shares : shares.map((share) => ({ ...share, weight: 1 }));
}

function bySiteAndSystem(a: ScopeRow, b: ScopeRow): number {
  return compareText(a.cells.location, b.cells.location) || compareText(a.cells.system, b.cells.system);
}

function commonBasis(rows: readonly ScopeRow[]): string {
  const bases = new Set(rows.map(({ cells }) => cells.basis));
  const [basis] = bases;
  return bases.size === 1 && basis !== undefined ? basis : 'Equal';
}

function siteShare(site: string, rows: readonly ScopeRow[], basis: string, enrollment: number): SiteShare {
  const byRow = basis === 'Quantity' || basis === 'Manual %';
  const weighted = rows.map(({ row, cells }) => ({ row, weight: byRow ? rowWeight(basis, cells) : 1 }));
  const rowSum = weighted.reduce((sum, { weight }) => sum + weight, 0);
  const weight = byRow ? rowSum : basis === 'Enrollment' ? enrollment : 1;
  return { site, weight, rows: rowSum > 0 ? weighted : weighted.map(({ row }) => ({ row, weight: 1 })) };
}

function rowWeight(basis: string, cells: ScopeRow['cells']): number {
  return (basis === 'Quantity' ? cells.plannedQuantity : cells.share) ?? 0;
}

/** Cents per site of the shares, in their order. */
export function allocateToSites(total: number, shares: readonly Pick<SiteShare, 'weight'>[]): number[] {
  return allocate(
    total,
    shares.map(({ weight }) => weight),
  );
}

/** Cents per scope row of a project: first to its sites, then within each site. */
export function allocateToScope(total: number, shares: SiteShares): Map<RowId, number> {
  const parts = allocateToSites(total, shares);
  const allocated = new Map<RowId, number>();
  shares.forEach(({ rows }, i) => {
    const ofSite = allocate(
      parts[i] ?? 0,
      rows.map(({ weight }) => weight),
    );
    rows.forEach(({ row }, j) => allocated.set(row, ofSite[j] ?? 0));
  });
  return allocated;
}
