import type { DraftRows, PresentPerson } from '../../shared/protocol/presence.ts';
import { PRESENT_FOR_MS } from '../../shared/protocol/presence-limits.ts';
import type { ProgramEvents } from '../program-events.ts';
import { piecesOf, type PresenceNews } from './presence-news.ts';

/** One workbook of one person in one program. */
export interface Seat {
  readonly program: string;
  /** Account id of the person. */
  readonly account: string;
  readonly workbook: string;
}

export interface Announcement extends Seat {
  /** The person's name, as others see it. */
  readonly name: string;
  readonly drafts: DraftRows;
}

/** Who looks; without a workbook every workbook of theirs is listed, too. */
export interface Onlooker {
  readonly account: string;
  readonly workbook?: string | undefined;
}

/**
 * Who is in a program now. Kept in memory only, by every process for itself: it is worth nothing a minute later. On
 * PostgreSQL each process forwards what it hears to the others, so all of them know everybody; one that has just started
 * learns of everybody within the half minute in which panes repeat themselves, and counts `since` from there.
 */
export interface ProgramPresence {
  /** Somebody is here, for PRESENT_FOR_MS from now. */
  announce(announcement: Announcement): Promise<void>;
  leave(seat: Seat): Promise<void>;
  /** The others in the program, by name; the onlooker's own other workbooks are marked. */
  people(program: string, onlooker: Onlooker): PresentPerson[];
  /** Tells the listener whenever what the onlooker sees has changed, at first if anybody is there. @returns the end of it */
  watch(program: string, onlooker: Onlooker, listener: (people: PresentPerson[]) => void): Promise<() => void>;
}

/** Changes within this time are told together. */
export const CALM_MS = 1_000;
/** One person with more workbooks open than this loses the one heard of longest ago, so that memory stays bounded. */
const WORKBOOKS_PER_PERSON = 20;
const NOBODY = '[]';

interface Entry extends Announcement {
  readonly since: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

interface Watcher {
  readonly onlooker: Onlooker;
  readonly listener: (people: PresentPerson[]) => void;
  lastTold: string;
}

interface Room {
  /** Oldest announcement first. */
  readonly entries: Map<string, Entry>;
  readonly watchers: Set<Watcher>;
  wake: { readonly timer: NodeJS.Timeout; readonly at: number } | undefined;
}

export interface PresenceDeps {
  readonly events: Pick<ProgramEvents, 'forward' | 'hearForwarded'>;
  readonly now: () => Date;
}

export function createProgramPresence({ events, now }: PresenceDeps): ProgramPresence {
  const rooms = new Map<string, Room>();
  let hearing: Promise<void> | undefined;

  const roomOf = (program: string): Room => {
    const room = rooms.get(program) ?? { entries: new Map(), watchers: new Set(), wake: undefined };
    rooms.set(program, room);
    return room;
  };
  const wakeWithin = (program: string, milliseconds: number): void => {
    const room = roomOf(program);
    const at = performance.now() + milliseconds;
    if (room.wake !== undefined && room.wake.at <= at) return;
    clearTimeout(room.wake?.timer);
    const timer = setTimeout(() => tell(program), milliseconds).unref();
    room.wake = { timer, at };
  };
  const tell = (program: string): void => {
    const room = roomOf(program);
    room.wake = undefined;
    forgetExpired(room, now());
    for (const watcher of room.watchers) tellWatcher(room, watcher);
    const expiries = [...room.entries.values()].map(({ until }) => until - now().getTime());
    if (expiries.length > 0) wakeWithin(program, Math.max(0, Math.min(...expiries)));
    else if (room.watchers.size === 0) rooms.delete(program);
  };
  const seat = (announcement: Announcement): void => {
    const { entries } = roomOf(announcement.program);
    const key = keyOf(announcement);
    forgetExpired({ entries }, now());
    const since = entries.get(key)?.since ?? now().toISOString();
    entries.delete(key);
    entries.set(key, { ...announcement, since, until: now().getTime() + PRESENT_FOR_MS });
    const own = [...entries].filter(([, { account }]) => account === announcement.account);
    for (const [oldest] of own.slice(0, -WORKBOOKS_PER_PERSON)) entries.delete(oldest);
    wakeWithin(announcement.program, CALM_MS);
  };
  const unseat = (left: Seat): void => {
    if (rooms.get(left.program)?.entries.delete(keyOf(left)) === true) wakeWithin(left.program, CALM_MS);
  };
  const hear = (news: PresenceNews): void => {
    if (news.kind === 'here') return seat(news);
    if (news.kind === 'left') return unseat(news);
    const known = rooms.get(news.program)?.entries.get(keyOf(news));
    if (known !== undefined) seat({ ...known, drafts: joined(known.drafts, news.drafts) });
  };
  const listening = async (): Promise<void> => {
    hearing ??= events.hearForwarded(hear);
    try {
      await hearing;
    } catch (error) {
      // Whoever comes next asks again: the database was away for a moment.
      hearing = undefined;
      throw error;
    }
  };

  return {
    announce: async (announcement) => {
      await listening();
      seat(announcement);
      const { program, account, workbook, name, drafts } = announcement;
      const place = { program, account, workbook };
      await events.forward(
        piecesOf(drafts).map((piece, index) =>
          index === 0 ? { kind: 'here', ...place, name, drafts: piece } : { kind: 'more', ...place, drafts: piece },
        ),
      );
    },
    leave: async ({ program, account, workbook }) => {
      unseat({ program, account, workbook });
      await events.forward([{ kind: 'left', program, account, workbook }]);
    },
    people: (program, onlooker) => {
      const room = rooms.get(program);
      if (room === undefined) return [];
      forgetExpired(room, now());
      return seenBy(room, onlooker);
    },
    watch: async (program, onlooker, listener) => {
      await listening();
      const watcher: Watcher = { onlooker, listener, lastTold: NOBODY };
      roomOf(program).watchers.add(watcher);
      wakeWithin(program, CALM_MS);
      return () => {
        roomOf(program).watchers.delete(watcher);
        wakeWithin(program, CALM_MS);
      };
    },
  };
}

function keyOf({ account, workbook }: Seat): string {
  return `${account} ${workbook}`;
}

function forgetExpired({ entries }: Pick<Room, 'entries'>, now: Date): void {
  for (const [key, { until }] of entries) if (until <= now.getTime()) entries.delete(key);
}

function tellWatcher(room: Room, watcher: Watcher): void {
  const people = seenBy(room, watcher.onlooker);
  const text = JSON.stringify(people);
  if (text === watcher.lastTold) return;
  watcher.lastTold = text;
  watcher.listener(people);
}

function seenBy({ entries }: Room, { account, workbook }: Onlooker): PresentPerson[] {
  return [...entries.values()]
    .filter((entry) => entry.account !== account || entry.workbook !== workbook)
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.since, b.since) || compare(a.workbook, b.workbook))
    .map((entry) => ({
      person: entry.name,
      workbook: entry.workbook,
      since: entry.since,
      drafts: Object.fromEntries(Object.entries(entry.drafts).map(([table, ids]) => [table, [...ids]])),
      ...(entry.account === account ? { isYou: true as const } : {}),
    }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function joined(first: DraftRows, second: DraftRows): DraftRows {
  const tables = new Set([...Object.keys(first), ...Object.keys(second)]);
  return Object.fromEntries([...tables].map((table) => [table, [...(first[table] ?? []), ...(second[table] ?? [])]]));
}
