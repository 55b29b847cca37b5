import { describe, expect, test } from 'vitest';
import { allowUniver } from './testing/load-univer.ts';

allowUniver();
const { withoutSumsOfDates: said } = await import('./counted-dates.ts');

describe('the status bar', () => {
  const values = [
    { func: 'SUM', value: 92_000 },
    { func: 'COUNTA', value: 2 },
    { func: 'COUNT', value: 2 },
    { func: 'AVERAGE', value: 46_000 },
  ];

  test('counts dates and does not add them up', () => {
    expect(said({ values, pattern: 'yyyy-mm-dd' })).toEqual({ values: [values[1], values[2]], pattern: null });
    expect(said({ values, pattern: 'yyyy-mm-dd hh:mm' })).toMatchObject({ values: [values[1], values[2]] });
  });

  test('adds up everything else', () => {
    for (const pattern of ['#,##0.00', '0.0%', 'General', '@', null]) {
      expect(said({ values, pattern })).toEqual({ values, pattern });
    }
    expect(said(null)).toBeNull();
  });
});
