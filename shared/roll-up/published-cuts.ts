import type { Cut } from '../plan/figures/cuts.ts';
import { restGroups } from '../plan/figures/rest-groups.ts';
import { tableNamed, type TableName } from '../tables/all-tables.ts';

/**
 * Cuts whose groups mean the same in every district, in the order in which they are offered. Project numbers, locations,
 * sources and regions are each district's own and collide.
 */
export const publishedCuts = [
  'fiscalYear',
  'sourceType',
  'erateCategory',
  'program',
  'system',
  'status',
  'category',
  'object',
] as const satisfies readonly Cut[];

export type PublishedCut = (typeof publishedCuts)[number];

/** What is published without a cut: the program as a whole. */
export const WHOLE = '';

/** Systems of a district's catalog that districts call the same. */
export const commonSystems = [
  'LAN',
  'WLAN',
  'WAN',
  'CORE',
  'VOIP',
  'PA',
  'IDS',
  'CCTV',
  'RADIO',
  'CABL',
  'UPS',
  'SIS',
  'BIZ',
  'DRBC',
] as const;

/** Where money goes whose group is a district's own word, so that no text of a cell is ever published. */
export const OWN_WORDS = 'Not in the common list';

/** Values of a list of a table: words that nobody has typed. */
function listOf(table: TableName, name: string): readonly string[] {
  const column = tableNamed(table).columns[name];
  if (column?.kind !== 'list') throw new Error(`${table} has no list ${name}.`);
  return column.values;
}

const known: { readonly [C in PublishedCut]: readonly string[] | RegExp } = {
  fiscalYear: /^\d{4}-\d{2}$/,
  sourceType: listOf('fundingSources', 'type'),
  erateCategory: listOf('fundingRequests', 'category'),
  program: listOf('projects', 'program'),
  system: commonSystems,
  status: listOf('projects', 'status'),
  category: listOf('budgetLines', 'category'),
  // Of the state's chart of accounts.
  object: /^\d{4}$/,
};

/** The group under which money is published. */
export function publishedGroup(cut: PublishedCut, group: string): string {
  if (restGroups.includes(group)) return group;
  const groups = known[cut];
  const isKnown = groups instanceof RegExp ? groups.test(group) : groups.includes(group);
  return isKnown ? group : OWN_WORDS;
}
