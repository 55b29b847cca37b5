import type { Column } from '../../shared/tables/column.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { cellFromExcel } from '../../shared/tables/kinds/kind-of.ts';
import { cutLabels, cuts, type Cut } from '../../shared/plan/figures/cuts.ts';
import { restGroups } from '../../shared/plan/figures/rest-groups.ts';
import { wrongArgument, type FunctionFailure } from './function-answer.ts';
import { matchName } from './match-name.ts';

/** Where the values of a cut come from; the column also knows how they are written. */
const columnOfCut: { readonly [C in Exclude<Cut, 'object'>]: readonly [table: string, column: string] } = {
  project: ['projects', 'number'],
  source: ['fundingSources', 'code'],
  fiscalYear: ['budgetLines', 'fiscalYear'],
  category: ['budgetLines', 'category'],
  system: ['systems', 'code'],
  site: ['sites', 'code'],
  region: ['sites', 'region'],
  boardDistrict: ['sites', 'boardDistrict'],
  status: ['projects', 'status'],
  program: ['projects', 'program'],
  manager: ['projects', 'manager'],
  sourceType: ['fundingSources', 'type'],
  series: ['fundingSources', 'series'],
  erateCategory: ['fundingRequests', 'category'],
  frn: ['fundingRequests', 'frn'],
};

/** Words people use for a cut beside its name and the header of its column. */
const otherWords: { readonly [C in Cut]?: readonly string[] } = {
  source: ['fundingSource', 'fund'],
  fiscalYear: ['year'],
  system: ['systemCode'],
  site: ['school'],
};

/** Cuts with a list of their own in the program, so that a value nobody knows is a mistake and not a zero. */
const registries: readonly Cut[] = ['project', 'source'];

export function isRegistry(cut: Cut): boolean {
  return registries.includes(cut);
}

/** A part of the account string, so it has no column of its own. */
const objectColumn: Column = {
  kind: 'code',
  label: cutLabels.object,
  help: 'Object code of the account string.',
  width: 8,
  pattern: '^\\d{4}$',
  form: '4 digits',
  digits: 4,
};

function columnOf(cut: Cut): Column {
  if (cut === 'object') return objectColumn;
  const [table, name] = columnOfCut[cut];
  const column = tableNamed(table).columns[name];
  if (!column) throw new Error(`${table} has no column ${name}.`);
  return column;
}

/** The cut in the words of its column, such as "Source Code". */
export function labelOfCut(cut: Cut): string {
  return columnOf(cut).label;
}

/** The cut of that name or column header. */
export function findCut(text: string): { readonly ok: true; readonly cut: Cut } | FunctionFailure {
  const cut = matchName(text, cuts, (name) => [name, labelOfCut(name), cutLabels[name], ...(otherWords[name] ?? [])]);
  if (cut) return { ok: true, cut };
  return wrongArgument(`There is no cut by “${text}”. Use one of: ${cuts.join(', ')}.`);
}

/** The group a value of a cell names: "north" is "North", 3 is "3"; or a sentence on how such values are written. */
export function readGroup(
  cut: Cut,
  value: string | number | boolean,
): { readonly ok: true; readonly group: string } | FunctionFailure {
  const rest = matchName(String(value), restGroups, (name) => [name]);
  if (rest !== undefined) return { ok: true, group: rest };
  const column = columnOf(cut);
  // Codes are in capitals; in a formula, as in all of Excel, people need not care.
  const typed = column.kind === 'code' && typeof value === 'string' ? value.toUpperCase() : value;
  const cell = cellFromExcel(column, { value: typed, isFormula: false, isError: false, date1904: false });
  if (!cell.ok) return wrongArgument(cell.message);
  return cell.value === null
    ? wrongArgument(`“${cut}” needs a value after it.`)
    : { ok: true, group: String(cell.value) };
}
