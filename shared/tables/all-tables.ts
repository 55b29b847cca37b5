import { assignments } from './assignments.ts';
import { budgetLines } from './budget-lines.ts';
import { calendar } from './calendar.ts';
import { changeLines } from './change-lines.ts';
import { changes } from './changes.ts';
import { commitmentChanges } from './commitment-changes.ts';
import { commitments } from './commitments.ts';
import { explanations } from './explanations.ts';
import { expenditures } from './expenditures.ts';
import { forecasts } from './forecasts.ts';
import { fundingRequests } from './funding-requests.ts';
import { fundingSources } from './funding-sources.ts';
import { ledgerRules } from './ledger-rules.ts';
import { milestones } from './milestones.ts';
import { people } from './people.ts';
import { periods } from './periods.ts';
import { programSettings } from './program-settings.ts';
import { projects } from './projects.ts';
import { reportTexts } from './report-texts.ts';
import { scope } from './scope.ts';
import { siteBoundaries } from './site-boundaries.ts';
import { siteSystems } from './site-systems.ts';
import { sites } from './sites.ts';
import { systems } from './systems.ts';
import type { RowOf, Table } from './table.ts';

const tablesByName = {
  sites,
  siteBoundaries,
  systems,
  siteSystems,
  projects,
  scope,
  fundingSources,
  budgetLines,
  commitments,
  commitmentChanges,
  expenditures,
  changes,
  changeLines,
  forecasts,
  milestones,
  calendar,
  periods,
  people,
  assignments,
  fundingRequests,
  programSettings,
  reportTexts,
  ledgerRules,
  explanations,
};

/** Name of a table of the plan, on the wire and in code. */
export type TableName = keyof typeof tablesByName;

/** A row of a table by name, editable and computed columns alike, as canonical values. */
export type Row<Name extends TableName> = RowOf<(typeof tablesByName)[Name]>;

type ColumnsOf<Name extends TableName> = (typeof tablesByName)[Name]['columns'];

/** A column of a table that people fill in. */
export type StoredColumn<Name extends TableName> = {
  [C in keyof ColumnsOf<Name>]: ColumnsOf<Name>[C] extends { readonly computed: true } ? never : C;
}[keyof ColumnsOf<Name>] &
  keyof Row<Name> &
  string;

/** Every table of the plan, in the order of the workbook's sheets. */
export const tables: readonly Table[] = Object.values(tablesByName);

/** True for the name of a table; own property only, so "constructor" is none. */
export function isTableName(name: string): name is TableName {
  return Object.hasOwn(tablesByName, name);
}

/** The names of `tables`, in the same order. */
export const tableNames: readonly TableName[] = Object.keys(tablesByName).filter(isTableName);

/** The table of that name, or undefined. */
export function findTable(name: string): Table | undefined {
  return isTableName(name) ? tablesByName[name] : undefined;
}

/** The table of that name. Throws on a name that is none: names from outside go through `findTable`. */
export function tableNamed(name: string): Table {
  const table = findTable(name);
  if (!table) throw new Error(`No table is named ${name}.`);
  return table;
}
