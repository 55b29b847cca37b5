import { SEVERAL_FRNS } from './rest-groups.ts';
import type { ProgramRow } from './program-rows.ts';

type NamingCommitment = Pick<ProgramRow<'commitments'>['cells'], 'budgetLine' | 'frn' | 'status'>;

/** Budget lines by the E-Rate funding requests that their commitments name, in order; cancelled ones do not say anything. */
export function requestsOfLines(
  commitments: readonly { readonly cells: NamingCommitment }[],
): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { cells } of commitments) {
    const { budgetLine, frn, status } = cells;
    if (frn === null || status === 'Cancelled') continue;
    const known = found.get(budgetLine) ?? [];
    if (!known.includes(frn)) found.set(budgetLine, [...known, frn].sort());
  }
  return found;
}

/** Funding requests as the name of a group. */
export function groupOfRequests(requests: readonly string[]): string {
  return requests.join(' ');
}

export function requestsOfGroup(group: string): string[] {
  return group === '' ? [] : group.split(' ');
}

/** The one funding request of a line, or SEVERAL_FRNS; null: none. */
export function frnOf(requests: readonly string[]): string | null {
  return requests.length > 1 ? SEVERAL_FRNS : (requests[0] ?? null);
}

/** The one category of the funding requests of a line, or SEVERAL_FRNS; null: none. */
export function erateCategoryOf(requests: readonly string[], categories: ReadonlyMap<string, string>): string | null {
  if (requests.length === 0) return null;
  const found = new Set(requests.map((frn) => categories.get(frn) ?? null));
  const [category = null] = found;
  return found.size > 1 ? SEVERAL_FRNS : category;
}
