import { Instrumenter } from '@stryker-mutator/instrumenter';
import { spliceChange } from './splice-change.ts';

/** One small change to one place of one file, such as `<` to `<=`. Lines and columns count from 1. */
export interface OperatorChange {
  /** Stryker's, by which instrumented code counts that the place was passed. */
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Stryker's name for the kind of change, such as EqualityOperator. */
  readonly kind: string;
  readonly original: string;
  readonly replacement: string;
  /** The whole file with the change in it. */
  readonly changedText: string;
}

export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

export interface OperatorChanges {
  readonly changes: readonly OperatorChange[];
  /** The same files, nothing changed but counting the places they pass. */
  readonly counting: readonly SourceFile[];
}

/** Texts, lists and patterns are not operators: a changed word is a matter for the reader, not for a test near it. */
const NOT_OPERATORS = ['StringLiteral', 'ObjectLiteral', 'ArrayDeclaration', 'ArrowFunction', 'Regex'];

/** Stryker's instrumenter wants a logger; there is nothing in its messages that we would show. */
const SILENT = {
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

/** Every operator change Stryker knows for these files; what stands inside JSX is markup and left out. */
export async function listOperatorChanges(sources: readonly SourceFile[]): Promise<OperatorChanges> {
  const textByFile = new Map(sources.map(({ file, text }) => [file, text]));
  const { mutants, files } = await new Instrumenter(SILENT).instrument(
    sources.map(({ file, text }) => ({ name: file, mutate: true, content: text })),
    {
      plugins: null,
      excludedMutations: NOT_OPERATORS,
      ignorers: [
        { shouldIgnore: (path) => ('type' in path && String(path.type).startsWith('JSX') ? 'markup' : undefined) },
      ],
      noHeader: false,
    },
  );
  const changes = mutants
    .filter(({ status }) => status !== 'Ignored')
    .map(({ id, fileName: file, location, mutatorName: kind, replacement }) => ({
      id,
      file,
      kind,
      replacement,
      line: location.start.line + 1,
      column: location.start.column + 1,
      ...spliceChange(textByFile.get(file) ?? '', location, replacement),
    }));
  return { changes, counting: files.map(({ name, content }) => ({ file: name, text: content })) };
}
