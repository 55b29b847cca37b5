import type { Kysely } from 'kysely';
import { toldSubject } from '../../shared/protocol/comments.ts';
import { subjectWords } from '../../shared/questions/subject-words.ts';
import { csvOf } from '../../shared/feeds/csv.ts';
import { noNames } from '../../shared/tables/code-names.ts';
import type { Database } from '../storage/schema.ts';
import { entryOf } from './read-conversations.ts';

/** Entries of a file: more than anybody reads, less than a server notices. */
const MOST_ENTRIES = 20_000;
const columns = ['Entry', 'Conversation', 'About', 'State', 'Kind', 'By', 'At', 'For', 'Refers to', 'Text'] as const;

/** Every entry of a program as it was made, the newest at the end; of what was withdrawn that it was, without its words. */
export async function commentsCsv(db: Kysely<Database>, program: string): Promise<string> {
  const rows = await db
    .selectFrom('comment_entries as e')
    .innerJoin('conversations as c', (join) =>
      join.onRef('c.program', '=', 'e.program').onRef('c.number', '=', 'e.conversation'),
    )
    .selectAll('e')
    .select(['c.subject', 'c.state'])
    .where('e.program', '=', program)
    .orderBy('e.number', 'desc')
    .limit(MOST_ENTRIES)
    .execute();
  const withdrawn = new Set(rows.flatMap(({ kind, refers }) => (kind === 'withdraw' ? [refers] : [])));
  const told = rows.toReversed().map((row) => {
    const { number, kind, by, at, to, refers, text } = entryOf(row);
    return {
      Entry: number,
      Conversation: row.conversation,
      About: subjectWords(toldSubject.parse(JSON.parse(row.subject)), noNames),
      State: row.state,
      Kind: kind,
      By: by.name,
      At: at,
      For: to.map(({ name }) => name).join('; '),
      'Refers to': refers,
      Text: withdrawn.has(number) || withdrawn.has(refers) ? null : text,
    };
  });
  return csvOf(columns, told);
}
