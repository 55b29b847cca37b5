import { describe, expect, test } from 'vitest';
import { dayRemark } from './day-remark.ts';

const span = { begun: '2024-11-20', today: '2026-11-28' };

describe('figures as of a day', () => {
  test.each(['2024-11-20', '2025-06-30', '2026-11-28'])('on which the plan was there need no remark: %s', (day) => {
    expect(dayRemark(day, span, [0, 0])).toBeNull();
  });

  test('before the plan was begun, where nothing is dated that early, are a sentence and no figures', () => {
    expect(dayRemark('1990-01-01', span, [0, 0])).toEqual({
      isEmpty: true,
      words:
        'There are no figures as of 1990-01-01: this plan was begun on 2024-11-20, and no obligation or payment in it is dated that early. Choose a later day.',
    });
  });

  test('before the plan was begun, where something was entered later for that day, say what counts', () => {
    const remark = dayRemark('2024-06-30', span, [0, 12_500]);
    expect(remark).toMatchObject({ isEmpty: false });
    expect(remark?.words).toContain('entered since then and is dated up to 2024-06-30');
  });

  test('that is still to come say so', () => {
    const remark = dayRemark('2099-01-01', span, [0, 0]);
    expect(remark).toMatchObject({ isEmpty: false });
    expect(remark?.words).toContain('2099-01-01 is still to come.');
  });
});
