import type { Kysely } from 'kysely';
import type { PageSeen } from '../../shared/protocol/administration.ts';
import type { Store } from '../storage/database.ts';
import type { Database, PageSeenRow } from '../storage/schema.ts';

/** What a page says of itself, such as "pane/1.4.0". */
const PAGE = /^(pane|workbench|web)\/([0-9A-Za-z.+-]{1,40})$/;
/** Days that are looked back on; rows from before go. */
export const SEEN_DAYS = 30;
const DAY_MS = 86_400_000;
/** What is remembered; with more, it is forgotten and written down once more. */
const MOST_REMEMBERED = 20_000;

type Page = Pick<PageSeenRow, 'page' | 'version'>;

/** The page and version that a header names; null: it names none. */
export function pageNamed(header: string | undefined): Page | null {
  const [, page, version = ''] = PAGE.exec(header ?? '') ?? [];
  return page === 'pane' || page === 'workbench' || page === 'web' ? { page, version } : null;
}

export interface PagesSeen {
  /** Notes that an account uses a page; writes once per person, page, version and day, and never makes anybody wait. */
  saw(account: string, page: Page): void;
  /** Resolves when nothing is being written. */
  settled(): Promise<void>;
}

interface PagesSeenDeps {
  readonly store: Pick<Store, 'write'>;
  readonly now: () => Date;
  readonly onFailure: (error: unknown) => void;
}

/** What is in use is told by what panes say with every request: kept in memory, and written down once a day. */
export function createPagesSeen({ store, now, onFailure }: PagesSeenDeps): PagesSeen {
  const written = new Set<string>();
  let day = '';
  let writing: Promise<void> = Promise.resolve();
  const write = async (account: string, page: Page, at: string): Promise<void> => {
    try {
      await keepPage(store.write, { account, day: at.slice(0, 10), ...page, at });
    } catch (error) {
      written.delete(nameOf(account, page));
      onFailure(error);
    }
  };
  return {
    saw: (account, page) => {
      const at = now().toISOString();
      if (at.slice(0, 10) !== day || written.size >= MOST_REMEMBERED) written.clear();
      day = at.slice(0, 10);
      if (written.has(nameOf(account, page))) return;
      written.add(nameOf(account, page));
      writing = writing.then(() => write(account, page, at));
    },
    settled: () => writing,
  };
}

function nameOf(account: string, { page, version }: Page): string {
  return `${account} ${page} ${version}`;
}

/** The version that was seen last on a day counts. */
async function keepPage(db: Kysely<Database>, row: PageSeenRow): Promise<void> {
  const { version, at } = row;
  await db
    .insertInto('pages_seen')
    .values(row)
    .onConflict((conflict) => conflict.columns(['account', 'day', 'page']).doUpdateSet({ version, at }))
    .execute();
  const oldest = new Date(Date.parse(at) - SEEN_DAYS * DAY_MS).toISOString().slice(0, 10);
  await db.deleteFrom('pages_seen').where('day', '<', oldest).execute();
}

/** Who has used which page in which version in the last thirty days, the newest use first. */
export async function readPagesSeen(db: Kysely<Database>, now: Date): Promise<PageSeen[]> {
  const since = new Date(now.getTime() - SEEN_DAYS * DAY_MS).toISOString().slice(0, 10);
  const rows = await db
    .selectFrom('pages_seen as s')
    .innerJoin('accounts as a', 'a.id', 's.account')
    .select(({ fn }) => [
      's.page',
      's.version',
      's.account',
      'a.name',
      'a.email',
      fn.max('s.day').as('lastDay'),
      fn.countAll<number>().as('days'),
    ])
    .where('s.day', '>=', since)
    .groupBy(['s.page', 's.version', 's.account', 'a.name', 'a.email'])
    .orderBy('lastDay', 'desc')
    .orderBy('a.email')
    .limit(MOST_TOLD)
    .execute();
  return rows;
}

/** Rows of one answer. */
const MOST_TOLD = 2000;
