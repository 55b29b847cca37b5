import { expect, test } from 'vitest';
import { parseFilter, type Filter } from './parse-filter.ts';

/** A filter with all of its brackets. */
function shown(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${shown(filter.left)} ${filter.kind} ${shown(filter.right)})`;
    case 'not':
      return `not ${shown(filter.of)}`;
    case 'compare':
      return `${named(filter)} ${filter.by} ${JSON.stringify(filter.value)}`;
    case 'text':
      return `${filter.by} ${named(filter)} ${JSON.stringify(filter.value)}`;
  }
}

function named({ name, folded }: { readonly name: string; readonly folded: string | null }): string {
  return folded === null ? name : `${folded}(${name})`;
}

test.each([
  ["name eq 'O''Neil'", 'name eq "O\'Neil"'],
  ['a eq 1 or b eq 2 and not c eq null', '(a eq 1 or (b eq 2 and not c eq null))'],
  ['(a eq 1 or b eq -2.5) and flag eq true', '((a eq 1 or b eq -2.5) and flag eq true)'],
  ["contains(tolower(name),'ñ')", 'contains lower(name) "ñ"'],
  ["not startswith(name,'A') and endswith(name,' ') eq true", '(not startswith name "A" and endswith name " ")'],
  ['day ge 2026-10-31', 'day ge {"date":"2026-10-31"}'],
  ['day lt 2026-10-31T00:00:00Z', 'day lt {"date":"2026-10-31"}'],
  ["code in ('a','b')", '(code eq "a" or code eq "b")'],
  ['a eq 1 or a eq 2 or a eq 3', '(a eq 1 or (a eq 2 or a eq 3))'],
])('%s', (text, expected) => {
  expect(shown(parseFilter(text))).toBe(expected);
});

test.each([
  ['', 'at its end'],
  ['name eq', 'at its end'],
  ["name eq 'x", 'from “'],
  ['name like 1', 'at like'],
  ["name eq 'x' name", 'at name'],
  ['name eq 1; DROP TABLE sites', 'from “; DROP'],
  ['1 eq 1', 'at 1'],
  ['(name eq 1', 'at its end'],
  ['contains(name,1)', 'looks for a text'],
  [`${'('.repeat(50)}a eq 1${')'.repeat(50)}`, 'deep'],
  [`name eq '${'x'.repeat(5000)}'`, 'characters'],
])('%s is refused with its place', (text, words) => {
  expect(() => parseFilter(text)).toThrow(words);
});
