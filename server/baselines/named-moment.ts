import { baselineId, baselineNumber } from '../../shared/plan/baselines/baseline.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { isDate } from '../../shared/tables/kinds/calendar-dates.ts';
import { notFound } from '../errors.ts';
import type { Store } from '../storage/database.ts';
import { planTime, type AskedTime, type PlanTime } from '../totals/plan-time.ts';
import type { Baseline } from './baselines.ts';
import { knownBaselines } from './known-baselines.ts';

/** A moment of the plan, with the baseline that it is; null: it was asked for as a revision or a day. */
export interface NamedMoment extends PlanTime {
  readonly baseline: Baseline | null;
}

interface Asking {
  readonly store: Store;
  readonly program: string;
  readonly now: Date;
}

/** What is asked for in words: a revision, a day, a baseline, `today`, or nothing. */
type AskedWords = { readonly time: AskedTime } | { readonly baseline: string };

function wordsOf(text: string | undefined): AskedWords {
  if (text === undefined || text === '' || text === 'today') return { time: {} };
  if (/^\d{1,15}$/.test(text)) return { time: { at: Number(text) } };
  return isDate(text) ? { time: { asOf: text } } : { baseline: text };
}

/**
 * The moment that somebody names: a revision such as 148, a day such as 2026-10-31, a baseline by its id or name, or nothing
 * (today, at the head). `asOf` and `at` go before what the name says. Throws HttpError not_found for a name that nothing has.
 */
export async function namedMoment(
  { store, program, now }: Asking,
  text: string | undefined,
  { at, asOf }: AskedTime = {},
): Promise<NamedMoment> {
  const words = wordsOf(text);
  const baseline = 'baseline' in words ? await baselineNamed(store, program, words.baseline) : null;
  const named: AskedTime = 'time' in words ? words.time : { at: baseline?.revision, asOf: baseline?.asOf };
  const asked = { at: at ?? named.at, asOf: asOf ?? named.asOf };
  const time = await planTime(store.read, program, asked, now);
  const isIt = time.revision === baseline?.revision && time.asOf === baseline.asOf;
  return { ...time, baseline: isIt ? baseline : null };
}

/** The baseline of this id or name; of several that were ever called so the one that is now, and of those the newest. */
async function baselineNamed(store: Store, program: string, text: string): Promise<Baseline> {
  const baselines = (await knownBaselines(store, program)).toReversed();
  const number = baselineNumber(text);
  const name = text.toLowerCase();
  const found =
    baselines.find((each) => each.number === number) ??
    baselines.find((each) => each.name.toLowerCase() === name) ??
    baselines.find(({ earlierNames }) => earlierNames.some((each) => each.name.toLowerCase() === name));
  if (!found) throw notFound(`baseline ${text.slice(0, 100)}`);
  return found;
}

/** A moment as the wire has it. */
export function wireMoment({ revision, asOf, baseline }: NamedMoment): WireMoment {
  return { revision, asOf, baseline: baseline && { id: baselineId(baseline.number), name: baseline.name } };
}

interface WireMoment extends PlanTime {
  readonly baseline: { readonly id: string; readonly name: string } | null;
}

/** A revision in words, where it was asked for as such: what older panes ask for stays what it was. */
export function revisionIn(text: string | undefined): Revision | undefined {
  const words = wordsOf(text);
  return 'time' in words ? words.time.at : undefined;
}
