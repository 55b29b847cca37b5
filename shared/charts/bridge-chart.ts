import { accountSpecs, type FigureAccount } from '../plan/postings/accounts.ts';
import { formatMoney } from '../tables/kinds/number-kinds.ts';
import type { Chart } from './chart.ts';

/** A step of a bridge as it is drawn. */
export interface DrawnStep {
  readonly words: string;
  readonly account: FigureAccount;
  /** Cents */
  readonly amount: number;
}

/** A figure at one moment and at another. */
export interface DrawnBridge {
  /** What the figure was and is of: "Adopted plan", "today". */
  readonly from: string;
  readonly to: string;
  readonly start: number;
  readonly end: number;
  readonly steps: readonly DrawnStep[];
}

/** More bars than these say nothing at a glance: then they are drawn by what they are, and the list has each. */
const BARS = 12;
const NAME_LENGTH = 44;

/** What a figure was, what was added to it and taken from it, and what it is, one below the other. */
export function bridgeChart({ from, to, start, end, steps }: DrawnBridge): Chart {
  const moving = steps.filter(({ amount }) => amount !== 0);
  const drawn = moving.length > BARS ? byAccount(moving) : moving;
  const names = unique([from, ...drawn.map(({ words }) => words), to].map(shortened));
  const amounts = drawn.map(({ amount }) => amount);
  const only = (holds: (amount: number) => boolean): (number | null)[] => [
    null,
    ...amounts.map((amount) => (holds(amount) ? amount : null)),
    null,
  ];
  return {
    kind: 'waterfall',
    finding: finding(start, end, moving.length),
    nameLabel: 'Step',
    names,
    series: [
      { label: 'Figure', tone: 'fourth', values: [start, ...amounts.map(() => null), end] },
      { label: 'More', tone: 'first', letter: '+', values: only((amount) => amount > 0) },
      { label: 'Less', tone: 'second', letter: '−', values: only((amount) => amount < 0) },
    ],
    unit: 'cents',
  };
}

function finding(start: number, end: number, count: number): string {
  const difference = end - start;
  const steps = count === 1 ? '1 step' : `${count.toLocaleString('en-US')} steps`;
  if (difference === 0) return count === 0 ? 'Nothing has moved' : `${steps} that cancel out`;
  const way = difference > 0 ? 'grew' : 'fell';
  return `It ${way} by ${formatMoney(Math.abs(difference))} in ${steps}`;
}

function byAccount(steps: readonly DrawnStep[]): DrawnStep[] {
  const sums = new Map<FigureAccount, { amount: number; count: number }>();
  for (const { account, amount } of steps) {
    const sum = sums.get(account) ?? { amount: 0, count: 0 };
    sums.set(account, { amount: sum.amount + amount, count: sum.count + 1 });
  }
  return [...sums].map(([account, { amount, count }]) => {
    const words = accountSpecs[account].label;
    return { account, amount, words: count > 1 ? `${words}: ${count} steps` : words };
  });
}

function shortened(name: string): string {
  return name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1).trimEnd()}…` : name;
}

/** A chart tells its names apart by what they say. */
function unique(names: readonly string[]): string[] {
  const met = new Map<string, number>();
  return names.map((name) => {
    const count = (met.get(name) ?? 0) + 1;
    met.set(name, count);
    return count > 1 ? `${name} (${count})` : name;
  });
}
