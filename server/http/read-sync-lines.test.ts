import { expect, test } from 'vitest';
import { z } from 'zod';
import { HttpError } from '../errors.ts';
import { readSyncLines } from './read-sync-lines.ts';
import { wordsOfIssue } from './request-words.ts';

// As the routes have it.
z.config({ customError: wordsOfIssue });

const FIRST = '{"protocol":1,"base":0,"syncId":"s","workbook":"w","edits":{}}';
const ROW = 'R0A1B2C3D4E5F6G7';
const ROWS = JSON.stringify({ table: 'sites', rows: [ROW], columns: { code: '0417' } });
const CUT = 'The body was cut off before its last line. Nothing was changed; send it again.';

async function* bytesOf(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const line of lines) yield new TextEncoder().encode(line);
}

/** What the lines are refused with. */
async function refusal(...lines: string[]): Promise<string> {
  const read = readSyncLines(bytesOf([lines.join('\n')]));
  return read.then(
    ({ edits }) => `${edits.length} edits`,
    (error: unknown) => (error instanceof HttpError ? error.message : String(error)),
  );
}

test.each([
  ['nothing', [], CUT],
  ['a first line alone', [FIRST], CUT],
  ['half a line', [FIRST, ROWS.slice(0, 50)], CUT],
  ['no last line', [FIRST, ROWS, ''], CUT],
  ['a last line of other rows', [FIRST, ROWS, '{"end":2}'], 'lines.3: There were 1 rows, not 2.'],
  ['a last line of no number', [FIRST, ROWS, '{"end":"1"}'], 'lines.3.end: This must be a number.'],
  ['a line after the last', [FIRST, ROWS, '{"end":1}', ROWS], 'lines.4: Nothing may follow the last line.'],
  ['a line that is no JSON', [FIRST, '{"table":', '{"end":0}'], 'lines.2: The line is no JSON.'],
  ['a row twice', [FIRST, ROWS, ROWS, '{"end":2}'], `lines.3.rows.0: Row ${ROW} comes twice in this request.`],
  ['a wrong first line', ['{"protocol":1}', '{"end":0}'], 'lines.1.base: This is missing.'],
  [
    'an edit of no table',
    [FIRST.replace('"edits":{}', '"edits":{"castles":{}}'), '{"end":0}'],
    'edits.castles: There is no such table.',
  ],
  [
    'text that cannot be kept',
    [FIRST, ROWS.replace('0417', '\\u0000'), '{"end":1}'],
    'lines.2.columns.code: This text holds a character that cannot be stored (NUL, or half of a character). Nothing was changed; type the text again.',
  ],
  ['a member that has no place', [FIRST, '{"__proto__":1}'], 'lines.2.__proto__: There is no place for __proto__.'],
  ['all that there should be', [FIRST, ROWS, '{"end":1}'], '1 edits'],
])('%s', async (_what, lines, said) => {
  expect(await refusal(...lines)).toBe(said);
});

test.each([
  ['cells', 80_001, 50],
  ['rows', 300_001, 1],
])('[FD4] %s are counted as they come, however few bytes say them', async (_what, count, width) => {
  const columns = Object.fromEntries(Array.from({ length: width }, (_, place) => [`c${place}`, 1]));
  const line = JSON.stringify({ table: 'sites', rows: Array.from({ length: count }, () => ROW), columns });
  expect(await refusal(FIRST, line, `{"end":${count}}`)).toBe(
    'The request holds too many values. Send it in smaller parts.',
  );
});
