/** How somebody's sheet becomes rows of a table: what a person decides in the wizard, and what a mapping file holds. */
export interface ImportMapping {
  /** Name of the sheet; absent: the one that fits best. */
  readonly sheet?: string | undefined;
  /** Numbers of the first and the last row of headers; absent: found. */
  readonly headerRows?: readonly [number, number] | undefined;
  /** Wire name of the table; absent: the one that fits best. */
  readonly table?: string | undefined;
  /** By header: the column it becomes, or null for none. Headers that are not named here are matched. */
  readonly columns?: Readonly<Record<string, string | null>> | undefined;
  /** By column: what new rows get where the sheet says nothing, as a person types it. */
  readonly defaults?: Readonly<Record<string, string>> | undefined;
  /** By column: what a text of the sheet means, such as "HS" → "High". */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  /** Proposals that the person has accepted: all of a kind ("leadingZeros") or one cell's ("leadingZeros@C7"). */
  readonly accept?: readonly string[] | undefined;
}

/** How a value was read that does not stand in the sheet as it goes into the plan. In the order in which they are shown. */
export const proposalKinds = [
  'leadingZeros',
  'trailingZeros',
  'lostDigits',
  'codeOfDate',
  'codeForm',
  'nameToCode',
  'amountText',
  'numberText',
  'roundedCents',
  'percentText',
  'percentNumber',
  'usDate',
  'dayFirstDate',
  'dateText',
  'dateNumber',
  'fiscalYearForm',
  'periodForm',
  'nearList',
  'yesNo',
  'emptyMark',
  'mergedDown',
] as const;

export type ProposalKind = (typeof proposalKinds)[number];

/** True when the person has accepted this reading of a cell. */
export function isAccepted(accepted: ReadonlySet<string>, kind: ProposalKind, cell: string): boolean {
  return accepted.has(kind) || accepted.has(`${kind}@${cell}`);
}
