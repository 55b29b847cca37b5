import { rowRules } from '../rules/row-rules.ts';
import type { PlanView, RowRule } from '../rules/row-rule.ts';
import { isTableName, tableNamed } from '../../tables/all-tables.ts';
import type { Cells } from '../../tables/cell.ts';
import { keyOf } from '../../tables/table.ts';
import { cellsOf } from './finding-words.ts';
import type { Finding, Invariant, InvariantFacts } from './invariant.ts';

/** Row rules that hold of a row by itself, whenever it is looked at: the merge judges edits by them, the checks every row. */
const standing: readonly Pick<Invariant, 'id' | 'title' | 'mend'>[] = [
  {
    id: 'V08',
    title: 'Schools bear the CDS code of a school',
    mend: 'Enter the 14 digits of the school, or change the E-Rate site class.',
  },
  {
    id: 'V10',
    title: 'Closed sites have a closing date',
    mend: 'Enter the closing date.',
  },
  {
    id: 'V24',
    title: 'Approved changes name an approver who did not ask for them',
    mend: 'Enter who approved it, and for the board its report and day.',
  },
  {
    id: 'V45',
    title: 'What is 100 % complete has an actual finish',
    mend: 'Enter the actual finish, or a lower percentage.',
  },
  {
    id: 'SET1',
    title: 'Settings are understood',
    mend: 'Enter a value of the kind that the setting has; until then its default holds.',
  },
];

/** Rules about the cells of one row. */
export const rowInvariants: readonly Invariant[] = standing.map((words) => {
  const rules = rowRules.filter(({ id }) => id === words.id);
  return {
    ...words,
    subject: 'row',
    severity: rules.some(({ severity }) => severity === 'error') ? 'error' : 'warning',
    settings: [],
    find: (facts) => rules.flatMap((rule) => rowsAgainst(facts, rule)),
  };
});

/** Finishes before their starts, for whatever table has such a rule; told with the order of milestones. */
export function startsAfterFinishes(facts: InvariantFacts): Finding[] {
  return rowRules.filter(({ id }) => id === 'V39').flatMap((rule) => rowsAgainst(facts, rule));
}

/** Rules of one row by itself look at nothing else. */
const nothing: PlanView = { related: () => undefined, naming: () => [] };

function rowsAgainst({ rows }: InvariantFacts, { table, columns, check }: RowRule): Finding[] {
  if (!isTableName(table)) return [];
  const { related: asNamed } = nothing;
  const plan = { asNamed, asItWas: nothing, asItBecomes: nothing };
  const around = { ...plan, before: null, inPlaceOf: null, history: () => [], flags: () => null, author: null };
  const judged: readonly { readonly row: string; readonly cells: Cells }[] = rows[table];
  return judged.flatMap(({ row, cells }): Finding[] => {
    const problem = check(cells, around);
    if (problem === null) return [];
    const subject = subjectOf(table, cells);
    return [{ subject, difference: 0, message: `${subject}: ${problem}`, cells: cellsOf(table, row, ...columns) }];
  });
}

/** "Sites 0417": the key of a row with the name of its table. */
function subjectOf(name: string, cells: Cells): string {
  const table = tableNamed(name);
  return `${table.label} ${keyOf(table, cells)}`;
}
