import type { Cut } from '../../shared/plan/figures/cuts.ts';
import type { Totals } from '../../shared/plan/figures/totals.ts';
import { totalsReply } from '../../shared/protocol/totals.ts';
import { publishedCuts, type PublishedCut } from '../../shared/roll-up/published-cuts.ts';
import { publishedTotals, type CutTotals } from '../../shared/roll-up/published-totals.ts';
import { HttpError } from '../errors.ts';
import type { MemberProgram } from '../identity/memberships.ts';
import type { PlanReader } from '../reading/plan-reader.ts';
import { readProgram } from '../storage/programs.ts';
import type { Store } from '../storage/database.ts';
import { createPlanAt } from '../totals/plan-at.ts';
import type { PlanTime } from '../totals/plan-time.ts';
import type { JobOwner } from '../workers/job-places.ts';

/** Who asks, for what is worked out in a worker. */
export interface TotalsAsking {
  readonly program: MemberProgram & { readonly id: string };
  readonly requestId: string;
  readonly owner: JobOwner;
}

export type ReadTotalsToPublish = (asking: TotalsAsking, time: PlanTime) => Promise<CutTotals[]>;

/** What totals are read with. */
export interface PublishingReader {
  readonly store: Store;
  readonly now: () => Date;
  readonly reader?: PlanReader;
}

/**
 * What a program would publish of a moment. At the head it stands in the kept sums; an older revision of a large plan takes
 * seconds, so where there is a worker for such readings, it is asked.
 */
export function createTotalsToPublish({ store, now, reader }: PublishingReader): ReadTotalsToPublish {
  const plan = createPlanAt({ store, now });
  return async (asking, time) => {
    const head = await readProgram(store.read, asking.program.id);
    const isHead = head?.revision === time.revision;
    const totalsBy = async (cut: Cut): Promise<Totals> => {
      if (reader !== undefined && !isHead) return askedOf(reader, asking, time, { cut, at: now().toISOString() });
      const { revision: at, asOf } = time;
      return (await plan.totals(asking.program.id, { at, asOf }, [cut])).value;
    };
    const byCut = new Map<PublishedCut, Totals>();
    for (const cut of publishedCuts) byCut.set(cut, await totalsBy(cut));
    return publishedTotals(byCut);
  };
}

async function askedOf(
  reader: PlanReader,
  { owner, program, requestId }: TotalsAsking,
  { revision, asOf }: PlanTime,
  { cut, at }: { readonly cut: Cut; readonly at: string },
): Promise<Totals> {
  const path = `/programs/${encodeURIComponent(program.id)}/totals?by=${cut}&at=${revision}&asOf=${asOf}`;
  const { status, body } = await reader.answer({ path, program, requestId, known: null, at }, owner);
  if (status !== 200) throw new HttpError('unavailable', 'The totals could not be worked out. Try again in a moment.');
  const { measures, rows, total } = totalsReply.parse(JSON.parse(new TextDecoder().decode(body)));
  return {
    by: [cut],
    measures,
    rows: rows.map(({ [cut]: group = '', ...values }) => ({ groups: [String(group)], values: amountsAmong(values) })),
    total,
  };
}

function amountsAmong(values: Readonly<Record<string, string | number | null>>): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [] : [[name, value]])),
  );
}
