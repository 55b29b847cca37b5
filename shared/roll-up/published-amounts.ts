import { amountNames, noAmounts, type Amounts } from '../plan/figures/amounts.ts';
import { measures, postedMeasure, requestMeasures, sourceMeasures, type Measure } from '../plan/figures/measures.ts';
import { valuesOf, type MeasureValues } from '../plan/figures/totals.ts';
import type { PublishedCut, WHOLE } from './published-cuts.ts';

/** Amounts that are published of every group, in cents: every other figure of a group follows from them. */
export const publishedAmounts = [
  'original',
  'boardApproved',
  'current',
  'pending',
  'committed',
  'openEncumbrance',
  'expended',
  'directCost',
  'etc',
  'contingencyBudget',
  'contingencyDrawn',
  'programReserve',
] as const satisfies readonly (keyof Amounts)[];

/** Amounts that groups of one cut alone have. */
const amountsOfCut: { readonly [C in PublishedCut | typeof WHOLE]: readonly string[] } = {
  '': [],
  fiscalYear: [postedMeasure.name],
  sourceType: ['authorized', 'available'],
  erateCategory: requestMeasures.map(({ name }) => name),
  program: [],
  system: [],
  status: [],
  category: [],
  object: [],
};

/** Names of the amounts of a cut, in the order in which they are published. */
export function amountsIn(cut: PublishedCut | typeof WHOLE): readonly string[] {
  return [...publishedAmounts, ...amountsOfCut[cut]];
}

/** A figure of a roll-up. What is not additive is worked out of the sums and is no sum of the districts' own. */
export interface RollUpMeasure {
  readonly name: string;
  readonly label: string;
  readonly kind: 'money' | 'percent';
  readonly isAdditive: boolean;
}

/** Of change orders nothing is published, so their rate has nothing to be worked out of. */
const notPublished = ['changeOrderRate'];

/** The figures of a cut, in the order of reports. */
export function rollUpMeasures(cut: PublishedCut | typeof WHOLE): readonly RollUpMeasure[] {
  const extra = amountsOfCut[cut];
  const own = [...sourceMeasures, postedMeasure, ...requestMeasures].filter(
    ({ name }) => extra.includes(name) || (cut === 'sourceType' && sourceMeasures.some((each) => each.name === name)),
  );
  const told = [...measures.filter(({ name }) => !notPublished.includes(name)), ...own];
  return told.map(({ name, label, kind }: Pick<Measure, 'name' | 'label' | 'kind'>) => {
    return { name, label, kind, isAdditive: kind === 'money' };
  });
}

/** Cents by the name of the amount. */
export type PublishedAmounts = Readonly<Record<string, number>>;

/** Every figure of a group of a cut. */
export function figuresOf(cut: PublishedCut | typeof WHOLE, published: PublishedAmounts): MeasureValues {
  const amounts = noAmounts();
  for (const name of amountNames) amounts[name] = published[name] ?? 0;
  const { changeOrderRate: _none, ...values } = valuesOf(amounts);
  const own: Record<string, number> = {};
  for (const name of amountsOfCut[cut]) own[name] = published[name] ?? 0;
  if (cut !== 'sourceType') return { ...values, ...own };
  const source = { authorized: published['authorized'] ?? 0, available: published['available'] ?? 0 };
  for (const measure of sourceMeasures) own[measure.name] = measure.of(amounts, source);
  return { ...values, ...own };
}
