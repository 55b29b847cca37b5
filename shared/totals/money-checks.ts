import { withName, type CodeNames } from '../tables/code-names.ts';
import { lastDayOf } from '../tables/kinds/calendar-dates.ts';
import { formatMoney } from '../tables/kinds/number-kinds.ts';
import type { Amounts } from './amounts.ts';
import type { Check, Finding } from './check.ts';
import { cutLabels, cuts } from './cuts.ts';
import { estimateOf, isFinanciallyClosed, latestForecasts, totalEstimate } from './estimate-to-complete.ts';
import { openEncumbranceOf } from './line-facts.ts';
import { measureLabel, measures, obligatedOf } from './measures.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { ProgramRows } from './program-rows.ts';
import { totalsOf, type MeasureValues } from './totals.ts';

/** Checks that foot and compare amounts; numbered as the invariants of the program office. */
export const moneyChecks: readonly Check[] = [
  { id: 'C01', name: 'Every cut adds up to the program', severity: 'error', find: cutsThatDoNotAddUp },
  { id: 'C02', name: 'Current budgets stay within the authorized amounts', severity: 'error', find: overAuthorized },
  { id: 'C03', name: 'Expenditures stay within the available cash', severity: 'error', find: expendedOverAvailable },
  { id: 'C03W', name: 'Obligations stay within the available cash', severity: 'warning', find: obligatedOverAvailable },
  { id: 'C04', name: 'Obligations stay within the budget of each line', severity: 'error', find: overObligatedLines },
  {
    id: 'C05',
    name: 'Payments stay within each commitment, closed ones are used up',
    severity: 'error',
    find: commitmentsOff,
  },
  {
    id: 'C06',
    name: 'Budget = obligated + uncommitted = expended + unspent = forecast + variance',
    severity: 'error',
    find: identitiesOff,
  },
  { id: 'C06W', name: 'Forecasts cover what is under contract', severity: 'warning', find: forecastsBelowContracts },
  { id: 'C07', name: 'Committed = open encumbrance + payments on commitments', severity: 'error', find: committedOff },
  {
    id: 'C15',
    name: 'Each month’s expenditures equal the ledger’s control total',
    severity: 'error',
    find: controlTotalsOff,
  },
];

/** Such a forecast counts for what is under contract, which is not what its author typed. */
function forecastsBelowContracts(program: ProgramRows, facts: PlanFacts, names: CodeNames): Finding[] {
  return [...latestForecasts(program, facts.asOf)].flatMap(([number, byCategory]) => {
    const project = facts.projects.get(number);
    if (project === undefined || isFinanciallyClosed(project.cells, facts.asOf)) return [];
    const lines = project.lines.filter(({ row }) => row !== null);
    const forecast = totalEstimate(estimateOf(false, byCategory, lines));
    const open = project.amounts.openEncumbrance;
    const named = withName(names, 'projects', number);
    const text = `${named} is forecast to need ${formatMoney(forecast)}, while ${formatMoney(open)} is under contract`;
    return forecast < open ? [{ cents: open - forecast, text }] : [];
  });
}

function cutsThatDoNotAddUp(_: ProgramRows, facts: PlanFacts): Finding[] {
  const { total } = totalsOf(facts, []);
  return cuts.flatMap((cut) => {
    const { rows } = totalsOf(facts, [cut]);
    return measures.flatMap(({ name, label, kind }) => {
      if (kind === 'percent') return [];
      const sum = rows.reduce((soFar, { values }) => soFar + cents(values, name), 0);
      const off = sum - cents(total, name);
      return off === 0
        ? []
        : [
            {
              cents: off,
              text: `${label} by ${cutLabels[cut].toLowerCase()} adds up to ${formatMoney(sum)}, the program to ${formatMoney(sum - off)}`,
            },
          ];
    });
  });
}

function cents(values: MeasureValues, name: string): number {
  return values[name] ?? 0;
}

