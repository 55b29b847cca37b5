import type { PlainColumn } from '../column.ts';
import type { KindSpec } from './kind-spec.ts';
import { parsed, refused, shown } from './parsed.ts';
import { visibleText } from './text-kinds.ts';

const WORDS = new Map([
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
]);

export const flagKindSpec: KindSpec<PlainColumn> = {
  sqlType: 'integer',
  isText: false,
  numberFormat: () => 'General',
  fromWire: (column, value) =>
    typeof value === 'boolean'
      ? parsed(value)
      : refused('V05', `${shown(value)} is not allowed for ${column.label}. Choose one of: TRUE, FALSE.`),
  fromExcel: (column, cell) => {
    const text = visibleText(String(cell.value)).toLowerCase();
    if (text === '') return parsed(null);
    const word = WORDS.get(text);
    return word === undefined
      ? refused('V05', `${shown(cell.value)} is not allowed for ${column.label}. Choose one of: TRUE, FALSE.`)
      : parsed(word);
  },
  toExcel: (_column, value) => value,
  format: (_column, value) => (value === true ? 'TRUE' : 'FALSE'),
};
