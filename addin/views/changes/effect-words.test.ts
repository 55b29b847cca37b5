import { describe, expect, test } from 'vitest';
import { noNames } from '../../../shared/tables/code-names.ts';
import { effectLines, groupWords, largestLine } from './effect-words.ts';

const effect = (measures: Record<string, { before: number; after: number }>) => ({ group: '', measures });

describe('what sending would do to the figures', () => {
  test('is told figure by figure in the order of the reports, in money', () => {
    const lines = effectLines(
      effect({ current: { before: 100_000, after: 350_000 }, original: { before: 500, after: 0 } }),
    );
    expect(lines).toEqual([
      { label: 'Original Budget', before: '5.00', after: '0.00', difference: '−5.00' },
      { label: 'Current Budget', before: '1,000.00', after: '3,500.00', difference: '+2,500.00' },
    ]);
    expect(effectLines(effect({}))).toEqual([]);
  });

  test('in a word is what changes most, up or down', () => {
    const figures = { original: { before: 0, after: 100 }, expended: { before: 900, after: 100 } };
    expect(largestLine(effect(figures))).toMatchObject({ label: 'Expended', difference: '−8.00' });
    expect(largestLine(effect({ ...figures, eac: { before: 0, after: 900 } }))?.difference).toBe('+9.00');
  });

  test('in a word is the current budget where several change alike, else the first of the reports', () => {
    const alike = { before: 0, after: 100 };
    expect(largestLine(effect({ original: alike, eac: alike, current: alike }))?.label).toBe('Current Budget');
    expect(largestLine(effect({ eac: alike, original: alike }))?.label).toBe('Original Budget');
    expect(largestLine(effect({ original: alike, current: { before: 0, after: 50 } }))?.label).toBe('Original Budget');
    expect(largestLine(effect({}))).toBeNull();
  });
});

test('a source or project is named with its code, and what has none is said', () => {
  expect(groupWords('source', '', noNames)).toBe('No source');
  expect(groupWords('project', '', noNames)).toBe('No project');
  expect(groupWords('source', 'BND-A', noNames)).toBe('BND-A');
});
