import { compareGroups } from '../plan/figures/cuts.ts';
import type { Totals } from '../plan/figures/totals.ts';
import { amountsIn, type PublishedAmounts } from './published-amounts.ts';
import { publishedCuts, publishedGroup, WHOLE, type PublishedCut } from './published-cuts.ts';

/** A group of a cut with its amounts. */
export interface PublishedGroup {
  readonly group: string;
  readonly amounts: PublishedAmounts;
}

/** What is published by one cut; `WHOLE`: one group, the program. */
export interface CutTotals {
  readonly cut: PublishedCut | typeof WHOLE;
  readonly groups: readonly PublishedGroup[];
}

/** Everything that is published: the program as a whole, then by each cut. */
export function publishedTotals(byCut: ReadonlyMap<PublishedCut, Totals>): CutTotals[] {
  const cuts = publishedCuts.map((cut) => {
    const totals = byCut.get(cut);
    if (!totals) throw new Error(`The totals by ${cut} are missing.`);
    return { cut, groups: groupsOf(cut, totals) };
  });
  const [first] = byCut.values();
  if (!first) throw new Error('There are no totals.');
  const whole = [{ group: WHOLE, amounts: amountsFrom(WHOLE, first.total) }];
  for (const { cut, groups } of cuts) assertAddsUp(cut, groups, whole[0]?.amounts ?? {});
  return [{ cut: WHOLE, groups: whole }, ...cuts];
}

function groupsOf(cut: PublishedCut, { rows }: Totals): PublishedGroup[] {
  return addedUp(
    cut,
    rows.map(({ groups: [group = ''], values }) => {
      return { group: publishedGroup(cut, group), amounts: amountsFrom(cut, values) };
    }),
  );
}

function amountsFrom(cut: CutTotals['cut'], values: Readonly<Record<string, number | null>>): PublishedAmounts {
  return Object.fromEntries(amountsIn(cut).map((name) => [name, values[name] ?? 0]));
}

/** Groups of the same name as one, in the order of reports. Throws where a sum is beyond what can be counted in cents. */
export function addedUp(cut: CutTotals['cut'], groups: Iterable<PublishedGroup>): PublishedGroup[] {
  const sums = new Map<string, Record<string, number>>();
  for (const { group, amounts } of groups) {
    const sum = sums.get(group) ?? {};
    sums.set(group, sum);
    for (const name of amountsIn(cut)) sum[name] = exactSum(sum[name] ?? 0, amounts[name] ?? 0);
  }
  const added = [...sums].map(([group, amounts]) => ({ group, amounts }));
  return cut === WHOLE ? added : added.sort((a, b) => compareGroups(cut, a.group, b.group));
}

function exactSum(sum: number, more: number): number {
  const cents = sum + more;
  if (Number.isSafeInteger(cents)) return cents;
  throw new RangeError('A sum of published totals is beyond ninety trillion dollars.');
}

/** A trillion dollars: above the plan of any district, and ninety of it can still be added up to the cent. */
const MOST_CENTS = 10 ** 14;

/** Whether an amount is so large that a few of the kind would stop a roll-up from adding up anything. */
export function isBeyondRollUps(totals: readonly CutTotals[]): boolean {
  return totals.some(({ groups }) =>
    groups.some(({ amounts }) => Object.values(amounts).some((cents) => Math.abs(cents) > MOST_CENTS)),
  );
}

/** A cut that loses a cent is a fault of ours, and is not published. */
function assertAddsUp(cut: PublishedCut, groups: readonly PublishedGroup[], whole: PublishedAmounts): void {
  for (const name of amountsIn(WHOLE)) {
    const sum = groups.reduce((cents, { amounts }) => cents + (amounts[name] ?? 0), 0);
    if (sum !== whole[name]) throw new Error(`${name} by ${cut} does not add up to the program.`);
  }
}