/** Sources whose `used` exceeds their `limit`. */
function sourcesOver(
  facts: PlanFacts,
  names: CodeNames,
  what: string,
  used: (values: MeasureValues) => number,
  limit: 'authorized' | 'available',
): Finding[] {
  return totalsOf(facts, ['source']).rows.flatMap(({ groups: [source = ''], values }) => {
    const over = used(values) - cents(values, limit);
    if (over <= 0 || !facts.sources.has(source)) return [];
    const text = `${withName(names, 'fundingSources', source)}: ${what} exceeds the ${limit} amount by ${formatMoney(over)}`;
    return [{ cents: over, text }];
  });
}

function overAuthorized(_: ProgramRows, facts: PlanFacts, names: CodeNames): Finding[] {
  return sourcesOver(facts, names, 'the current budget', (values) => cents(values, 'current'), 'authorized');
}

function expendedOverAvailable(_: ProgramRows, facts: PlanFacts, names: CodeNames): Finding[] {
  return sourcesOver(facts, names, 'what is expended', (values) => cents(values, 'expended'), 'available');
}

function obligatedOverAvailable(_: ProgramRows, facts: PlanFacts, names: CodeNames): Finding[] {
  return sourcesOver(facts, names, 'what is obligated', (values) => cents(values, 'obligated'), 'available');
}

function overObligatedLines(_: ProgramRows, facts: PlanFacts): Finding[] {
  return [...facts.projects.values()].flatMap(({ lines }) =>
    lines.flatMap(({ id, amounts }) => {
      const over = obligatedOf(amounts) - amounts.current;
      return over <= 0
        ? []
        : [{ cents: over, text: `${id} is obligated ${formatMoney(over)} over its current budget` }];
    }),
  );
}

function commitmentsOff(_: ProgramRows, facts: PlanFacts): Finding[] {
  return [...facts.commitments.values()].flatMap((commitment) => {
    const { key, status, committed, expended } = commitment;
    const name = key.replace(' ', ', line ');
    if (expended < 0) return [{ cents: expended, text: `${name} has negative payments of ${formatMoney(expended)}` }];
    if (expended > committed) {
      const over = expended - committed;
      return [{ cents: over, text: `${name} is paid ${formatMoney(over)} over its commitment` }];
    }
    const open = openEncumbranceOf(commitment);
    if (status !== 'Closed' || open === 0) return [];
    return [{ cents: open, text: `${name} is closed with ${formatMoney(open)} still encumbered` }];
  });
}

function identitiesOff(_: ProgramRows, facts: PlanFacts): Finding[] {
  const { total } = totalsOf(facts, []);
  const current = cents(total, 'current');
  const pairs = [
    ['uncommitted', 'obligated'],
    ['unspent', 'expended'],
    ['vac', 'eac'],
  ] as const;
  return pairs.flatMap(([one, other]) => {
    const off = current - cents(total, one) - cents(total, other);
    return off === 0
      ? []
      : [
          {
            cents: off,
            text: `${measureLabel(one)} and ${measureLabel(other)} add up to ${formatMoney(current - off)}, ${measureLabel('current')} is ${formatMoney(current)}`,
          },
        ];
  });
}

function committedOff(_: ProgramRows, facts: PlanFacts): Finding[] {
  let off = 0;
  for (const { amounts } of facts.projects.values()) off += withoutCommitted(amounts);
  return off === 0
    ? []
    : [
        {
          cents: off,
          text: `What is committed is ${formatMoney(off)} more than open encumbrance and payments on commitments`,
        },
      ];
}

function withoutCommitted({ committed, openEncumbrance, expended, directCost }: Readonly<Amounts>): number {
  return committed - openEncumbrance - (expended - directCost);
}

/** A month is compared once it is over. */
function controlTotalsOff(program: ProgramRows, { asOf }: PlanFacts): Finding[] {
  const posted = new Map<string, number>();
  for (const { cells } of program.expenditures)
    posted.set(cells.period, (posted.get(cells.period) ?? 0) + cells.amount);
  return program.periods.flatMap(({ cells: { period, controlTotal } }) => {
    if (asOf !== null && asOf < lastDayOf(period)) return [];
    const off = controlTotal === null ? 0 : controlTotal - (posted.get(period) ?? 0);
    return off === 0 ? [] : [{ cents: off, text: `${period} differs from its control total by ${formatMoney(off)}` }];
  });
}
