import type { KeptBook } from '../../workbench/kept/kept-record.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "changed 5 minutes ago", by a clock in milliseconds. */
export function changedWords(changedAt: string, now: number): string {
  const age = now - Date.parse(changedAt);
  if (age < MINUTE) return 'changed just now';
  if (age < HOUR) return `changed ${counted(Math.floor(age / MINUTE), 'minute')} ago`;
  if (age < DAY) return `changed ${counted(Math.floor(age / HOUR), 'hour')} ago`;
  return `changed ${counted(Math.floor(age / DAY), 'day')} ago`;
}

/** What of the workbook is in this browser alone; as far as the pane has told. */
export function unsentWords({ standing }: KeptBook): string {
  if (standing === null || standing.program === null) return 'not connected to a program';
  return standing.unsent === 0 ? 'nothing waits to be sent' : `${counted(standing.unsent, 'change')} not sent`;
}

/** What is lost when the workbook is deleted here. */
export function deleteWords(book: KeptBook): string {
  const { standing } = book;
  const lost =
    standing === null || standing.program === null
      ? 'It is in no program, so everything in it is gone for good.'
      : standing.unsent === 0
        ? 'What was synced stays in the program. Sheets and notes of your own in it are gone for good.'
        : `${counted(standing.unsent, 'change')} that ${standing.unsent === 1 ? 'was' : 'were'} not sent, and sheets of your own in it, are gone for good.`;
  return `Delete ${book.name} from this browser? ${lost}`;
}

/** The books of a person: theirs, and those that nobody has signed in to yet. */
export function booksOf(books: readonly KeptBook[], person: string): readonly KeptBook[] {
  return books.filter(({ standing }) => standing === null || standing.person === null || standing.person === person);
}

/** The book that goes on with a program: the last that was changed. */
export function bookOfProgram(books: readonly KeptBook[], program: string): KeptBook | undefined {
  return books.find(({ standing }) => standing?.program === program);
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
