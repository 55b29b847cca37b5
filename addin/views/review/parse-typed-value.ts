import type { Column } from '../../../shared/tables/column.ts';
import { cellFromExcel, cellFromWire } from '../../../shared/tables/kinds/kind-of.ts';
import type { Parsed } from '../../../shared/tables/kinds/parsed.ts';
import { dateOfSlashes, plainNumber } from '../../../shared/tables/kinds/typed-forms.ts';

/** Reads what a person typed into the pane as the canonical value of a column: "12,400.50", "62.5%", "2026-11-30". */
export function parseTypedValue(column: Column, typed: string): Parsed {
  const text = typed.trim();
  if (text === '') return { ok: true, value: null };
  switch (column.kind) {
    case 'money':
    case 'integer':
    case 'decimal':
      return fromExcel(column, plainNumber(text) ?? text);
    case 'percent': {
      const number = plainNumber(text.replace(/\s*%$/, ''));
      // Rounded to the kind's own precision: 62.5 / 100 is exact enough, 0.1 / 100 is not.
      return fromExcel(column, number === null ? text : Math.round(number * 10_000) / 1_000_000);
    }
    case 'flag':
      return fromExcel(column, text);
    case 'date':
      // [FB5] As Excel takes it in a cell, month first.
      return cellFromWire(column, dateOfSlashes(text) ?? text);
    case 'text':
    case 'longText':
    case 'code':
    case 'list':
    case 'reference':
    case 'fiscalYear':
    case 'period':
      return cellFromWire(column, text);
  }
}

function fromExcel(column: Column, value: string | number): Parsed {
  return cellFromExcel(column, { value, isFormula: false, isError: false, date1904: false });
}
