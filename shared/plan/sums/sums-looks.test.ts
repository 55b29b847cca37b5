import { expect, test } from 'vitest';
import type { SumsOf } from '../figures/computes.ts';
import type { Look } from '../time/look.ts';
import { sumsLooks } from './sums-looks.ts';

/** What sums follow from: tables, each by its columns, with what is read of it. */
function looked(sums: SumsOf<string>): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  const follow = (from: string, { table, on, reads, looks = [] }: Look): void => {
    const by = Object.entries(on).map(([there, own]) => `${there}=${own}`);
    found[`${from}${table} by ${by.join()}`] = reads;
    for (const look of looks) follow(`${table} > `, look);
  };
  for (const look of sumsLooks(sums)) follow('', look);
  return found;
}

test('the current budget of a line follows from the line and its changes, by whichever category', () => {
  const found = looked({ of: { line: 'budgetLine' }, reads: ['current'] });
  expect(found['budgetLines by id=budgetLine']).toEqual(['id', 'project']);
  expect(found).toHaveProperty(['budgetLines > changeLines by budgetLine=id']);
  expect(found).toHaveProperty(['changeLines > changes by number=change']);
  expect(Object.keys(found).join()).not.toMatch(/expenditures|commitments|forecasts/);
});

test('contingency goes by the category of a line, reserve by the class of its project', () => {
  const ofProject = { project: 'number' };
  const contingency = looked({ of: ofProject, reads: ['contingencyDrawn'] });
  expect(contingency['budgetLines by project=number']).toEqual(['id', 'project', 'category']);
  expect(contingency).not.toHaveProperty(['budgetLines > projects by number=project']);
  const reserve = looked({ of: ofProject, reads: ['programReserve'] });
  expect(reserve['budgetLines by project=number']).toEqual(['id', 'project']);
  expect(reserve['budgetLines > projects by number=project']).toEqual(['class']);
});

test('what is paid is found by the posting itself, what is open by the commitment that it names as well', () => {
  const open = looked({ of: { line: 'budgetLine' }, reads: ['openEncumbrance'] });
  for (const way of [
    'budgetLines > commitments by budgetLine=id',
    'budgetLines > expenditures by budgetLine=id',
    'expenditures > commitments by number=commitment,line=commitmentLine',
    'commitments > commitmentChanges by commitment=number,commitmentLine=line',
  ])
    expect(open).toHaveProperty([way]);
});

test('an estimate follows from all that is posted, the forecasts and whether the project is closed', () => {
  const found = looked({ of: { project: 'number' }, reads: ['etc'] });
  expect(found['budgetLines by project=number']).toEqual(['id', 'project', 'category']);
  expect(found['projects by number=number']).toContain('financialStatus');
  expect(found['forecasts by project=number']).toEqual(expect.arrayContaining(['category', 'period', 'etc']));
  expect(Object.keys(found)).toEqual(expect.arrayContaining(['budgetLines > expenditures by budgetLine=id']));
  const sums = looked({ of: { project: 'number' }, reads: ['current'] });
  expect(Object.keys(sums).join()).not.toMatch(/forecasts/);
});
