import { Instrumenter, type InstrumenterOptions } from '@stryker-mutator/instrumenter';

/** One small change to one place of one file, such as `<` to `<=`. Lines and columns count from 1. */
export interface OperatorChange {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Stryker's name for the kind of change, such as EqualityOperator. */
  readonly kind: string;
  readonly original: string;
  readonly replacement: string;
  /** Where it stands, as Stryker counts: lines and columns from 0, the end not included. */
  readonly range: Range;
}

/** A change behind a switch: the code does as before until the switch of this id is on. */
export interface PlantedChange extends OperatorChange {
  readonly id: string;
}

export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

interface Range {
  readonly start: Place;
  readonly end: Place;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** What Stryker's instrumenter tells of a mutant. */
interface Mutant {
  readonly fileName: string;
  readonly location: Range;
  readonly mutatorName: string;
  readonly replacement: string;
}

/**
 * An operator change puts another operator in an operator's place or takes it away (arithmetic, comparison, logic,
 * negation, assignment, counting up and down, `?.`), or holds a condition or a truth value at true or at false, which is
 * what a wrong comparison comes to. These are none: an emptied block, a call of another method, a changed text, list,
 * object, function or pattern. Most of those are noticed by anything that runs the line, so they would only flatter.
 */
const NOT_OPERATORS = [
  'ArrayDeclaration',
  'ArrowFunction',
  'BlockStatement',
  'MethodExpression',
  'ObjectLiteral',
  'Regex',
  'StringLiteral',
];

/** Stryker counts it among the conditions, but the emptied branch of a switch is an emptied block. */
const EMPTIED_BRANCH = /^(case|default)\b/;

/** Stryker's instrumenter wants a logger; there is nothing in its messages that we would show. */
export const SILENT = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  fatal: () => {},
};

const OPTIONS: InstrumenterOptions = {
  plugins: null,
  excludedMutations: NOT_OPERATORS,
  ignorers: [
    { shouldIgnore: (path) => ('type' in path && String(path.type).startsWith('JSX') ? 'markup' : undefined) },
  ],
  noHeader: false,
};

/** Every operator change Stryker knows for these files; what stands inside JSX is markup and left out. */
export async function listOperatorChanges(sources: readonly SourceFile[]): Promise<readonly OperatorChange[]> {
  const { mutants } = await new Instrumenter(SILENT).instrument(
    sources.map(({ file, text }) => ({ name: file, mutate: true, content: text })),
    OPTIONS,
  );
  const textByFile = new Map(sources.map(({ file, text }) => [file, text]));
  return mutants
    .filter(({ status, replacement }) => status !== 'Ignored' && !EMPTIED_BRANCH.test(replacement))
    .map((mutant) => changeOf(mutant, textByFile));
}

/** Stryker's mutant in our words, with the text that it replaces. */
export function changeOf(
  { fileName: file, location: range, mutatorName: kind, replacement }: Mutant,
  textByFile: ReadonlyMap<string, string>,
): OperatorChange {
  const [line, column] = [range.start.line + 1, range.start.column + 1];
  return { file, line, column, kind, original: textAt(textByFile.get(file) ?? '', range), replacement, range };
}

/** The files with these changes in them, each behind a switch of its own, which also counts how often its place is passed. */
export async function plantChanges(
  changes: readonly OperatorChange[],
  sources: readonly SourceFile[],
): Promise<{ readonly planted: readonly PlantedChange[]; readonly files: readonly SourceFile[] }> {
  const rangesOf = (name: string) => changes.filter(({ file }) => file === name).map(({ range }) => range);
  const { mutants, files } = await new Instrumenter(SILENT).instrument(
    sources
      .map(({ file, text }) => ({ name: file, mutate: rangesOf(file), content: text }))
      .filter(({ mutate }) => mutate.length > 0),
    OPTIONS,
  );
  const idByChange = new Map(
    mutants.map(({ id, fileName: file, location: range, replacement }) => [named({ file, range, replacement }), id]),
  );
  const planted = changes.map((change) => {
    const id = idByChange.get(named(change));
    if (id === undefined) throw new Error(`The change at ${change.file}:${change.line} was listed but not planted.`);
    return { ...change, id };
  });
  return { planted, files: files.map(({ name, content }) => ({ file: name, text: content })) };
}

function named({ file, range, replacement }: Pick<OperatorChange, 'file' | 'range' | 'replacement'>): string {
  const { start, end } = range;
  return JSON.stringify([file, start.line, start.column, end.line, end.column, replacement]);
}

function textAt(text: string, { start, end }: Range): string {
  return text.slice(offsetOf(text, start), offsetOf(text, end));
}

function offsetOf(text: string, { line, column }: Place): number {
  let lineStart = 0;
  for (let passed = 0; passed < line; passed += 1) lineStart = text.indexOf('\n', lineStart) + 1;
  return lineStart + column;
}
