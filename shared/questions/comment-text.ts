import { isStorable } from '../tables/kinds/storable-text.ts';
import { normalizeText } from '../tables/kinds/text-kinds.ts';
import { MOST_CHARACTERS } from './limits.ts';

/** Characters that show nothing and could end a line of a mail or of a file: all controls but line breaks and tabs. */
const CONTROL = /[^\P{Cc}\n\t]/u;

export type CommentText = { readonly text: string } | { readonly problem: string };

/** What somebody has written as it is kept, or why it cannot be, as a sentence. */
export function commentText(typed: string): CommentText {
  const text = normalizeText(typed);
  if (text === '') return { problem: 'Write something first.' };
  if (!isStorable(text) || CONTROL.test(text))
    return { problem: 'The text holds a character that cannot be kept or shown. Type it again.' };
  if (text.length > MOST_CHARACTERS) {
    const [count, most] = [text.length, MOST_CHARACTERS].map((each) => each.toLocaleString('en-US'));
    return { problem: `The text has ${count} characters; shorten it to ${most}.` };
  }
  return { text };
}
