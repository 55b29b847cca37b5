import { expect, test } from 'vitest';
import { spliceChange } from './splice-change.ts';

const text = 'if (a && b && c) {\n  stop();\n}\n';

test('an expression keeps to itself, whatever stands beside it', () => {
  const range = { start: { line: 0, column: 4 }, end: { line: 0, column: 10 } };
  expect(spliceChange(text, range, 'a || b')).toEqual({
    original: 'a && b',
    changedText: 'if ((a || b) && c) {\n  stop();\n}\n',
  });
});

test('a block over several lines is replaced as it stands', () => {
  const range = { start: { line: 0, column: 17 }, end: { line: 2, column: 1 } };
  expect(spliceChange(text, range, '{}')).toEqual({
    original: '{\n  stop();\n}',
    changedText: 'if (a && b && c) {}\n',
  });
});

test('an emptied branch of a switch gets no parentheses', () => {
  const range = { start: { line: 0, column: 0 }, end: { line: 0, column: 16 } };
  expect(spliceChange("case 'x': stop();", range, "case 'x':").changedText).toBe("case 'x':;");
  expect(spliceChange('default: stop(1);', range, 'default:').changedText).toBe('default:;');
});
