import { noAmounts } from './figures/amounts.ts';
import { measures, postedMeasure, sourceMeasures } from './figures/measures.ts';
import { addPosting, type PostedLine } from './add-posting.ts';
import type { Posting } from './posting.ts';

/** What a posting adds to a figure, in cents; 0: it has no part in it. */
export interface FigureWeight {
  ofLine(posting: Posting, line: PostedLine): number;
  ofSource(posting: Posting): number;
}

/** Names of the figures in money, which are sums of postings. A percentage is made of two of them. */
export const explainedMeasures: readonly string[] = [
  ...measures.filter(({ kind }) => kind === 'money').map(({ name }) => name),
  ...sourceMeasures.map(({ name }) => name),
  postedMeasure.name,
];

const noSource = { authorized: 0, available: 0 } as const;

/** Follows from the definition of the measure: what it says of one posting alone. Throws Error for an unknown name. */
export function figureWeight(name: string): FigureWeight {
  const measure = measures.find((each) => each.name === name && each.kind === 'money');
  if (measure) return { ofLine: (posting, line) => measure.of(amountsOf(posting, line)) ?? 0, ofSource: () => 0 };
  const ofSource = sourceMeasures.find((each) => each.name === name);
  if (ofSource) {
    return {
      ofLine: (posting, line) => ofSource.of(amountsOf(posting, line), noSource),
      ofSource: ({ account, cents }) => ofSource.of(noAmounts(), { ...noSource, [account]: cents }),
    };
  }
  if (name !== postedMeasure.name) throw new Error(`There is no figure ${name} in money.`);
  return { ofLine: (posting, line) => amountsOf(posting, line).expended, ofSource: () => 0 };
}

function amountsOf(posting: Posting, line: PostedLine) {
  const amounts = noAmounts();
  addPosting(amounts, posting, line);
  return amounts;
}
