import type { ToldConversation, ToldSubject } from '../../../shared/protocol/comments.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { valueWords } from '../../../shared/tables/place-words.ts';

/** The value that a cell’s conversation spoke of, and what the plan holds now; null: there is nothing to tell. */
export function valueSpokenOf(about: ToldSubject, asker: string, names: CodeNames): string | null {
  if (about.kind !== 'cell' || about.value === undefined) return null;
  const { table, column, value, typed, now } = about;
  const words = (cell: typeof value): string => valueWords(table, column, cell ?? null, names);
  const then = `The plan held ${words(value)}`;
  const own = typed === undefined || typed === value ? '' : `, ${asker} had typed ${words(typed)}`;
  const since = now === undefined || now === value ? '' : `; now it holds ${words(now)}`;
  return `${then}${own}${since}.`;
}

/** How a conversation stands, as a short line. */
export function stateWords({
  state,
  asked,
  waitsForYou,
}: Pick<ToldConversation, 'state' | 'asked' | 'waitsForYou'>): string {
  switch (state) {
    case 'said':
      return 'Comment';
    case 'open':
      return waitsForYou ? 'Waits for you' : `Waits for ${peopleWords(asked)}`;
    case 'answered':
      return 'Answered';
    case 'closed':
      return 'Closed';
  }
}

/** "Ana", "Ana and Ben", "Ana, Ben and 3 others". */
export function peopleWords(people: readonly { readonly name: string }[]): string {
  const names = people.map(({ name }) => name);
  const [first, second, ...others] = names;
  if (first === undefined) return 'somebody';
  if (second === undefined) return first;
  if (others.length === 0) return `${first} and ${second}`;
  return `${first}, ${second} and ${others.length === 1 ? '1 other' : `${others.length} others`}`;
}
