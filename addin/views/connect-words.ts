import type { ConnectionPreview } from '../excel/workbook-port.ts';
import { tableWords } from '../../shared/tables/place-words.ts';
import { counted } from './cell-words.ts';

/** What was found in the workbook, and what becomes of the rest of it. */
export function foundWords({ candidates }: Pick<ConnectionPreview, 'candidates'>): string {
  const untouched = 'Your formulas, formats and other sheets stay as they are.';
  if (candidates.length === 0) return `The plan’s tables are added, each on a sheet of its own. ${untouched}`;
  const names = candidates.map(({ excelName, rowCount }) => `${excelName} (${counted(rowCount, 'row')})`);
  return `We found ${names.join(', ')}. ${untouched}`;
}

/** What connecting adds, one line each. */
export function additionWords(
  { missing, additions }: Pick<ConnectionPreview, 'missing' | 'additions'>,
  mode: 'create' | 'adopt',
): readonly string[] {
  if (mode === 'adopt' || missing.length === 0) return additions;
  const labels = missing.map(tableWords);
  return [`${counted(labels.length, 'sheet')}, one per table: ${labels.join(', ')}.`, ...additions];
}
