import { tableNamed } from '../../tables/all-tables.ts';
import type { Cells } from '../../tables/cell.ts';
import { keyOf, keyText, keyTextOf } from '../../tables/table.ts';
import type { PlanView, RuleSurroundings } from '../row-rule.ts';

/** Rows by table name. */
export type PlanTables = Readonly<Record<string, readonly Cells[]>>;

/** A plan of just these rows, for rules to look at. */
export function planOf(rows: PlanTables): PlanView {
  return {
    related: (table, key) => rows[table]?.find((cells) => keyOf(tableNamed(table), cells) === key),
    naming: (table, columns, values) =>
      values.includes(null) ? [] : (rows[table] ?? []).filter((cells) => keyTextOf(columns, cells) === keyText(values)),
  };
}

/** What a rule sees around a row that was so (null: is new) in a plan that was so and becomes so. */
export function around(before: Cells | null, was: PlanTables, becomes: PlanTables = was): RuleSurroundings {
  return { before, asItWas: planOf(was), asItBecomes: planOf(becomes) };
}
