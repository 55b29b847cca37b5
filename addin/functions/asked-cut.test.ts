import { describe, expect, test } from 'vitest';
import { findCut, isRegistry, readGroup } from './asked-cut.ts';

test('a cut is found by its name, its column’s header and the words people use', () => {
  for (const name of ['source', 'Source Code', 'fund', 'Funding Source']) {
    expect(findCut(name)).toEqual({ ok: true, cut: 'source' });
  }
  expect(findCut('school')).toEqual({ ok: true, cut: 'site' });
  expect(findCut('colour')).toMatchObject({ ok: false, message: expect.stringContaining('“colour”') });
  expect([isRegistry('project'), isRegistry('source'), isRegistry('region')]).toEqual([true, true, false]);
});

describe('the group that a value names', () => {
  test('is a code in capitals however it was typed, and a choice as the list writes it', () => {
    expect(readGroup('source', 'bnd-a')).toEqual({ ok: true, group: 'BND-A' });
    expect(readGroup('region', 'north')).toEqual({ ok: true, group: 'North' });
    expect(readGroup('boardDistrict', 3)).toEqual({ ok: true, group: '3' });
  });

  test('is a location code with its zeros; a number that has lost them is told to be one', () => {
    expect(readGroup('site', '0417')).toEqual({ ok: true, group: '0417' });
    expect(readGroup('site', 417)).toMatchObject({ ok: false, message: expect.stringContaining('4 digits') });
  });

  test('is told to be wrong where no such value can be', () => {
    expect(readGroup('site', 'x')).toMatchObject({ ok: false });
    expect(readGroup('region', true)).toMatchObject({ ok: false });
    expect(readGroup('source', ' ')).toMatchObject({ ok: false, message: '“source” needs a value after it.' });
  });
});
