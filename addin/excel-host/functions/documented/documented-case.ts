import type { Scalar } from '../../book/cell.ts';

/** Examples of one page of Microsoft's function reference: cells from A1 on, then formulas with what the page says they give. */
export interface DocumentedPage {
  /** The function the page is about, which names it: support.microsoft.com, "… function". */
  readonly page: string;
  /** Rows from A1; texts beginning with `=` are formulas, null is a blank cell. */
  readonly data: readonly (readonly (Scalar | null)[])[];
  /** A number as the page shows it: the digits it gives are those that count. Errors are their text, blocks their rows. */
  readonly cases: readonly (readonly [formula: string, expected: Scalar | readonly (readonly Scalar[])[]])[];
}
