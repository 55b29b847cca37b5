import { describe, expect, test } from 'vitest';
import { programRows } from '../figures/columns-read.ts';
import { basisWords, estimateBasis } from './estimate-basis.ts';
import { stepKindWords, stepWords, type SaidStep } from './step-words.ts';

const step = (more: Partial<SaidStep>): SaidStep => ({
  key: 'k',
  kind: 'rows',
  account: 'paid',
  change: null,
  category: null,
  ...more,
});

describe('[bridge] a step says why a figure is another', () => {
  test.each<[Partial<SaidStep>, string, string | null]>([
    [{ kind: 'change', account: 'board', change: 'BC-0031' }, 'BC-0031', 'Board amendments'],
    [
      {
        kind: 'change',
        account: 'staff',
        change: 'BC-0031',
        title: 'Augment the cameras',
        reportNumber: 'Rep-110-25/26',
      },
      'BC-0031 · Augment the cameras (Rep-110-25/26)',
      'Other approved changes',
    ],
    [{ kind: 'change', account: 'board', change: 'BC-1', reportNumber: 'Rep-1' }, 'BC-1 (Rep-1)', 'Board amendments'],
    [{ kind: 'rows', account: 'paid' }, 'Payments on contracts', null],
    [{ kind: 'estimate', account: 'estimate' }, 'Still to come', null],
    [{ kind: 'estimate', account: 'estimate', category: 'Equipment' }, 'Still to come: Equipment', null],
    [
      { kind: 'moved', account: 'original', key: 'moved/26.00001' },
      'Assigned anew: 26.00001',
      'Says the same as before, and counts elsewhere now',
    ],
  ])('%j: %s', (more, words, kind) => {
    expect([stepWords(step(more)), stepKindWords(step(more))]).toEqual([words, kind]);
  });
});

describe('[T12] an estimate to complete goes by', () => {
  const project = (number: string, more: object = {}) => ({
    row: number,
    cells: {
      number,
      name: number,
      program: 'Safety',
      primarySystem: 'LAN',
      class: 'Site',
      status: 'Active',
      financialStatus: 'Open',
      percentComplete: 0,
      ...more,
    },
  });
  const forecast = (row: string, of: string, category: string, period: string) => ({
    row,
    cells: { project: of, category, period, etc: 5 },
  });
  const programOf = () =>
    programRows({
      projects: [
        project('A'),
        project('B'),
        project('Z', { financialStatus: 'Closed', financiallyClosedOn: '2026-03-10' }),
      ],
      forecasts: [
        forecast('F1', 'A', 'Equipment', '2026-02'),
        forecast('F2', 'A', 'Equipment', '2026-03'),
        forecast('F0', 'A', 'Equipment', '2026-01'),
        forecast('F3', 'A', 'All categories', '2026-02'),
        forecast('F4', 'Z', 'Equipment', '2026-02'),
        forecast('F5', 'A', 'Services', '2026-02'),
        forecast('F6', 'A', 'Services', '2026-02'),
      ],
    });

  test.each<[string, string | null, string | null, string, string | null]>([
    ['A', 'Equipment', null, 'the forecast for Equipment of 2026-03', 'F2'],
    ['A', 'Equipment', '2026-03-01', 'the forecast for Equipment of 2026-03', 'F2'],
    ['A', 'Equipment', '2026-02-28', 'the forecast for Equipment of 2026-02', 'F1'],
    ['A', 'Services', null, 'the forecast for Services of 2026-02', 'F6'],
    ['A', 'Contingency', null, 'the forecast of 2026-02', 'F3'],
    ['A', null, null, 'the forecast of 2026-02', 'F3'],
    ['A', 'Equipment', '2025-12-31', 'what is unspent or under contract', null],
    ['B', 'Equipment', null, 'what is unspent or under contract', null],
    ['Z', 'Equipment', null, 'nothing to come: financially closed', null],
    ['Z', 'Equipment', '2026-03-10', 'nothing to come: financially closed', null],
    ['Z', 'Equipment', '2026-03-09', 'the forecast for Equipment of 2026-02', 'F4'],
  ])('of %s, %s, on %s: %s', (number, category, day, words, row) => {
    const basis = estimateBasis(programOf(), day)(number, category);
    expect(basisWords(basis)).toBe(words);
    expect(basis.kind === 'forecast' ? basis.row : null).toBe(row);
  });
});
