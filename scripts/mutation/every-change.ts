import { Instrumenter } from '@stryker-mutator/instrumenter';
import { changeOf, SILENT, type PlantedChange, type SourceFile } from './operator-changes.ts';

/** A planted change with the line of code on which it begins. */
export interface ChangeInCode extends PlantedChange {
  readonly code: string;
}

/** What a planted change is called whatever else is planted: its place, and what is planted there. */
export function nameOf({ file, line, column, original, replacement }: ChangeInCode): string {
  return `${file}:${line}:${column} ${original.length} ${replacement}`;
}

/**
 * The files with every change that Stryker knows in them, each behind a switch of its own. Changed texts are left out:
 * most are words for people, and a test that repeats them tells nothing.
 */
export async function plantEveryChange(
  sources: readonly SourceFile[],
): Promise<{ readonly planted: readonly ChangeInCode[]; readonly files: readonly SourceFile[] }> {
  const { mutants, files } = await new Instrumenter(SILENT).instrument(
    sources.map(({ file, text }) => ({ name: file, mutate: true, content: text })),
    { plugins: null, excludedMutations: ['StringLiteral'], ignorers: [], noHeader: false },
  );
  const textByFile = new Map(sources.map(({ file, text }) => [file, text]));
  return {
    planted: mutants
      .filter(({ status }) => status !== 'Ignored')
      .map((mutant) => {
        const change = changeOf(mutant, textByFile);
        const code = textByFile.get(change.file)?.split('\n')[change.line - 1] ?? '';
        return { ...change, id: mutant.id, code: code.trim() };
      }),
    files: files.map(({ name, content }) => ({ file: name, text: content })),
  };
}
