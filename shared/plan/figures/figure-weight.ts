import { noAmounts, type Amounts } from './amounts.ts';
import { measures, postedMeasure, requestMeasures, sourceMeasures, type RequestAmounts } from './measures.ts';
import { addPosting } from '../postings/add-posting.ts';
import type { Posting } from '../postings/posting.ts';
import type { Account, PostedLine } from '../postings/accounts.ts';
import { getOrMake } from '../../sync/get-or-make.ts';

/** What a posting adds to a figure, in cents; 0: it has no part in it. */
export interface FigureWeight {
  ofLine(posting: Posting, line: PostedLine): number;
  /** Of amounts of lines, which are sums of postings. */
  ofAmounts(amounts: Readonly<Amounts>): number;
  ofSource(posting: Posting): number;
  ofRequest(posting: Posting): number;
}

/** Names of the figures in money, which are sums of postings. A percentage is made of two of them. */
export const explainedMeasures: readonly string[] = [
  ...measures.filter(({ kind }) => kind === 'money').map(({ name }) => name),
  ...sourceMeasures.map(({ name }) => name),
  postedMeasure.name,
  ...requestMeasures.map(({ name }) => name),
];

const noSource = { authorized: 0, available: 0 } as const;

/** Follows from the definition of the measure: what it says of one posting alone. Throws Error for an unknown name. */
export function figureWeight(name: string): FigureWeight {
  const ofAmounts = measureOfAmounts(name);
  const ofSource = sourceMeasures.find((each) => each.name === name);
  const ofRequest = requestMeasures.find((each) => each.name === name);
  return {
    ofLine: (posting, line) => ofAmounts(amountsOf(posting, line)),
    ofAmounts,
    ofSource: ({ account, cents }) => ofSource?.of(noAmounts(), { ...noSource, [account]: cents }) ?? 0,
    ofRequest: ({ account, cents }) => ofRequest?.of(requestOf(account, cents)) ?? 0,
  };
}

/** What a cent posted on lines adds to a figure. */
export interface LineWeights {
  /** What a cent of an account adds. */
  readonly of: (account: Account, line: PostedLine) => number;
  /** Whether postings of the account have a share in the figure on any line. */
  readonly isWeighed: (account: Account) => boolean;
}

/** A figure is a sum, so what a cent adds is known once for all postings of an account: a large program has a hundred thousand. */
export function lineWeights(weight: FigureWeight): LineWeights {
  const known = new Map<Account, readonly number[]>();
  const all = (account: Account): readonly number[] => {
    const cent = { account, line: '', date: null, cents: 1, table: 'budgetLines', row: '', change: null } as const;
    const kinds = [0, 1, 2, 3].map((kind) => ({ isContingency: (kind & 1) === 1, isReserve: (kind & 2) === 2 }));
    return getOrMake(known, account, () => kinds.map((line) => weight.ofLine(cent, line)));
  };
  return {
    of: (account, { isContingency, isReserve }) => all(account)[Number(isContingency) + 2 * Number(isReserve)] ?? 0,
    isWeighed: (account) => all(account).some((each) => each !== 0),
  };
}

function measureOfAmounts(name: string): (amounts: Readonly<Amounts>) => number {
  const measure = measures.find((each) => each.name === name && each.kind === 'money');
  if (measure) return (amounts) => measure.of(amounts) ?? 0;
  const ofSource = sourceMeasures.find((each) => each.name === name);
  if (ofSource) return (amounts) => ofSource.of(amounts, noSource);
  if (requestMeasures.some((each) => each.name === name)) return () => 0;
  if (name !== postedMeasure.name) throw new Error(`There is no figure ${name} in money.`);
  return ({ expended }) => expended;
}

/** What a request says in one account; the district's share is what E-Rate's leaves of the cost. */
function requestOf(account: Posting['account'], cents: number): RequestAmounts {
  const [gross, erateShare] = [account === 'eligible' ? cents : 0, account === 'discount' ? cents : 0];
  return { gross, erateShare, districtShare: gross - erateShare, disbursed: account === 'disbursed' ? cents : 0 };
}

function amountsOf(posting: Posting, line: PostedLine): Amounts {
  const amounts = noAmounts();
  addPosting(amounts, posting, line);
  return amounts;
}
