import type { Database as SqliteDatabase } from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { ActedBy } from '../identity/administrators.ts';
import { leaveRollUp, setMonthly } from '../roll-ups/program-shares.ts';
import { withdrawTotals } from '../roll-ups/publish-totals.ts';
import { endPlace } from '../roll-ups/roll-up-districts.ts';
import { acrossPrograms } from '../storage/program-scope.ts';
import type { Database } from '../storage/schema.ts';

const knownShare = z.object({
  program: z.string(),
  roll_up: z.string(),
  seat: z.string(),
  monthly: z.number(),
  isPublished: z.number(),
});
const knownPlace = z.object({
  roll_up: z.string(),
  code: z.string(),
  seat: z.string(),
  invitation_hash: z.string().nullable(),
});

/** What programs and roll-ups have agreed on in a database, as far as a restore could undo that it was ended. */
export interface KnownRollUps {
  readonly shares: readonly z.infer<typeof knownShare>[];
  readonly places: readonly z.infer<typeof knownPlace>[];
}

/** Throws where the database is of a version before roll-ups. */
export function readRollUpsOf(db: SqliteDatabase): KnownRollUps {
  const shares = db.prepare(
    'SELECT program, roll_up, seat, monthly, published IS NOT NULL AS isPublished FROM roll_up_shares',
  );
  const places = db.prepare('SELECT roll_up, code, seat, invitation_hash FROM roll_up_districts');
  return { shares: z.array(knownShare).parse(shares.all()), places: z.array(knownPlace).parse(places.all()) };
}

/**
 * [RUP1] Ends in a restored database what a program or a roll-up has ended since the backup: a place, a publication, publishing by
 * itself, a code of invitation. @returns what was ended, in words
 */
export async function keepRollUpsEnded(db: Kysely<Database>, now: KnownRollUps, by: ActedBy): Promise<string[]> {
  return acrossPrograms('a backup is of all programs', async () => {
    const ended: string[] = [];
    const shares = await db.selectFrom('roll_up_shares').selectAll().execute();
    for (const { program, roll_up: rollUp, seat, monthly, published } of shares) {
      const present = now.shares.find(
        (each) => each.program === program && each.roll_up === rollUp && each.seat === seat,
      );
      const acted = { ...by, program };
      if (present === undefined) {
        await leaveRollUp(db, rollUp, acted);
        ended.push(`${program} has left ${rollUp}`);
      } else if (published !== null && present.isPublished === 0) {
        await withdrawTotals(db, rollUp, acted);
        ended.push(`${program} has withdrawn its totals from ${rollUp}`);
      } else if (monthly > 0 && present.monthly === 0) {
        await setMonthly(db, rollUp, false, acted);
        ended.push(`${program} publishes to ${rollUp} by hand alone`);
      }
    }
    for (const { roll_up: rollUp, code, seat, invitation_hash: hash } of await db
      .selectFrom('roll_up_districts')
      .selectAll()
      .execute()) {
      const present = now.places.find((each) => each.roll_up === rollUp && each.code === code);
      if (present?.seat !== seat) {
        await endPlace(db, rollUp, code, by);
        ended.push(`${rollUp} has ended the place of ${code}`);
      } else if (hash !== null && present.invitation_hash !== hash) {
        await db
          .updateTable('roll_up_districts')
          .set({ invitation_hash: null, invited_until: null })
          .where('roll_up', '=', rollUp)
          .where('code', '=', code)
          .execute();
        ended.push(`the invitation of ${code} to ${rollUp} is used or replaced`);
      }
    }
    return ended;
  });
}
