import type { Kysely } from 'kysely';
import { baselineId } from '../../shared/plan/baselines/baseline.ts';
import type { PublishedMoment } from '../../shared/protocol/roll-ups.ts';
import { documentReceipt } from '../../shared/receipts/receipt.ts';
import { isBeyondRollUps, type CutTotals } from '../../shared/roll-up/published-totals.ts';
import { holdOpenProgram } from '../archived-program.ts';
import { appendAct } from '../audit/append-act.ts';
import type { NamedMoment } from '../baselines/named-moment.ts';
import { HttpError } from '../errors.ts';
import { lockProgram } from '../storage/programs.ts';
import type { Database } from '../storage/schema.ts';
import { readPlace, readShare, type ActedInProgram } from './program-shares.ts';
import { momentIn } from './published-moment.ts';
import { deletePublished, publishedDigest, writePublished } from './published-totals.ts';
import { readRollUp } from './roll-ups.ts';

/** Month in which the fiscal years of every plan begin: `fiscalYearOf`. */
const YEAR_BEGINS = 7;

interface Publishing {
  readonly rollUp: string;
  readonly moment: NamedMoment;
  readonly totals: readonly CutTotals[];
  /** Digest of what whoever publishes has seen there, null: nothing; absent: whatever stands there. */
  readonly seen?: string | null | undefined;
  /** What the document is named by: `newDocument`. */
  readonly document: Uint8Array;
}

/** [AUD1, AUD3] Publishes the totals of a moment in place of those before, in a transaction. */
export async function publishTotals(
  transaction: Kysely<Database>,
  { rollUp, moment, totals, seen, document }: Publishing,
  by: ActedInProgram,
): Promise<void> {
  const { program, at: publishedAt } = by;
  if (isBeyondRollUps(totals)) {
    throw new HttpError(
      'forbidden',
      'An amount is beyond a trillion dollars, which no roll-up takes. Look what is typed there.',
    );
  }
  const { revision, asOf, baseline } = moment;
  const locked = await holdOpenProgram(transaction, program);
  const { share, district } = await readPlace(transaction, program, rollUp);
  const { name } = await readRollUp(transaction, rollUp);
  assertSeenThere(momentIn(share.published), seen, name);
  const { hash } = await transaction
    .selectFrom('revisions')
    .select('hash')
    .where('program', '=', program)
    .where('number', '=', revision)
    .executeTakeFirstOrThrow();
  const receipt = documentReceipt(revision, hash, document);
  const told: Omit<PublishedMoment, 'digest'> = {
    revision,
    asOf,
    planYear: locked.fiscal_year,
    yearBegins: YEAR_BEGINS,
    baseline: baseline && { id: baselineId(baseline.number), kind: baseline.kind, period: baseline.period },
    publishedAt,
    receipt,
  };
  const digest = publishedDigest({ ...told, rollUp, seat: share.seat }, totals);
  await writePublished(transaction, { program, rollUp }, totals);
  await setPublished(transaction, { program, rollUp }, { ...told, digest });
  const what = `Published totals to ${name} as ${district.code}: as of ${asOf}, revision ${revision}`;
  await appendAct(transaction, { ...by, kind: 'publish', what, document: { receipt, digest } });
}

/** Throws changed_meanwhile where somebody has published or withdrawn since. */
function assertSeenThere(found: PublishedMoment | null, seen: string | null | undefined, name: string): void {
  if (seen === undefined || seen === (found?.digest ?? null)) return;
  const what =
    found === null
      ? `The totals were withdrawn from ${name}`
      : `Totals as of ${found.asOf}, revision ${found.revision}, were published to ${name}`;
  throw new HttpError(
    'changed_meanwhile',
    `${what} since you looked. Nothing of yours was published. Look at what stands there now, and publish again if yours is to stand.`,
  );
}

/** [AUD1] Withdraws what is published, in a transaction; the program stays in the roll-up, and publishes nothing by itself any more. */
export async function withdrawTotals(transaction: Kysely<Database>, rollUp: string, by: ActedInProgram): Promise<void> {
  const { program } = by;
  await lockProgram(transaction, program);
  const { published } = await readShare(transaction, program, rollUp);
  if (published === null) return;
  await deletePublished(transaction, program, rollUp);
  await setPublished(transaction, { program, rollUp }, null);
  await transaction
    .updateTable('roll_up_shares')
    .set({ monthly: 0 })
    .where('program', '=', program)
    .where('roll_up', '=', rollUp)
    .execute();
  const { name } = await readRollUp(transaction, rollUp);
  await appendAct(transaction, { ...by, kind: 'publish', what: `Withdrew the totals from ${name}` });
}

async function setPublished(
  transaction: Kysely<Database>,
  { program, rollUp }: { readonly program: string; readonly rollUp: string },
  moment: PublishedMoment | null,
): Promise<void> {
  await transaction
    .updateTable('roll_up_shares')
    .set({ published: moment === null ? null : JSON.stringify(moment) })
    .where('program', '=', program)
    .where('roll_up', '=', rollUp)
    .execute();
}
