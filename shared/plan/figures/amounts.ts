/**
 * What is summed per budget line, in integer cents. Every other measure of money is a sum or difference of these, so
 * that identities such as current = expended + unspent hold in every cut.
 */
export interface Amounts {
  original: number;
  boardApproved: number;
  current: number;
  pending: number;
  committed: number;
  openEncumbrance: number;
  expended: number;
  /** Part of `expended` that no counting commitment stands behind. */
  directCost: number;
  etc: number;
  contingencyBudget: number;
  contingencyDrawn: number;
  programReserve: number;
  commitmentOriginal: number;
  /** Approved change orders, releases left out. */
  changeOrders: number;
}

export function noAmounts(): Amounts {
  return {
    original: 0,
    boardApproved: 0,
    current: 0,
    pending: 0,
    committed: 0,
    openEncumbrance: 0,
    expended: 0,
    directCost: 0,
    etc: 0,
    contingencyBudget: 0,
    contingencyDrawn: 0,
    programReserve: 0,
    commitmentOriginal: 0,
    changeOrders: 0,
  };
}

export const amountNames = [
  'original',
  'boardApproved',
  'current',
  'pending',
  'committed',
  'openEncumbrance',
  'expended',
  'directCost',
  'etc',
  'contingencyBudget',
  'contingencyDrawn',
  'programReserve',
  'commitmentOriginal',
  'changeOrders',
] as const satisfies readonly (keyof Amounts)[];

/** Adds amounts, or with `times` −1 takes them away. */
export function addAmounts(sum: Amounts, more: Readonly<Amounts>, times: 1 | -1 = 1): void {
  for (const name of amountNames) sum[name] += times * more[name];
}
