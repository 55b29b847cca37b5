import type { TableName } from '../../tables/all-tables.ts';
import type { Account } from '../postings/accounts.ts';
import type { FigurePart } from './explain-figure.ts';
import { figureWeight, lineWeights } from './figure-weight.ts';
import { readTables } from './columns-read.ts';
import { cuts, isPlaceCut, isRequestCut } from './cuts.ts';
import { postingDeclarations } from '../postings/posting-declarations.ts';

/** What lines belong to, and what sources, requests and places say of themselves. */
const always: readonly TableName[] = [
  'budgetLines',
  'projects',
  'fundingSources',
  'fundingRequests',
  'sites',
  'siteBoundaries',
];

/**
 * The tables that a figure of a part of the plan is made of: what is approved can be told without reading what was ordered and
 * paid, which is most of a plan. Rows of others change nothing about it.
 * @param measure one of `explainedMeasures`
 */
export function figureTables(measure: string, part: FigurePart): readonly TableName[] {
  const { isWeighed } = lineWeights(figureWeight(measure));
  const named = cuts.filter((cut) => part[cut] !== undefined);
  const asked = new Set<TableName>(always);
  for (const table of tablesPosting(isWeighed)) asked.add(table);
  // Which funding requests a line is for, its commitments say.
  if (named.some(isRequestCut)) asked.add('commitments');
  // What is shared among sites.
  if (named.some(isPlaceCut)) asked.add('scope');
  if (isWeighed('estimate')) asked.add('forecasts');
  return readTables.filter((table) => asked.has(table));
}

/** What is still to come follows from all that is posted. */
function* tablesPosting(isWeighed: (account: Account) => boolean): Generator<TableName> {
  const isAsked = isWeighed('estimate') ? () => true : isWeighed;
  for (const { accounts: posted, table, names } of postingDeclarations) {
    if (!posted.some(isAsked)) continue;
    yield table;
    if (names) yield names.table;
  }
}
