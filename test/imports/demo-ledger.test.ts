import { describe, expect, test } from 'vitest';
import { generateDemo } from '../../server/demo/generate-demo.ts';
import { numberForm } from '../../shared/ledger/code-forms.ts';
import { ledgerSums } from '../../shared/ledger/ledger-plan.ts';
import { demoLedger } from './demo-ledger.ts';
import { ledgerOf, planTables } from './read-ledger.ts';

const demo = generateDemo('demo');
const plan = planTables(demo);
const postings = demo.of('expenditures');
const ledger = demoLedger(demo, postings);
const empty = { ...plan, expenditures: [], periods: [] };

describe('the demo’s own ledger, as a program of accounts exports it', () => {
  const read = ledgerOf(ledger.csv, { ...empty, ledgerRules: ledger.rules });
  const sums = ledgerSums(read.ledgerRows);

  test('is matched by rule but for two in a hundred rows, and each to the line it was charged to', () => {
    const lineOf = new Map(postings.map(({ cells }) => [`${cells['document']}/${cells['line']}`, cells['budgetLine']]));
    const wrong = read.edits.filter((edit) => {
      const cells = edit.kind === 'insert' ? edit.cells : {};
      return lineOf.get(`${numberForm(String(cells['document']))}/${cells['line']}`) !== cells['budgetLine'];
    });
    expect(wrong).toEqual([]);
    expect(sums.taken.rows / ledger.rows).toBeGreaterThanOrEqual(0.98);
  });

  test('[V33] goes where it goes to the cent', () => {
    expect(sums.total).toEqual({ rows: ledger.rows, cents: ledger.total });
    const { taken, duplicates, exceptions, waiting, outside } = sums;
    const parts = [taken, duplicates, exceptions, waiting, outside];
    expect(parts.reduce((sum, { cents }) => sum + cents, 0)).toBe(ledger.total);
  });

  test('is written the same for the same seed', () => {
    expect(demoLedger(demo, postings)).toEqual(ledger);
    expect(demoLedger(demo, postings, 8).csv).not.toBe(ledger.csv);
  });

  test('[V32] brings nothing into the plan that has it, in whichever form', () => {
    const again = ledgerOf(demoLedger(demo, postings, 9).csv, { ...plan, ledgerRules: ledger.rules });
    const { total, duplicates } = ledgerSums(again.ledgerRows);
    expect(again.edits).toEqual([]);
    expect(duplicates).toEqual(total);
  });
});
