import { headerForm } from '../sync/read/match-headers.ts';
import type { Column } from '../tables/column.ts';
import { cellFromWire } from '../tables/kinds/kind-of.ts';
import { editableColumns, type Table } from '../tables/table.ts';
import { columnSynonyms } from './column-synonyms.ts';
import { convertCell, type ColumnReading } from './convert-cell.ts';
import { cellText, isBlankCell, type Grid, type GridCell } from './grid.ts';
import type { Header, HeaderBlock } from './header-block.ts';
import { headerWords, likeness } from './header-words.ts';
import { noCodes } from './known-codes.ts';

/** How a header came to its column. */
export type MatchedBy = 'label' | 'synonym' | 'words' | 'contents' | 'layout' | 'remembered' | 'person' | 'none';

export interface ColumnMatch {
  readonly header: Header;
  /** Column of the table, or null for none. */
  readonly column: string | null;
  /** 0 to 1. */
  readonly confidence: number;
  readonly by: MatchedBy;
}

const SAMPLES = 40;
/** Below it nothing is proposed. */
const LEAST = 0.45;
const BY_SYNONYM = 0.95;
const SAME_WORDS = 0.9;
const LEAST_LIKENESS = 0.5;
const BY_CONTENTS = 0.55;
const CONTENTS_FIT = 0.9;
const LEAST_SAMPLES = 3;
/** Codes of so many digits are told by their length alone. */
const TELLING_DIGITS = 9;
const FIT_WEIGHT = 0.5;

const synonymsByTable = new Map(Object.entries(columnSynonyms));

interface Spelling {
  readonly form: string;
  readonly words: ReadonlySet<string>;
  readonly score: number;
  readonly by: MatchedBy;
}

function spellingsOf(table: Table, name: string, column: Column): Spelling[] {
  const spelling = (text: string, score: number, by: MatchedBy): Spelling => {
    return { form: headerForm(text), words: headerWords(text), score, by };
  };
  const synonyms = synonymsByTable.get(table.name)?.[name] ?? [];
  return [
    spelling(column.label, 1, 'label'),
    spelling(name, 1, 'label'),
    ...synonyms.map((text) => spelling(text, BY_SYNONYM, 'synonym')),
  ];
}

/** Forms of everything that heads a column of these tables, by which header rows are told from titles. */
export function knownHeaderForms(tables: readonly Table[]): Set<string> {
  const forms = new Set<string>();
  for (const table of tables) {
    for (const { spellings } of knownColumns(table)) for (const { form } of spellings) forms.add(form);
  }
  return forms;
}

interface Candidate {
  readonly header: Header;
  readonly column: string;
  readonly confidence: number;
  readonly by: MatchedBy;
}

/** Which header is likely which column of the table: the surest first, each column once. */
export function matchColumns(table: Table, block: HeaderBlock, grid: Grid): ColumnMatch[] {
  const known = knownColumns(table);
  const candidates = block.headers.flatMap((header) => candidatesOf(known, header, samplesOf(grid, block, header)));
  candidates.sort((a, b) => b.confidence - a.confidence);
  const byHeader = new Map<Header, Candidate>();
  const taken = new Set<string>();
  for (const candidate of candidates) {
    if (byHeader.has(candidate.header) || taken.has(candidate.column)) continue;
    byHeader.set(candidate.header, candidate);
    taken.add(candidate.column);
  }
  return block.headers.map((header) => byHeader.get(header) ?? { header, column: null, confidence: 0, by: 'none' });
}

/** First filled cells under a header. */
export function samplesOf(grid: Grid, { lastRow }: HeaderBlock, { index }: Header): GridCell[] {
  const samples: GridCell[] = [];
  for (const { number, cells } of grid.rows) {
    if (number <= lastRow || isBlankCell(cells[index])) continue;
    samples.push(cells[index]);
    if (samples.length === SAMPLES) break;
  }
  return samples;
}

interface KnownColumn {
  readonly name: string;
  readonly column: Column;
  readonly spellings: readonly Spelling[];
}

function knownColumns(table: Table): KnownColumn[] {
  return editableColumns(table).flatMap((name) => {
    const column = table.columns[name];
    return column ? [{ name, column, spellings: spellingsOf(table, name, column) }] : [];
  });
}

function candidatesOf(known: readonly KnownColumn[], header: Header, samples: readonly GridCell[]): Candidate[] {
  const found: Candidate[] = [];
  const form = headerForm(header.name);
  const words = headerWords(header.name);
  for (const { name, column, spellings } of known) {
    const { score, by } = headerScore(spellings, form, words);
    const isTelling = score === 0 && tellsByContents(column) && samples.length >= LEAST_SAMPLES;
    if (score === 0 && !isTelling) continue;
    const fit = fitOf(column, samples, isTelling);
    if (isTelling && fit < CONTENTS_FIT) continue;
    const confidence = isTelling ? BY_CONTENTS * fit : score * (1 - FIT_WEIGHT + FIT_WEIGHT * fit);
    if (confidence >= LEAST) found.push({ header, column: name, confidence, by: isTelling ? 'contents' : by });
  }
  return found;
}

function headerScore(
  spellings: readonly Spelling[],
  form: string,
  words: ReadonlySet<string>,
): { score: number; by: MatchedBy } {
  let best: { score: number; by: MatchedBy } = { score: 0, by: 'none' };
  for (const spelling of spellings) {
    const common = likeness(spelling.words, words);
    const found: { score: number; by: MatchedBy } =
      spelling.form === form
        ? { score: spelling.score, by: spelling.by }
        : { score: common >= LEAST_LIKENESS ? SAME_WORDS * common * spelling.score : 0, by: 'words' };
    if (found.score > best.score) best = found;
  }
  return best;
}

function tellsByContents(column: Column): boolean {
  return column.kind === 'list' || (column.kind === 'code' && (column.digits ?? 0) >= TELLING_DIGITS);
}

/** Which part of the samples can be read as the column, proposals somewhat less; with nothing to see, neither good nor bad. */
function fitOf(column: Column, samples: readonly GridCell[], exactOnly: boolean): number {
  if (samples.length === 0) return FIT_WEIGHT;
  const reading: ColumnReading = { column, known: noCodes, date1904: false, inPoints: true, meanings: new Map() };
  const pointsOf = (sample: GridCell): number => {
    if (exactOnly) return cellFromWire(column, cellText(sample)).ok ? 1 : 0;
    const { kind } = convertCell(reading, sample);
    if (kind === 'proposal') return CONTENTS_FIT;
    return kind === 'value' || (column.kind === 'reference' && kind === 'exception') ? 1 : 0;
  };
  let [points, seen] = [0, 0];
  for (const sample of samples) {
    points += pointsOf(sample);
    seen++;
    // What is told by its contents alone must fit nearly everywhere: a few misses say no as well as all samples would.
    if (exactOnly && (samples.length - seen + points) / samples.length < CONTENTS_FIT) return 0;
  }
  return points / samples.length;
}

/** How well the sheet is the table: what its columns come to, with the columns that a row is known by counted twice. */
export function tableScore(table: Table, matches: readonly ColumnMatch[]): number {
  const confidenceBy = new Map(matches.map(({ column, confidence }) => [column, confidence]));
  const sum = matches.reduce((total, { confidence }) => total + confidence, 0);
  const ofKey = table.key.reduce((total, column) => total + (confidenceBy.get(column) ?? -FIT_WEIGHT), 0);
  return sum + ofKey;
}
