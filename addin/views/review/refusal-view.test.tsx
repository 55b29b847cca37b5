import { describe, expect, test } from 'vitest';
import { refusalLines } from '../../../shared/sync/refusal-lines.ts';
import type { OpenRefusal } from '../../sync/session/sync-state.ts';
import { showOnPage } from '../testing/show-view.tsx';
import { RefusalView } from './refusal-view.tsx';

const refusal: OpenRefusal = {
  table: 'commitments',
  row: 'R1',
  rowKey: 'C-001',
  column: 'type',
  value: 'Contarct',
  rule: 'V05',
  message: 'Type “Contarct” is none of the list.',
};

function show(refused: readonly OpenRefusal[], isBusy = false) {
  const calls: string[] = [];
  const [line] = refusalLines(refused);
  if (line === undefined) throw new Error('Nothing was refused.');
  const page = showOnPage(() => (
    <RefusalView
      line={line}
      isBusy={isBusy}
      onMend={({ column }, value) => void calls.push(`mend ${column} ${String(value)}`)}
      onJump={({ column }) => void calls.push(`jump ${column}`)}
      onPutBack={(places) => void calls.push(`put back ${places.length}`)}
    />
  ));
  return { ...page, calls };
}

describe('a value that was not accepted', () => {
  test('says why, that it is not sent, and the ways out', async () => {
    const page = show([refusal]);
    await page.says('Type “Contarct” is none of the list.');
    await page.says('Not sent. It stays in this workbook.');
    expect(page.buttons()).toContain('Enter another value');
    expect(document.activeElement?.textContent ?? '').not.toBe('Enter another value');
    await page.press('Put back the plan’s value');
    await page.press('Go to cell');
    await page.press('Use “Contract”');
    expect(page.calls).toEqual(['put back 1', 'jump type', 'mend type Contract']);
  });

  test('offers no value where none is meant', async () => {
    const page = show([{ ...refusal, value: 'Something else' }]);
    await page.says('Not sent.');
    expect(page.buttons().filter((name) => name.startsWith('Use'))).toEqual([]);
  });

  test('is another one, which is asked for and can be left', async () => {
    const page = show([refusal]);
    await page.press('Enter another value');
    expect(page.buttons()).not.toContain('Enter another value');
    expect(page.buttons()).not.toContain('Go to cell');
    await page.press('Cancel');
    await page.says('Go to cell');
    expect(page.buttons()).toContain('Enter another value');
    expect(page.calls).toEqual([]);
    const again = [...document.querySelectorAll('button')].find(
      (button) => button.textContent === 'Enter another value',
    );
    await expect.poll(() => document.activeElement === again).toBe(true);
  });

  test('of a whole row is not entered anew, only put back', async () => {
    const page = show([{ ...refusal, column: null, rule: 'REF1', message: 'The row cannot be deleted.' }]);
    await page.says('The row cannot be deleted.');
    expect(page.buttons()).not.toContain('Enter another value');
    await page.press('Put back the plan’s row');
    expect(page.calls).toEqual(['put back 1']);
  });

  test('cannot be mended while a sync is under way', async () => {
    const page = show([refusal], true);
    await page.says('Not sent.');
    const disabled = [...document.querySelectorAll('button[aria-disabled=true]')].map((button) => button.textContent);
    expect(disabled).toEqual(expect.arrayContaining(['Put back the plan’s value', 'Enter another value']));
  });
});
