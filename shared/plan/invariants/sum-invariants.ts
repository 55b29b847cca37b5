import { formatMoney } from '../../tables/kinds/number-kinds.ts';
import type { Amounts } from '../figures/amounts.ts';
import { cutLabels, cuts } from '../figures/cuts.ts';
import { measureLabel, measures } from '../figures/measures.ts';
import { totalsOf, type MeasureValues } from '../figures/totals.ts';
import type { Finding, Invariant, InvariantFacts } from './invariant.ts';

const ownMistake = 'No entry in the plan can bring this about. Tell support, and say which revision it is.';

/** What holds of sums whatever the rows are: a breach is a mistake of the program, and shown all the same. */
export const sumInvariants: readonly Invariant[] = [
  {
    id: 'C01',
    title: 'Every cut adds up to the program',
    subject: 'program',
    severity: 'error',
    settings: [],
    mend: ownMistake,
    find: cutsThatDoNotAddUp,
  },
  {
    id: 'C06',
    title: 'Budget = obligated + uncommitted = expended + unspent = forecast + variance',
    subject: 'program',
    severity: 'error',
    settings: [],
    mend: ownMistake,
    find: identitiesOff,
  },
  {
    id: 'C07',
    title: 'Committed = open encumbrance + payments on commitments',
    subject: 'program',
    severity: 'error',
    settings: [],
    mend: ownMistake,
    find: committedOff,
  },
];

const ofProgram = (difference: number, message: string): Finding => ({
  subject: 'Program',
  difference,
  message,
  cells: [],
});

function cutsThatDoNotAddUp({ plan }: InvariantFacts): Finding[] {
  const { total } = totalsOf(plan, []);
  return cuts.flatMap((cut) => {
    const { rows } = totalsOf(plan, [cut]);
    return measures.flatMap(({ name, label, kind }) => {
      if (kind === 'percent') return [];
      const sum = rows.reduce((soFar, { values }) => soFar + cents(values, name), 0);
      const off = sum - cents(total, name);
      const [ofCut, whole] = [formatMoney(sum), formatMoney(sum - off)];
      const message = `${label} by ${cutLabels[cut].toLowerCase()} adds up to ${ofCut}, the program to ${whole}.`;
      return off === 0 ? [] : [ofProgram(off, message)];
    });
  });
}

function cents(values: MeasureValues, name: string): number {
  return values[name] ?? 0;
}

function identitiesOff({ plan }: InvariantFacts): Finding[] {
  const { total } = totalsOf(plan, []);
  const current = cents(total, 'current');
  const pairs = [
    ['uncommitted', 'obligated'],
    ['unspent', 'expended'],
    ['vac', 'eac'],
  ] as const;
  return pairs.flatMap(([one, other]) => {
    const off = current - cents(total, one) - cents(total, other);
    const [sum, whole] = [formatMoney(current - off), formatMoney(current)];
    const message = `${measureLabel(one)} and ${measureLabel(other)} add up to ${sum}, ${measureLabel('current')} is ${whole}.`;
    return off === 0 ? [] : [ofProgram(off, message)];
  });
}

function committedOff({ plan }: InvariantFacts): Finding[] {
  let off = 0;
  for (const { amounts } of plan.projects.values()) off += withoutCommitted(amounts);
  const message = `What is committed is ${formatMoney(off)} more than open encumbrance and payments on commitments.`;
  return off === 0 ? [] : [ofProgram(off, message)];
}

function withoutCommitted({ committed, openEncumbrance, expended, directCost }: Readonly<Amounts>): number {
  return committed - openEncumbrance - (expended - directCost);
}
