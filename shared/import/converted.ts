import type { Cell } from '../tables/cell.ts';
import type { Parsed } from '../tables/kinds/parsed.ts';
import type { ProposalKind } from './import-mapping.ts';

/**
 * What a cell of somebody's sheet becomes. A value stands there as it goes into the plan; a proposal is a reading of it
 * that a person has to accept; an exception says why there is none.
 */
export type Converted =
  | { readonly kind: 'blank' }
  | { readonly kind: 'value'; readonly value: Cell }
  | { readonly kind: 'proposal'; readonly proposal: ProposalKind; readonly value: Cell }
  | { readonly kind: 'exception'; readonly rule: string; readonly message: string };

export const blank: Converted = { kind: 'blank' };

export function propose(proposal: ProposalKind, value: Cell): Converted {
  return { kind: 'proposal', proposal, value };
}

/** A reading by the rules of the column; one that the column refuses is an exception in its words. */
export function plainly(read: Parsed): Converted {
  return read.ok ? { kind: 'value', value: read.value } : { kind: 'exception', rule: read.rule, message: read.message };
}

/** The reading as a proposal, or null where the column does not take it. */
export function proposed(proposal: ProposalKind, read: Parsed): Converted | null {
  return read.ok && read.value !== null ? propose(proposal, read.value) : null;
}
