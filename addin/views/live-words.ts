import type { RevisionEvent } from '../../shared/protocol/events.ts';
import type { PresentPerson } from '../../shared/protocol/presence.ts';
import { findTable } from '../../shared/tables/all-tables.ts';
import type { LiveState } from '../live/live-program.ts';
import { counted } from './cell-words.ts';

/** "Ben changed 7 cells in Budget Lines."; "" when the workbook holds that already. */
export function heardWords(latest: RevisionEvent | null, revision: number | null): string {
  if (latest === null || revision === null || latest.revision <= revision) return '';
  const places = latest.tables.map((table) => findTable(table)?.label ?? table);
  const where = places.length > 3 ? `${places.length} tables` : listWords(places);
  return `${latest.by} changed ${counted(latest.count, 'cell')} in ${where}.`;
}

/** "Here now: Ben (2 rows not sent yet) and Cara."; says so when the pane has lost touch. */
export function peopleWords({ people, isConnected }: Pick<LiveState, 'people' | 'isConnected'>): string {
  if (!isConnected) return 'Reconnecting to hear of other people’s changes…';
  const others = people.filter(({ isYou }) => isYou !== true);
  if (others.length === 0) return 'Nobody else is here.';
  const names = others.map(({ person, drafts }) => {
    const rows = Object.values(drafts).reduce((sum, ids) => sum + ids.length, 0);
    return rows === 0 ? person : `${person} (${counted(rows, 'row')} not sent yet)`;
  });
  return `Here now: ${listWords(names)}.`;
}

/** "Ben is editing 2 of these rows as well and hasn’t sent them."; "" when nobody does. */
export function sameRowsWords(
  mine: Readonly<Record<string, readonly string[]>>,
  people: readonly Pick<PresentPerson, 'person' | 'drafts'>[],
): string {
  const own = new Set(Object.entries(mine).flatMap(([table, rows]) => rows.map((row) => `${table} ${row}`)));
  const sentences = people.flatMap(({ person, drafts }) => {
    const theirs = Object.entries(drafts).flatMap(([table, rows]) => rows.map((row) => `${table} ${row}`));
    const shared = theirs.filter((place) => own.has(place)).length;
    return shared === 0 ? [] : [`${person} is editing ${shared} of these rows as well and hasn’t sent them.`];
  });
  return sentences.join(' ');
}

function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
