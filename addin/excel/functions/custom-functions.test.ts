import { afterEach, expect, test } from 'vitest';
import { customFunctionsRuntime, isStreamingCall } from './custom-functions.ts';

const provide = (runtime: unknown): boolean => Reflect.set(globalThis, 'CustomFunctions', runtime);

afterEach(() => void Reflect.deleteProperty(globalThis, 'CustomFunctions'));

test('a runtime is one that can do all that is needed of it; where Excel has none, there is none', () => {
  expect(customFunctionsRuntime()).toBeNull();
  const whole = { associate: () => undefined, Error, ErrorCode: {} };
  provide(whole);
  expect(customFunctionsRuntime()).toBe(whole);
  for (const lacking of ['associate', 'Error', 'ErrorCode']) {
    provide(Object.fromEntries(Object.entries(whole).filter(([name]) => name !== lacking)));
    expect(customFunctionsRuntime()).toBeNull();
  }
  for (const other of [null, 5, 'CustomFunctions', undefined]) {
    provide(other);
    expect(customFunctionsRuntime()).toBeNull();
  }
});

test('the call is told from arguments by what can be done with it', () => {
  expect(isStreamingCall({ setResult: () => undefined })).toBe(true);
  for (const argument of [null, undefined, 5, 'setResult', {}, [['setResult']]]) {
    expect(isStreamingCall(argument)).toBe(false);
  }
});
