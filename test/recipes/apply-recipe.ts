/** A block of a recipe: a file that it makes, or lines that it changes in one. */
export interface RecipeBlock {
  readonly file: string;
  readonly isChange: boolean;
  readonly text: string;
}

export interface Recipe {
  /** What it adds: "a rule". */
  readonly name: string;
  readonly blocks: readonly RecipeBlock[];
}

/** The recipes of a page: its headings "Add …" with the blocks below them that name a file. */
export function recipesOf(page: string): Recipe[] {
  return page
    .split(/^(?=##+ )/m)
    .filter((part) => part.startsWith('### Add '))
    .map((part) => ({ name: /^### Add (.*)$/m.exec(part)?.[1] ?? '', blocks: blocksOf(part) }));
}

function blocksOf(part: string): RecipeBlock[] {
  return [...part.matchAll(/^```(\w+) (\S+)\n(.*?)^```$/gms)].map(([, kind, file = '', text = '']) => ({
    file,
    isChange: kind === 'diff',
    text,
  }));
}

/**
 * The files that a recipe makes and changes, with their new text. `read` gives a file's text, null where there is none.
 * Throws a sentence when a new file is there already, or the lines to change are not, or are there twice.
 */
export function applyRecipe({ name, blocks }: Recipe, read: (file: string) => string | null): Map<string, string> {
  const made = new Map<string, string>();
  for (const { file, isChange, text } of blocks) {
    const before = made.get(file) ?? read(file);
    if (isChange === (before === null))
      throw new Error(`Add ${name}: ${file} is ${isChange ? 'not' : 'already'} there.`);
    made.set(file, before === null ? text : changed(before, text, `Add ${name}: ${file}`));
  }
  return made;
}

function changed(before: string, change: string, where: string): string {
  return change.split(/^@@.*\n/m).reduce((text, hunk) => {
    const lines = hunk.split('\n').filter((line) => line !== '');
    const from = lines.filter((line) => !line.startsWith('+')).map((line) => line.slice(1));
    const to = lines.filter((line) => !line.startsWith('-')).map((line) => line.slice(1));
    const parts = text.split(from.join('\n'));
    if (from.length === 0 || parts.length !== 2) {
      throw new Error(`${where} must hold once, and holds ${parts.length - 1} times:\n${from.join('\n')}`);
    }
    return parts.join(to.join('\n'));
  }, before);
}
