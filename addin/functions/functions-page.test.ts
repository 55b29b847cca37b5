import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cuts } from '../../shared/plan/figures/cuts.ts';
import { describedFunctions, FUNCTION_NAMESPACE } from './described-functions.ts';
import { readQuestion } from './question.ts';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'functions.md'), 'utf8');

/** Formulas of the page: the function and its arguments; cell A2 holds a source code there. */
const formulas = [...page.matchAll(/`=SEP\.(\w+)\(([^)`]*)\)`/g)].map(([, id = '', list = '']) => {
  const args =
    list === '' ? [] : list.split(', ').map((argument) => argument.replace('A2', 'BND-A').replaceAll('"', ''));
  return { id, args };
});

describe('the page about functions', () => {
  test('shows every function', () => {
    expect(new Set(formulas.map(({ id }) => id))).toEqual(new Set(describedFunctions.map(({ id }) => id)));
    expect(FUNCTION_NAMESPACE).toBe('SEP');
  });

  test.each(formulas.filter(({ id }) => id === 'TOTAL'))(
    'has an example that is understood: TOTAL $args',
    ({ args }) => {
      const [measure, ...pairs] = args;
      expect(readQuestion(measure, pairs)).toMatchObject({ ok: true });
    },
  );

  test('lists the cuts there are', () => {
    expect(page).toContain(`- **Cuts:** ${cuts.join(', ')}.`);
  });
});
