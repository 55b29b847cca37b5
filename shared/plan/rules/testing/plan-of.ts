import { tableNamed } from '../../../tables/all-tables.ts';
import type { Cells } from '../../../tables/cell.ts';
import { keyOf, keyText, keyTextOf } from '../../../tables/table.ts';
import type { Flag } from '../../close/explained-findings.ts';
import type { JournalEntry } from '../../../sync/history/journal.ts';
import type { Author, PlanView, RuleSurroundings } from '../row-rule.ts';

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

/** Who acts, and what has happened to whichever row is asked about. */
interface Acts {
  readonly author?: Author;
  readonly history?: readonly JournalEntry[];
  readonly flags?: readonly Flag[];
}

/** Somebody with a role, at a time. */
export function personOf(role: Author['membership']['role']): Author {
  return {
    person: 'ann',
    name: 'Ann Ruiz',
    at: '2026-11-23T10:00:00.000Z',
    membership: { role },
    note: '',
    isImport: false,
    isBroughtIn: false,
  };
}

/** What a rule sees around a row that was so (null: is new) in a plan that was so and becomes so. */
export function around(
  before: Cells | null = null,
  was: PlanTables = {},
  becomes: PlanTables = was,
  { author, history = [], flags = [] }: Acts = {},
): RuleSurroundings {
  const [asItWas, asItBecomes] = [planOf(was), planOf(becomes)];
  const asNamed = asItWas.related;
  const plan = { asNamed, asItWas, asItBecomes, history: () => history, flags: () => flags };
  return { before, inPlaceOf: null, ...plan, author: author ?? null };
}
