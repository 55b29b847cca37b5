import { numberFormatOf } from '../../../shared/tables/kinds/kind-of.ts';
import type { SheetValue } from '../../../shared/sync/read/sheet-table.ts';

/** Figures to put into the sheet as plain values. */
export interface Figures {
  readonly title: string;
  /** Which state of the plan they are of, such as "as of revision 151". */
  readonly asOf: string;
  readonly columns: readonly FigureColumn[];
  /** Money in integer cents, percentages as numbers with one decimal (54.2 for 54.2 %); null: nothing to show. */
  readonly rows: readonly (readonly FigureValue[])[];
}

export interface FigureColumn {
  readonly label: string;
  readonly kind: 'text' | 'money' | 'percent';
}

export type FigureValue = string | number | null;

/** What goes into the cells: a rectangle of values and one of number formats, of the same size. */
export interface FiguresBlock {
  readonly values: readonly (readonly SheetValue[])[];
  readonly formats: readonly (readonly string[])[];
}

const moneyFormat = numberFormatOf({ kind: 'money', label: '', help: '', width: 0 });

/** Number formats of the kinds: the house's own, so that figures look like the tables beside them. */
const formats: Readonly<Record<FigureColumn['kind'], string>> = { text: '@', money: moneyFormat, percent: '0.0%' };

/** Title, "as of", headers, then the rows; as wide as there are columns. */
export function figuresBlock({ title, asOf, columns, rows }: Figures): FiguresBlock {
  const words = [[title], [asOf], columns.map(({ label }) => label)];
  const lines = words.map((line) => columns.map((_, index) => line[index] ?? ''));
  const figures = rows.map((row) => columns.map(({ kind }, index) => excelValue(kind, row[index] ?? null)));
  return {
    values: [...lines, ...figures],
    formats: [
      ...lines.map((line) => line.map((text) => (text === '' ? 'General' : formats.text))),
      ...rows.map(() => columns.map(({ kind }) => formats[kind])),
    ],
  };
}

function excelValue(kind: FigureColumn['kind'], value: FigureValue): SheetValue {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  // Rounded, because 57.3 / 100 is not the double that Excel makes of a typed 57.3 %.
  return kind === 'money' ? value / 100 : Math.round(value * 10) / 1000;
}
