import { Script, createContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { FUNCTION_NAMESPACE } from './described-functions.ts';
import { functionsFiles } from './functions-files.ts';

/** Microsoft's format, from "Manually create JSON metadata for custom functions": names, types and lengths; no other keys. */
const type = z.enum(['boolean', 'number', 'string', 'any']);
const dimensionality = z.enum(['scalar', 'matrix']);
const microsoftsFormat = z.strictObject({
  $schema: z.literal('https://developer.microsoft.com/json-schemas/office-js/custom-functions.schema.json'),
  functions: z.array(
    z.strictObject({
      id: z.string().regex(/^[A-Za-z0-9.]{1,64}$/),
      name: z.string().regex(/^[A-Z][A-Z0-9._]{2,63}$/),
      description: z.string().min(1).max(128),
      parameters: z.array(
        z.strictObject({
          name: z.string().regex(/^[A-Za-z]\w{0,63}$/),
          description: z.string().min(1).max(128),
          type,
          dimensionality,
          optional: z.boolean().optional(),
          repeating: z.boolean().optional(),
        }),
      ),
      result: z.strictObject({ type, dimensionality }),
      options: z.strictObject({ stream: z.boolean().optional(), cancelable: z.boolean().optional() }),
    }),
  ),
});

describe('functions.json', () => {
  const { functions } = microsoftsFormat.parse(JSON.parse(functionsFiles()['functions.json']));

  test('lists every function once under a name of its own', () => {
    expect(functions.map(({ id, name }) => [id, name])).toEqual([
      ['TOTAL', 'TOTAL'],
      ['BUDGET', 'BUDGET'],
      ['ASOF', 'ASOF'],
    ]);
    expect(FUNCTION_NAMESPACE).toMatch(/^[A-Z]+$/);
  });

  test('nothing required follows what may be left out, and only the last parameter repeats', () => {
    for (const { parameters } of functions) {
      const isOptional = parameters.map(({ optional, repeating }) => optional === true || repeating === true);
      expect(isOptional).toEqual(isOptional.toSorted((a, b) => Number(a) - Number(b)));
      expect(parameters.slice(0, -1).every(({ repeating }) => repeating !== true)).toBe(true);
    }
  });

  test('a streaming function is not cancelable as well', () => {
    expect(functions.map(({ options }) => options)).toEqual(functions.map(() => ({ stream: true })));
  });
});

describe('functions.js', () => {
  const run = (window: object) => new Script(functionsFiles()['functions.js']).runInContext(createContext(window));

  test('holds formulas back where Excel has custom functions', () => {
    let held = 0;
    run({ CustomFunctions: { delayInitialization: () => held++ } });
    expect(held).toBe(1);
  });

  test('does nothing where there are none, or none that can be held', () => {
    expect(() => run({})).not.toThrow();
    expect(() => run({ CustomFunctions: {} })).not.toThrow();
  });
});
