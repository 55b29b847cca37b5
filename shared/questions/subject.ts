import { isRowId, type RowId } from '../tables/cell.ts';
import { isDate } from '../tables/kinds/calendar-dates.ts';

/** What a conversation is about, as somebody names it. Rows are named by their Row ID, so that a new key changes nothing. */
export type Subject =
  | { readonly kind: 'program' }
  | { readonly kind: 'row'; readonly table: string; readonly row: RowId }
  | { readonly kind: 'cell'; readonly table: string; readonly row: RowId; readonly column: string }
  /** A budget change by its number. */
  | { readonly kind: 'change'; readonly number: string }
  /** A month of the books, such as 2026-10. */
  | { readonly kind: 'period'; readonly period: string }
  | {
      readonly kind: 'figure';
      readonly measure: string;
      /** Groups by cut; none: of the program. */
      readonly part: Readonly<Record<string, string>>;
      /** Day of the figure, `YYYY-MM-DD`. */
      readonly asOf: string;
    };

/** A subject as one text, for addresses: "cell/sites/R0A1B2C3D4E5F6G7/enrollment", "figure/current/2026-10-31/project=26.00001". */
export function subjectText(subject: Subject): string {
  return partsOf(subject).map(encodeURIComponent).join('/');
}

function partsOf(subject: Subject): readonly string[] {
  switch (subject.kind) {
    case 'program':
      return ['program'];
    case 'row':
      return ['row', subject.table, subject.row];
    case 'cell':
      return ['cell', subject.table, subject.row, subject.column];
    case 'change':
      return ['change', subject.number];
    case 'period':
      return ['period', subject.period];
    case 'figure':
      return ['figure', subject.measure, subject.asOf, ...groupsOf(subject.part)];
  }
}

/** Groups in one order, however they were given. */
function groupsOf(part: Readonly<Record<string, string>>): string[] {
  return Object.entries(part)
    .map(([cut, group]) => `${cut}=${group}`)
    .toSorted();
}

/** The subject that `subjectText` has written; null for any other text. */
export function subjectOfText(text: string): Subject | null {
  let parts: string[];
  try {
    parts = text.split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
  const [kind, first = '', second = '', third = ''] = parts;
  const count = parts.length;
  switch (kind) {
    case 'program':
      return count === 1 ? { kind } : null;
    case 'row':
      return count === 3 && isRowId(second) ? { kind, table: first, row: second } : null;
    case 'cell':
      return count === 4 && isRowId(second) ? { kind, table: first, row: second, column: third } : null;
    case 'change':
      return count === 2 && first !== '' ? { kind, number: first } : null;
    case 'period':
      return count === 2 && first !== '' ? { kind, period: first } : null;
    case 'figure':
      return first !== '' && isDate(second) ? figureOf(first, second, parts.slice(3)) : null;
    default:
      return null;
  }
}

function figureOf(measure: string, asOf: string, groups: readonly string[]): Subject | null {
  const part: Record<string, string> = {};
  for (const group of groups) {
    const at = group.indexOf('=');
    if (at < 1 || group.startsWith('__proto__=')) return null;
    part[group.slice(0, at)] = group.slice(at + 1);
  }
  return { kind: 'figure', measure, part, asOf };
}

/** What figures of one measure and part have in common, whatever their day. */
export function figureText(measure: string, part: Readonly<Record<string, string>>): string {
  return [measure, ...groupsOf(part)].map(encodeURIComponent).join('/');
}
