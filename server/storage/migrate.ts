import { Migrator, type Kysely } from 'kysely';
import { m0001 } from './migrations/0001-initial.ts';
import { m0002 } from './migrations/0002-doors.ts';
import { m0003 } from './migrations/0003-sealed-texts.ts';
import { m0004 } from './migrations/0004-baskets.ts';
import { m0005 } from './migrations/0005-dated-statuses.ts';
import { m0006 } from './migrations/0006-program-settings.ts';
import { m0007 } from './migrations/0007-kept-sums.ts';
import { m0008 } from './migrations/0008-site-boundaries.ts';
import { m0009 } from './migrations/0009-rows-of-a-month.ts';
import { m0010 } from './migrations/0010-guides.ts';
import { m0011 } from './migrations/0011-group-sums.ts';
import { m0012 } from './migrations/0012-submissions.ts';
import { m0013 } from './migrations/0013-orders-and-erate.ts';
import { m0014 } from './migrations/0014-import-mappings.ts';
import { m0015 } from './migrations/0015-report-texts.ts';
import { m0016 } from './migrations/0016-access-tokens.ts';
import { m0017 } from './migrations/0017-reversals.ts';
import { m0018 } from './migrations/0018-baselines.ts';
import { m0019 } from './migrations/0019-ledger.ts';
import { m0020 } from './migrations/0020-comments.ts';
import { m0021 } from './migrations/0021-acts.ts';
import { m0022 } from './migrations/0022-month-close.ts';
import { m0023 } from './migrations/0023-plan-roles.ts';
import { m0024 } from './migrations/0024-provider-sign-in.ts';
import { m0025 } from './migrations/0025-device-sign-ins.ts';
import { m0026 } from './migrations/0026-own-accounts.ts';
import { m0027 } from './migrations/0027-administration.ts';
import { m0031 } from './migrations/0031-epochs.ts';
import { m0032 } from './migrations/0032-reply-times.ts';
import { m0033 } from './migrations/0033-roll-ups.ts';
import { m0037 } from './migrations/0037-provider-logouts.ts';
import { m0039 } from './migrations/0039-parts-of-projects.ts';
import type { Database } from './schema.ts';

/**
 * Frozen, in order. A migration never changes once it has been released; a new one is added instead, one without statements where
 * servers come to keep something in another form in the same columns: a server that does not know the last one serves no more.
 */
const migrations = {
  '0001-initial': m0001,
  '0002-doors': m0002,
  '0003-sealed-texts': m0003,
  '0004-baskets': m0004,
  '0005-dated-statuses': m0005,
  '0006-program-settings': m0006,
  '0007-kept-sums': m0007,
  '0008-site-boundaries': m0008,
  '0009-rows-of-a-month': m0009,
  '0010-guides': m0010,
  '0011-group-sums': m0011,
  '0012-submissions': m0012,
  '0013-orders-and-erate': m0013,
  '0014-import-mappings': m0014,
  '0015-report-texts': m0015,
  '0016-access-tokens': m0016,
  '0017-reversals': m0017,
  '0018-baselines': m0018,
  '0019-ledger': m0019,
  '0020-comments': m0020,
  '0021-acts': m0021,
  '0022-month-close': m0022,
  '0023-plan-roles': m0023,
  '0024-provider-sign-in': m0024,
  '0025-device-sign-ins': m0025,
  '0026-own-accounts': m0026,
  '0027-administration': m0027,
  '0031-epochs': m0031,
  '0032-reply-times': m0032,
  '0033-roll-ups': m0033,
  '0037-provider-logouts': m0037,
  '0039-parts-of-projects': m0039,
};

/** The last step that this server knows. */
export const NEWEST_MIGRATION = Object.keys(migrations).sort().at(-1) ?? '';

const ONLY_THE_OWNER =
  'The role in DATABASE_URL may not change tables: name the owner of the tables in DATABASE_OWNER_URL.';

/** Brings the schema up to date; does nothing when it is. Throws when a step fails or the database is newer than this program. */
export async function migrate(db: Kysely<Database>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const found = error instanceof Error ? error.message : 'unknown reason';
  const reason = found.includes('permission denied') ? `${found}. ${ONLY_THE_OWNER}` : found;
  throw new Error(`The database could not be brought up to date: ${reason}`, { cause: error });
}
