import { describe, expect, test } from 'vitest';
import { internalWordsIn } from '../../../test/internal-words.ts';
import { tableNamed } from '../../tables/all-tables.ts';
import { invariants } from '../invariants/all-invariants.ts';
import { invariantFacts, judgePlan, type Verdict } from '../invariants/judge-plan.ts';
import { planOfRows } from './plan-of-rows.ts';
import { plantedCases } from './planted-cases.ts';
import { DIRTY_DAY, soundGround, work, type PlantedRow } from './sound-work.ts';

function judged(rows: readonly PlantedRow[], today = DIRTY_DAY): Verdict[] {
  return judgePlan(invariantFacts(planOfRows(rows), today));
}

/** What is found in a plan of these rows: rule, cents, sentence. */
function found(rows: readonly PlantedRow[]): unknown[] {
  return judged(rows).flatMap(({ id, findings }) =>
    findings.map(({ difference, message }) => [id, difference, message]),
  );
}

const planted = plantedCases.flatMap(({ rows }) => rows);

describe('the dirty plan', () => {
  test('is sound where nothing has been planted', () => {
    expect(found([...soundGround, ...work(1, 'One'), ...work(2, 'Two')])).toEqual([]);
  });

  test.each(plantedCases.map((each) => [each.rule, each] as const))(
    '%s: its planted case is found once, to the cent, with its message, and nothing else is',
    (_rule, { rule, difference, message, rows }) => {
      expect(found([...soundGround, ...rows])).toEqual([[rule, difference, message]]);
    },
  );

  test('as a whole holds each planted case once, and nothing else', () => {
    const expected = plantedCases.map(({ rule, difference, message }) => [rule, difference, message]);
    expect(found([...soundGround, ...planted])).toEqual(expected);
  });

  test('has a case for every rule that an entry can break', () => {
    const breakable = invariants.filter(({ mend }) => !mend.startsWith('No entry in the plan'));
    expect(plantedCases.map(({ rule }) => rule)).toEqual(breakable.map(({ id }) => id).sort());
    expect(invariants.length - breakable.length).toBe(4);
  });

  test('names of every finding the cells to blame, of rows and columns that exist', () => {
    const rows = [...soundGround, ...planted];
    for (const { id, findings } of judged(rows)) {
      for (const { cells } of findings) {
        expect(cells.length, id).toBeGreaterThan(0);
        for (const { table, row, column } of cells) {
          expect(rows[Number(row.slice(1))]?.table, id).toBe(table);
          if (column !== null) expect(Object.keys(tableNamed(table).columns), id).toContain(column);
        }
      }
    }
  });

  test('[FB12] speaks without internal words, in titles, messages and what to do', () => {
    const said = judged([...soundGround, ...planted]).flatMap(({ title, mend, findings }) => [
      title,
      mend,
      ...findings.map(({ message }) => message),
    ]);
    expect(said.flatMap((sentence) => internalWordsIn(sentence))).toEqual([]);
  });
});
