import { expect, test } from 'vitest';
import type { Refusal } from './outcome.ts';
import { refusalLines } from './refusal-lines.ts';

const refusal = (row: string, column: string | null, rule = 'V01', table = 'sites'): Refusal => {
  return { table, row, column, rule, value: null, message: `${column ?? 'The row'} by ${rule}.` };
};
const lines = (...refusals: Refusal[]) => refusalLines(refusals).map(({ column, message }) => [column, message]);

test('[FA7, V01] what a row lacks is one line, where the first of it stood', () => {
  const refusals = [refusal('A', 'name'), refusal('B', 'zip', 'V09'), refusal('A', 'status'), refusal('A', 'type')];
  expect(lines(...refusals)).toEqual([
    [null, 'Three required cells are empty: Site Name, Site Status and Site Type.'],
    ['zip', 'zip by V09.'],
  ]);
  expect(refusalLines(refusals)[0]).toMatchObject({
    first: refusals[0],
    all: [refusals[0], refusals[2], refusals[3]],
  });
});

test('[V01] one empty cell keeps its own sentence, and rows are told apart by table as well', () => {
  const refusals = [refusal('A', 'name'), refusal('B', 'name'), refusal('A', 'name', 'V01', 'systems')];
  expect(lines(...refusals)).toEqual(refusals.map(({ column, message }) => [column, message]));
});

test('[V01] a new row that is refused as a whole, and other rules of the same row, stay lines of their own', () => {
  const refusals = [refusal('A', null), refusal('A', null), refusal('B', 'name'), refusal('B', 'status', 'V08')];
  expect(lines(...refusals)).toHaveLength(4);
});

test('many are counted by figure', () => {
  const columns = ['code', 'name', 'type', 'erateClass', 'region', 'boardDistrict', 'street', 'city', 'state', 'zip'];
  const [line] = refusalLines(columns.map((column) => refusal('A', column)));
  expect(line?.message).toMatch(/^10 required cells are empty: Location Code, .* and ZIP\.$/);
});

test('a place that stands before the sentence names the column only where the sentence does not', () => {
  const said = (message: string) => refusalLines([{ ...refusal('A', 'name'), message }])[0]?.placeColumn;
  expect(said('Site Name is longer than 90 characters.')).toBeNull();
  expect(said('Two sites are called so.')).toBe('name');
  expect(refusalLines([refusal('A', null)])[0]?.placeColumn).toBeNull();
});
