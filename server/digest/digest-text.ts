import type { ToldConversation } from '../../shared/protocol/comments.ts';
import { subjectWords } from '../../shared/questions/subject-words.ts';
import { noNames } from '../../shared/tables/code-names.ts';

/** What waits for somebody, and what has happened in what they follow, since the mail before. */
export interface Digest {
  /** Open questions that wait for them; as many as are told. */
  readonly waiting: readonly ToldConversation[];
  readonly waitingCount: number;
  /** Conversations that they have asked in, with something new of others. */
  readonly answered: readonly ToldConversation[];
  /** Budget changes, change orders, projects and months that wait for a decision of theirs. */
  readonly decisions: number;
  /** Rows that others have changed where they work. */
  readonly moved: number;
}

export interface DigestPlace {
  readonly person: string;
  readonly program: string;
  /** Address of the program's pages, without a slash at its end. */
  readonly address: string;
}

/** Letters of a question that a mail shows; the page has the rest. */
const MOST_LETTERS = 300;

/** True when there is nothing that is worth a mail. */
export function isEmptyDigest({ waitingCount, answered, decisions, moved }: Digest): boolean {
  return waitingCount + answered.length + decisions + moved === 0;
}

export function digestSubject({ waitingCount, answered, decisions, moved }: Digest, program: string): string {
  const parts = [
    waitingCount === 0 ? '' : `${counted(waitingCount, 'question')} for you`,
    answered.length === 0 ? '' : `news in ${counted(answered.length, 'question')} of yours`,
    decisions === 0 ? '' : `${counted(decisions, 'decision')} to take`,
    moved === 0 ? '' : `${counted(moved, 'row')} changed where you work`,
  ];
  return `${program}: ${parts.filter((part) => part !== '').join(', ')}`;
}

/** The mail in plain text. No amount of the plan stands in it: only what people wrote, and how much waits. */
export function digestText(digest: Digest, { person, program, address }: DigestPlace): string {
  const { waiting, waitingCount, answered, decisions, moved } = digest;
  const more = waitingCount - waiting.length;
  const lines = [
    `Hello ${oneLine(person)},`,
    '',
    ...(waitingCount === 0
      ? []
      : [`${verb(waitingCount, 'question', 'waits', 'wait')} for you in ${oneLine(program)}:`, '']),
    ...waiting.flatMap((each) => conversationLines(each)),
    ...(more > 0 ? [`And ${more} more.`, ''] : []),
    ...(answered.length === 0 ? [] : ['New in questions that you have asked:', '']),
    ...answered.flatMap((each) => conversationLines(each)),
    ...(waitingCount + answered.length === 0 ? [] : [`Answer here: ${address}/questions`, '']),
    ...(decisions === 0
      ? []
      : [`${verb(decisions, 'decision', 'waits', 'wait')} for you or others with your duty: ${address}`, '']),
    ...(moved === 0 ? [] : [`Others have changed ${counted(moved, 'row')} where you work: ${address}`, '']),
    '--',
    'This mail comes at most once a day, when something waits. You can end it on the page Questions:',
    `${address}/questions`,
    '',
  ];
  return lines.join('\n');
}

/** The newest words, each of their lines set in: nothing in them can pass for a line of the mail's own. */
function conversationLines({ about, said }: ToldConversation): string[] {
  const last = said.findLast(({ text }) => text !== null);
  if (last === undefined) return [];
  const words = (last.text ?? '').length > MOST_LETTERS ? `${cut(last.text ?? '')}…` : (last.text ?? '');
  return [
    `* ${oneLine(subjectWords(about, noNames))}`,
    `  ${oneLine(last.by.name)}:`,
    ...words.split(/\r?\n|[\u2028\u2029]/).map((line) => `  > ${line}`),
    '',
  ];
}

/** The first letters; a pair of surrogates is never halved. */
function cut(text: string): string {
  const first = text.slice(0, MOST_LETTERS);
  return /[\uD800-\uDBFF]$/.test(first) ? first.slice(0, -1) : first;
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

function verb(count: number, noun: string, one: string, many: string): string {
  return `${counted(count, noun)} ${count === 1 ? one : many}`;
}
