import type { TotalsReply } from '../../shared/protocol/totals.ts';
import type { Cut } from '../../shared/plan/figures/cuts.ts';
import { isAdditive, type AskedMeasure } from './asked-measure.ts';
import type { FunctionAnswer } from './function-answer.ts';
import type { Condition, Question } from './question.ts';

type TotalsRow = TotalsReply['rows'][number];

/** The figure in a reply that suits the question: dollars, or a share of 1 for a percentage. Nothing in the group is 0. */
export function answerQuestion({ measure, conditions }: Question, reply: TotalsReply): FunctionAnswer {
  if (conditions.length === 0) return figure(measure, reply.total[measure.name]);
  const rows = rowsIn(reply, conditions);
  if (measure.kind === 'money' && !isAdditive(measure)) return figure(measure, rows[0]?.[measure.name] ?? 0);
  if (measure.kind === 'percent') return figure(measure, rows[0]?.[measure.name]);
  // Cents are whole numbers, so the sum is exact.
  return figure(
    measure,
    rows.reduce((sum, row) => sum + centsOf(row[measure.name]), 0),
  );
}

/** True when some row of the reply is in the group. */
export function hasGroup(reply: TotalsReply, condition: Condition): boolean {
  return rowsIn(reply, [condition]).length > 0;
}

function figure({ label, kind }: AskedMeasure, value: string | number | null | undefined): FunctionAnswer {
  if (typeof value === 'number') {
    // Rounded, because 57.3 / 100 is not the double that Excel makes of a typed 57.3 %.
    return { ok: true, value: kind === 'money' ? value / 100 : Math.round(value * 10) / 1000 };
  }
  return { ok: false, code: 'notAvailable', message: `There is no ${label} here: what it is a part of is zero.` };
}

function centsOf(value: string | number | null | undefined): number {
  return typeof value === 'number' ? value : 0;
}

const SEPARATOR = '\u001F';

/** Rows by group, for each set of cuts that was asked for: thousands of cells ask the same reply. */
const indexes = new WeakMap<TotalsReply, Map<string, ReadonlyMap<string, readonly TotalsRow[]>>>();

function rowsIn(reply: TotalsReply, conditions: readonly Condition[]): readonly TotalsRow[] {
  const by = conditions.map(({ cut }) => cut);
  const known = indexes.get(reply) ?? new Map<string, ReadonlyMap<string, readonly TotalsRow[]>>();
  indexes.set(reply, known);
  const index = known.get(by.join()) ?? rowsByGroups(reply, by);
  known.set(by.join(), index);
  return index.get(keyOf(conditions.map(({ group }) => group))) ?? [];
}

function rowsByGroups(reply: TotalsReply, by: readonly Cut[]): ReadonlyMap<string, readonly TotalsRow[]> {
  const rows = new Map<string, TotalsRow[]>();
  for (const row of reply.rows) {
    const key = keyOf(by.map((cut) => String(row[cut] ?? '')));
    const found = rows.get(key);
    if (found) found.push(row);
    else rows.set(key, [row]);
  }
  return rows;
}

/** Upper and lower case are the same to Excel. */
function keyOf(groups: readonly string[]): string {
  return groups.join(SEPARATOR).toLowerCase();
}
