import { allFigures } from '../plan/figures/all-figures.ts';
import type { ToldSubject } from '../protocol/comments.ts';
import type { CodeNames } from '../tables/code-names.ts';
import { placeWords } from '../tables/place-words.ts';

/** What a conversation is about: "Sites · 0417 · Alder Elementary · Enrollment". */
export function subjectWords(about: ToldSubject, names: CodeNames): string {
  switch (about.kind) {
    case 'program':
      return 'The program';
    case 'row':
      return goneWords(placeWords(about.table, about.key, null, names), about.isGone);
    case 'cell':
      return goneWords(placeWords(about.table, about.key, about.column, names), about.isGone);
    case 'change':
      return goneWords(`Budget change ${about.number}`, about.isGone);
    case 'period':
      return goneWords(`Month ${about.period}`, about.isGone);
    case 'figure':
      return figureWords(about);
  }
}

function goneWords(words: string, isGone: boolean): string {
  return isGone ? `${words} (deleted since)` : words;
}

function figureWords({ measure, part, asOf }: Extract<ToldSubject, { readonly kind: 'figure' }>): string {
  const label = allFigures.find(({ name }) => name === measure)?.label ?? measure;
  const groups = Object.values(part).join(', ');
  return `${label} of ${groups === '' ? 'the program' : groups} as of ${asOf}`;
}
