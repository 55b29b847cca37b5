import { cutLabels } from '../../shared/plan/figures/cuts.ts';
import { districtStateWords } from '../../shared/roll-up/district-state.ts';
import { sumsWords, yearsWords } from '../../shared/roll-up/sums-words.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { columnLetters } from '../../shared/workbook-file/column-letters.ts';
import type { ReportBook } from '../reports/report-book.ts';
import { rowsAbove, type ReportCell, type ReportColumn, type ReportSheet } from '../reports/report-sheet.ts';
import type { RollUpPage } from './read-roll-up.ts';

type Measures = RollUpPage['measures'];
type Values = Readonly<Record<string, number | null>>;

const TITLE = 'Roll-up';
const ALL = 'All districts';
const SHEET_NAME_LENGTH = 31;
const widths = { money: 17, percent: 9 } as const;

/**
 * A roll-up as a workbook: the districts first, each a row with all that it has published, then the sums by every cut, and
 * where a cut was chosen, the groups of each district by it. @param pages of one moment, the whole first
 */
export function rollUpBook(pages: readonly RollUpPage[]): { readonly book: ReportBook; readonly fileName: string } {
  const [whole, ...cuts] = pages;
  if (whole === undefined) throw new Error('There is no page of the roll-up.');
  const lines = [`${sumsWords(whole)} ${yearsWords(whole)}`.trim(), 'Percentages are worked out of the sums.'];
  const sheets = [
    districtsSheet(whole, lines),
    ...cuts.flatMap((page) => {
      const isChosen = page.districts.some(({ groups }) => groups !== undefined);
      return [sumsSheet(page, lines), ...(isChosen ? [groupsSheet(page, lines)] : [])];
    }),
  ];
  const { name, today } = whole;
  return {
    book: { sheets, title: `${TITLE} – ${name}`, moment: `Made on ${today}`, written: `${today}T00:00:00.000Z` },
    fileName: `${name}, ${today}.xlsx`,
  };
}

const code = (label: string): ReportColumn => ({ label, width: 20, format: 'code' });
const text = (label: string): ReportColumn => ({ label, width: 32, format: 'text' });

function measureColumns(measures: Measures): ReportColumn[] {
  return measures.map(({ label, kind }) => ({ label, width: widths[kind], format: kind }));
}

function measureCells(measures: Measures, values: Values | null): Cell[] {
  return measures.map(({ name }) => values?.[name] ?? null);
}

function districtsSheet({ name, districts, measures, total }: RollUpPage, lines: readonly string[]): ReportSheet {
  const sheet = {
    name: 'Districts',
    title: `${TITLE} – ${name}`,
    lines,
    columns: [
      code('District Code'),
      text('District'),
      text('State'),
      { label: 'As Of', width: 12, format: 'date' },
      { label: 'Revision', width: 10, format: 'integer' },
      { label: 'Receipt', width: 30, format: 'code' },
      ...measureColumns(measures),
    ],
    rows: districts.map(({ code: key, name: district, state, published, total: own }) => [
      key,
      district,
      districtStateWords[state],
      published?.asOf ?? null,
      published?.revision ?? null,
      published?.receipt ?? null,
      ...measureCells(measures, own),
    ]),
  } satisfies ReportSheet;
  return { ...sheet, total: totalRow(sheet, [null, ALL, null, null, null, null], measures, total) };
}

function sumsSheet(page: RollUpPage, lines: readonly string[]): ReportSheet {
  const { groups, measures, total } = page;
  const label = labelOf(page);
  const sheet = {
    name: sheetName(`By ${label}`),
    title: `Sums by ${label}`,
    lines: [...lines, 'A district counts in each group that it has, so those counts do not add up.'],
    columns: [text(label), { label: 'Districts', width: 10, format: 'integer' }, ...measureColumns(measures)],
    rows: groups.map(({ group, districts, values }) => [group, districts, ...measureCells(measures, values)]),
  } satisfies ReportSheet;
  return { ...sheet, total: totalRow(sheet, [ALL, null], measures, total) };
}

function groupsSheet(page: RollUpPage, lines: readonly string[]): ReportSheet {
  const { districts, measures, total } = page;
  const label = labelOf(page);
  const sheet = {
    name: sheetName(`Districts by ${label}`),
    title: `Districts by ${label}`,
    lines,
    columns: [code('District Code'), text('District'), text(label), ...measureColumns(measures)],
    rows: districts.flatMap(({ code: key, name, groups = [] }) =>
      groups.map(({ group, values }) => [key, name, group, ...measureCells(measures, values)]),
    ),
  } satisfies ReportSheet;
  return { ...sheet, total: totalRow(sheet, [null, ALL, null], measures, total) };
}

function labelOf({ by }: RollUpPage): string {
  return by === null ? '' : cutLabels[by];
}

/** Sheets are named without the signs that Excel keeps for itself. */
function sheetName(name: string): string {
  return name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, SHEET_NAME_LENGTH);
}

/** What adds up is added up by the sheet itself, so that every total can be followed; percentages are those of the sums. */
function totalRow(sheet: ReportSheet, before: readonly Cell[], measures: Measures, total: Values): ReportCell[] {
  const first = rowsAbove(sheet) + 1;
  const last = rowsAbove(sheet) + sheet.rows.length;
  const sums = measures.map(({ name, isAdditive }, index): ReportCell => {
    const result = total[name] ?? null;
    if (!isAdditive || sheet.rows.length === 0) return result;
    const letters = columnLetters(before.length + index);
    return { formula: `ROUND(SUM(${letters}${first}:${letters}${last}),2)`, result };
  });
  return [...before, ...sums];
}
