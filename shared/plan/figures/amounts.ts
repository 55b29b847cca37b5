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

/**
 * Adds amounts, or with `times` −1 takes them away. One by one: every cut of a large program adds a hundred thousand, and a loop
 * over the names takes ten times as long.
 */
export function addAmounts(sum: Amounts, more: Readonly<Amounts>, times: 1 | -1 = 1): void {
  sum.original += times * more.original;
  sum.boardApproved += times * more.boardApproved;
  sum.current += times * more.current;
  sum.pending += times * more.pending;
  sum.committed += times * more.committed;
  sum.openEncumbrance += times * more.openEncumbrance;
  sum.expended += times * more.expended;
  sum.directCost += times * more.directCost;
  sum.etc += times * more.etc;
  sum.contingencyBudget += times * more.contingencyBudget;
  sum.contingencyDrawn += times * more.contingencyDrawn;
  sum.programReserve += times * more.programReserve;
  sum.commitmentOriginal += times * more.commitmentOriginal;
  sum.changeOrders += times * more.changeOrders;
}
