import type { Column } from '../../../shared/tables/column.ts';
import { cellFromExcel, cellFromWire } from '../../../shared/tables/kinds/kind-of.ts';
import type { Parsed } from '../../../shared/tables/kinds/parsed.ts';

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

/** [FB5] A date as Excel takes it in a cell, month first: "1/15/2026", "1/15/26"; null for anything else. */
function dateOfSlashes(text: string): string | null {
  const [, month = '', day = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/.exec(text) ?? [];
  if (year === '') return null;
  return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function fromExcel(column: Column, value: string | number): Parsed {
  return cellFromExcel(column, { value, isFormula: false, isError: false, date1904: false });
}

/** A number with optional sign, $ and thousands commas, or in accounting brackets; null for anything else. */
function plainNumber(text: string): number | null {
  const brackets = /^\((.*)\)$/.exec(text);
  const digits = (brackets?.[1] ?? text).replaceAll(/[$\s]/g, '');
  if (!/^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?$/.test(digits) || !/\d/.test(digits)) return null;
  const number = Number(digits.replaceAll(',', ''));
  return brackets === null ? number : -number;
}
