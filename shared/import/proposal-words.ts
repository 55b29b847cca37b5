import type { ProposalKind } from './import-mapping.ts';

/** What each kind of reading does, as a person is asked for it. */
export const proposalWords: Readonly<Record<ProposalKind, string>> = {
  leadingZeros: 'Codes that have lost their leading zeros',
  trailingZeros: 'Codes that have lost zeros at their end',
  lostDigits: 'Codes that may have lost digits',
  codeOfDate: 'Codes that Excel has made dates of',
  codeForm: 'Codes written in another form',
  nameToCode: 'Names in the place of codes',
  amountText: 'Amounts written as text',
  numberText: 'Numbers written as text',
  roundedCents: 'Amounts with parts of a cent, rounded',
  percentText: 'Percentages written as text',
  percentNumber: 'Plain numbers read as percentages',
  usDate: 'Dates read month first',
  dayFirstDate: 'Dates read day first, as others in their column can only be',
  dateText: 'Dates written in words or digits',
  dateNumber: 'Plain numbers read as days',
  fiscalYearForm: 'Fiscal years written in another form',
  periodForm: 'Months written in another form',
  nearList: 'Values that are nearly one of the list',
  yesNo: 'Marks read as yes or no',
  emptyMark: 'Marks that say that nothing is known',
  mergedDown: 'Merged cells that stand for several rows',
};

/** Why a row is passed over. */
export const skippedWords = {
  totals: 'totals of the rows above',
  section: 'a title or a note',
  headers: 'the headers once more',
  outside: 'nothing in the columns that are taken',
  layout: 'no row of this table, by its publisher’s own words',
  repeated: 'the same as another row',
} as const;
