import type { CodeColumn, Column, ListColumn, ReferenceColumn, TextColumn } from '../column.ts';
import type { KindSpec } from './kind-spec.ts';
import { codeBeforeName } from '../name-separator.ts';
import { parsed, refused, shown, type Parsed } from './parsed.ts';
import { isStorable } from './storable-text.ts';

const TEXT_FORMAT = '@';
const REFERENCE_LENGTH = 60;

/** Text that normalizing leaves as it is: printable ASCII without spaces at the ends. Most cells are. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

/** [E6] Unicode NFC, NBSP as space, line ends as \n, trimmed at both ends. */
export function normalizeText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.normalize('NFC').replaceAll('\u00A0', ' ').replaceAll(/\r\n?/g, '\n').trim();
}

/**
 * Marks that nobody sees and that copied text brings along: zero-width spaces, marks of direction, soft hyphens. What turns the digits
 * behind it round is seen well enough: without it "1234" would be another number than the cell shows.
 */
const UNSEEN = /(?![\u202B\u202E\u2067])\p{Cf}/gu;
/** Dashes that mail and word processors put for a hyphen; one that may not break looks just like it. */
const DASHES = /[\u2010-\u2015\u2212]/gu;

/** [E6] Text of a fixed form as a person sees it: without marks that cannot be seen, which are no part of any code, date or number. */
export function visibleText(text: string): string {
  return PLAIN.test(text) ? text : normalizeText(text.replaceAll(UNSEEN, ''));
}

/** [E6] A code as it is typed: no code holds another dash than the hyphen. */
function codeText(text: string): string {
  return PLAIN.test(text) ? text : visibleText(text).replaceAll(DASHES, '-');
}

/** True for text that normalizing leaves empty. */
export function isBlankText(text: string): boolean {
  const first = text.charCodeAt(0);
  const isVisible = first > 0x20 && first < 0x7f;
  return !isVisible && normalizeText(text) === '';
}

/** Text as every database and .xlsx can hold it, at most `maxLength` characters. */
function readText(column: Column, raw: string, maxLength: number): Parsed {
  const isPlain = PLAIN.test(raw);
  const text = isPlain ? raw : normalizeText(raw);
  if (text === '') return parsed(null);
  if (!isPlain && !isStorable(text)) {
    return refused('E6', `${column.label} holds a character that cannot be stored. Type the text again.`);
  }
  if (text.length > maxLength) {
    return refused('E6', `${column.label} has ${text.length} characters; shorten it to ${maxLength}.`);
  }
  return parsed(text);
}

/** What a person reads for a value in a text cell that Excel holds as number or flag. */
function textOfExcel(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return String(value);
}

function wireText(column: Column, value: string | number | boolean, read: (text: string) => Parsed): Parsed {
  return typeof value === 'string' ? read(value) : refused('E2', `${column.label} must be text, not ${shown(value)}.`);
}

/** Kinds whose canonical value, Excel cell and displayed form are one and the same text. */
function textKind<C extends Column>(read: (column: C, text: string) => Parsed): KindSpec<C> {
  return {
    sqlType: 'text',
    isText: true,
    numberFormat: () => TEXT_FORMAT,
    fromWire: (column, value) => wireText(column, value, (text) => read(column, text)),
    fromExcel: (column, cell) => read(column, textOfExcel(cell.value)),
    toExcel: (_column, value) => value,
    format: (_column, value) => String(value),
  };
}

export const textKindSpec = textKind<TextColumn>((column, text) => readText(column, text, column.maxLength));

/** Compiled patterns, by their source. */
const patterns = new Map<string, RegExp>();

function patternOf({ pattern }: CodeColumn): RegExp {
  let compiled = patterns.get(pattern);
  if (!compiled) patterns.set(pattern, (compiled = new RegExp(pattern, 'u')));
  return compiled;
}

export const codeKindSpec = textKind<CodeColumn>((column, raw) => {
  const result = readText(column, codeText(raw), 200);
  if (!result.ok || typeof result.value !== 'string') return result;
  const text = result.value;
  if (patternOf(column).test(text)) return result;
  if (column.digits !== undefined && looksDamaged(text, column.digits)) {
    return refused(
      'V03',
      `${shown(text)} looks like a number Excel has changed. ${column.label} needs ${column.digits} digits; format the column as Text and re-enter it.`,
    );
  }
  return refused(column.rule ?? 'V09', `${column.label} must be ${column.form}; ${shown(text)} is not.`);
});

/** Excel drops leading zeros and writes long codes as 1.96E+13. */
function looksDamaged(text: string, digits: number): boolean {
  return /^\d(\.\d+)?E\+\d+$/i.test(text) || (/^\d+$/.test(text) && text.length < digits);
}

export const listKindSpec = textKind<ListColumn>((column, raw) => {
  const text = visibleText(raw);
  if (text === '') return parsed(null);
  if (column.values.includes(text)) return parsed(text);
  const form = codeText(text).toLowerCase();
  const match = column.values.find((value) => codeText(value).toLowerCase() === form);
  if (match !== undefined) return parsed(match);
  return refused(
    'V05',
    `${shown(text)} is not allowed for ${column.label}. Choose one of: ${column.values.join(', ')}.`,
  );
});

/** [FB6] What people read beside a code they also copy and type: of "0417 · Alder Elementary" the code is taken. */
export const referenceKindSpec = textKind<ReferenceColumn>((column, raw) =>
  readText(column, PLAIN.test(raw) ? raw : codeText(codeBeforeName(visibleText(raw))), REFERENCE_LENGTH),
);
