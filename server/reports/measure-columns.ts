import type { Cell } from '../../shared/tables/cell.ts';
import { allFigures } from '../../shared/plan/figures/all-figures.ts';
import type { FigureWords } from '../../shared/plan/figures/measures.ts';
import type { MeasureValues } from '../../shared/plan/figures/totals.ts';
import type { ReportColumn } from './report-sheet.ts';

/** Measures that every cut shows, in the order of the program office's Master Program Budget. */
export const budgetMeasures = [
  'original',
  'boardApproved',
  'pending',
  'current',
  'committed',
  'openEncumbrance',
  'expended',
  'obligated',
  'uncommitted',
  'unspent',
  'eac',
  'vac',
  'percentObligated',
  'percentSpent',
] as const;

/** The measure of that name. Throws on a name that is none: names come from this folder. */
export function measureNamed(name: string): FigureWords {
  const measure = allFigures.find((candidate) => candidate.name === name);
  if (!measure) throw new Error(`No measure is named ${name}.`);
  return measure;
}

/** One report column per measure. */
export function measureColumns(names: readonly string[]): ReportColumn[] {
  return names.map((name) => {
    const { label, kind, good } = measureNamed(name);
    const column = { label, format: formats[kind], width: kind === 'percent' ? 9 : 17 };
    return good !== undefined && goodAboveZero.has(good) ? { ...column, alert: 'negative' } : column;
  });
}

/** What a sound plan shows, of figures that tell of trouble when they are below zero. */
const goodAboveZero: ReadonlySet<string> = new Set(['zero or more', 'positive is under budget']);

const formats = { money: 'money', percent: 'percent', count: 'integer' } as const;

/** The values of measures as report cells; a percentage of nothing is empty. */
export function measureCells(names: readonly string[], values: MeasureValues): Cell[] {
  return names.map((name) => values[name] ?? null);
}
