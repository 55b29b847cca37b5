import type { RuleSurroundings } from '../rules/row-rule.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import { lastDayOf } from '../../tables/kinds/calendar-dates.ts';
import { ALL_CATEGORIES } from '../../tables/lists.ts';
import { keyText } from '../../tables/table.ts';
import { isExplained, type Flag } from './explained-findings.ts';
import type { Need } from '../lifecycles/lifecycle.ts';

function cents(cell: Cell | undefined): number {
  return typeof cell === 'number' ? cell : 0;
}

function sum(rows: readonly Cells[], column: string): number {
  return rows.reduce((total, cells) => total + cents(cells[column]), 0);
}

/**
 * [V47, T12] Nothing is to come any more on what is closed, so only before is it known whether anything was. The latest estimate of each category counts; that for all categories only while one has
 * none of its own.
 */
export const nothingToCome: Need = {
  words: 'an estimate to complete of 0.00',
  holds: ({ number = null }, { asItBecomes: { naming: rows } }) => {
    const latest = new Map<Cell, Cells>();
    for (const forecast of rows('forecasts', ['project'], [number])) {
      const { category = null, period } = forecast;
      if (String(period) > String(latest.get(category)?.['period'] ?? '')) latest.set(category, forecast);
    }
    const lines = rows('budgetLines', ['project'], [number]);
    if (lines.length > 0 && lines.every(({ category = null }) => latest.has(category))) latest.delete(ALL_CATEGORIES);
    return sum([...latest.values()], 'etc') === 0;
  },
};

/** A month is closed when the program holds what the ledger does. */
export const agreesWithLedger: Need = {
  words: 'a Difference of 0.00',
  holds: ({ period = null, controlTotal = null }, { asItBecomes: { naming: rows } }) =>
    controlTotal === null || cents(controlTotal) === sum(rows('expenditures', ['period'], [period]), 'amount'),
};

/** The check that holds the control totals of months against the plan. */
const CONTROL_TOTALS = 'V33';

/**
 * What stands in the way of a close: what the checks find on the month's last day and nobody has explained, without what is said of
 * the control total of the month itself, which comes with the close, and of later months, whose ledger may still be coming
 * in. Null: not known, or decided elsewhere.
 */
function unsettledFlags(month: Cells, { author, flags, asItBecomes }: RuleSurroundings): readonly Flag[] | null {
  const { period = null } = month;
  if (typeof period !== 'string' || author === null || author.isBroughtIn) return null;
  const found = flags(checkedDay(month)) ?? [];
  return found.filter(
    (flag) =>
      !(flag.checkId === CONTROL_TOTALS && flag.subject >= period) &&
      !isExplained(flag, asItBecomes.related('explanations', keyText([flag.checkId, flag.subject]))),
  );
}

/** [LCK12] The day that the checks are asked about: the last of the month, so that nobody chooses a day on which they find nothing. */
export function checkedDay({ period }: Cells): string {
  return lastDayOf(String(period));
}

/** [LCK12] Reports of a month speak of a day in it. */
export const dayInMonth: Need = {
  words: ({ period }) => `an As-of Date in ${String(period)}, or none`,
  holds: (month) => dayOfMonth(month).startsWith(`${String(month['period'])}-`),
};

/** The day that the reports of a month speak of: its As-of Date, else its last. */
export function dayOfMonth({ period, asOfDate }: Cells): string {
  return typeof asOfDate === 'string' ? asOfDate : lastDayOf(String(period));
}

/** [LCK12] "An error has to be cured before a month closes; a warning has to be explained." */
export const everyFlagSettled: Need = {
  holds: (cells, surroundings) => (unsettledFlags(cells, surroundings) ?? []).length === 0,
  words: (cells, surroundings) => {
    const open = unsettledFlags(cells, surroundings) ?? [];
    const errors = open.filter(({ severity }) => severity === 'error');
    const warnings = open.filter(({ severity }) => severity === 'warning');
    return [
      ...(errors.length === 0 ? [] : [`a cure for ${counted(errors.length, 'error')}`]),
      ...(warnings.length === 0 ? [] : [`an explanation of ${counted(warnings.length, 'flag')}`]),
    ].join(' and ');
  },
};

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** Only the last month that was closed is opened again. */
export const isLastClosed: Need = {
  words: 'no later month that is closed',
  holds: ({ period }, { asItBecomes: { naming: rows } }) =>
    rows('periods', ['status'], ['Closed']).every((closed) => String(closed['period']) <= String(period)),
};

/** A period has no column for it, so the reason stands where the plan keeps why something was changed. */
export const reasonInNote: Need = {
  words: 'a reason in the note to the change',
  holds: (_cells, { author }) => author === null || author.note.trim() !== '',
};

/** Approved changes that re-baseline a project: those with such a line on one of its budget lines. */
function rebaselines(project: Cell, { asItBecomes: { naming: rows, related } }: RuleSurroundings): number {
  const lines = rows('budgetLines', ['project'], [project]);
  const moved = lines.flatMap(({ id = null }) => rows('changeLines', ['budgetLine'], [id]));
  const changes = new Set(moved.filter(({ rebaseline }) => rebaseline === true).map(({ change = null }) => change));
  return [...changes].filter((change) => related('changes', keyText([change]))?.['status'] === 'Approved').length;
}

/** [V44] A baseline that goes on by one number, as often as approved changes have moved the baselines of its project. */
export function isNextBaseline(after: Cells, surroundings: RuleSurroundings): boolean {
  const { project = null, baselineNumber } = after;
  const next = cents(baselineNumber);
  if (surroundings.before === null || next !== cents(surroundings.before['baselineNumber']) + 1) return false;
  return rebaselines(project, surroundings) >= next;
}
