import type { Kysely } from 'kysely';
import { DOCUMENT_BYTES } from '../../shared/receipts/receipt.ts';
import { isBeyondRollUps } from '../../shared/roll-up/published-totals.ts';
import { knownBaselines } from '../baselines/known-baselines.ts';
import { closesOf, type Close } from '../close/closes.ts';
import { lockProgram } from '../storage/programs.ts';
import type { Database, RollUpShareRow } from '../storage/schema.ts';
import { sharesWithPlace } from './program-shares.ts';
import { momentIn } from './published-moment.ts';
import { publishTotals } from './publish-totals.ts';
import { createTotalsToPublish, type PublishingReader } from './totals-to-publish.ts';

interface MonthlyPublishing extends PublishingReader {
  readonly randomBytes: (count: number) => Uint8Array;
}

/**
 * [RUP1] Publishes the totals of the month that a program has closed last to each roll-up of which it was said that this is done
 * by itself, if it was said before that close, and which has not ended the program's place since. What is due follows from the history, so a crash loses nothing, and two processes
 * publish once.
 */
export function createMonthlyPublishing(deps: MonthlyPublishing): (program: string) => Promise<void> {
  const { store, now, randomBytes } = deps;
  const toPublish = createTotalsToPublish(deps);
  return async (program) => {
    const shares = (await sharesWithPlace(store.read, program)).filter(({ monthly }) => monthly > 0);
    const [close] = shares.length === 0 ? [] : await closesOf(store.read, program);
    if (close === undefined) return;
    const due = shares.filter((share) => isDue(share, close));
    if (due.length === 0) return;
    const { revision, asOf } = close;
    const asking = {
      program: { id: program, membership: { role: 'finance', scope: null }, archivedAt: null },
      requestId: `close-${revision}`,
      owner: { person: '', signal: new AbortController().signal },
    } as const;
    const totals = await toPublish(asking, close);
    // Whoever publishes by hand is told; by itself it is not tried for ever.
    if (isBeyondRollUps(totals)) return;
    const named = (await knownBaselines(store, program)).find(
      (each) => each.revision === revision && each.asOf === asOf,
    );
    const moment = { revision, asOf, baseline: named ?? null };
    const by = { program, at: now().toISOString(), person: { id: '', name: 'SEP Sync' }, door: 'server' } as const;
    for (const { roll_up: rollUp } of due) {
      const publishing = { rollUp, moment, totals, document: randomBytes(DOCUMENT_BYTES) };
      await store.write.transaction().execute(async (write) => {
        if (await isStillDue(write, { program, rollUp }, close)) await publishTotals(write, publishing, by);
      });
    }
  };
}

/** Of two processes the second finds it done; one that has lost its place there meanwhile, or is archived, publishes nothing. */
async function isStillDue(
  write: Kysely<Database>,
  { program, rollUp }: { readonly program: string; readonly rollUp: string },
  close: Close,
): Promise<boolean> {
  const locked = await lockProgram(write, program);
  if (typeof locked?.archived_at === 'string') return false;
  const share = (await sharesWithPlace(write, program)).find((each) => each.roll_up === rollUp);
  return share !== undefined && isDue(share, close);
}

/** What somebody has published by hand of a later day stays. */
function isDue({ monthly, published }: RollUpShareRow, { revision, asOf }: Close): boolean {
  if (monthly === 0 || revision < monthly) return false;
  const known = momentIn(published);
  return known === null || known.asOf < asOf || (known.asOf === asOf && known.revision < revision);
}
