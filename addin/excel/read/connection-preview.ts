import { tables as planTables } from '../../../shared/tables/all-tables.ts';
import { computedColumns, type Table } from '../../../shared/tables/table.ts';
import { METADATA_SHEET, ROW_ID_HEADER } from '../../../shared/tables/workbook-metadata.ts';
import { matchHeaders, type HeaderMatch } from '../../../shared/sync/read/match-headers.ts';
import { readMetadata } from '../metadata-sheet.ts';
import type { AdoptionCandidate, ConnectionPreview } from '../workbook-port.ts';
import { loadHeaders } from './table-headers.ts';
import { columnLetters } from '../../../shared/workbook-file/column-letters.ts';
import { done, hindered, type Outcome, type WorkbookProblem } from '../workbook-problem.ts';

/** An Excel table of the workbook, as far as choosing needs it. */
export interface FoundTable {
  readonly excelName: string;
  readonly sheet: string;
  readonly headers: readonly string[];
  /** Sheet column of the first header, from 0. */
  readonly firstColumn: number;
  readonly rowCount: number;
}

/** Looks which tables of the workbook could be tables of the plan, and says what connecting would add. Four requests. */
export async function previewConnection(context: Excel.RequestContext): Promise<Outcome<ConnectionPreview>> {
  const { result } = await readMetadata(context);
  const all = context.workbook.tables;
  all.load('items/name,items/id,items/showHeaders');
  await context.sync();
  const loading = all.items.map((excelTable) => {
    excelTable.worksheet.load('name');
    return {
      excelTable,
      headers: loadHeaders(excelTable, excelTable.showHeaders),
      body: excelTable.getDataBodyRange().load('rowCount,columnIndex'),
    };
  });
  await context.sync();
  const found = loading.map(({ excelTable, headers, body }) => ({
    excelName: excelTable.name,
    sheet: excelTable.worksheet.name,
    headers: headers(),
    firstColumn: body.columnIndex,
    rowCount: body.rowCount,
  }));
  const candidates = chooseTables(found);
  const doubled = doubledHeader(found, candidates);
  if (doubled) return hindered(doubled);
  const taken = new Set(candidates.map(({ table }) => table));
  const missing = planTables.map(({ name }) => name).filter((name) => !taken.has(name));
  return done({
    metadata: result.ok ? result.metadata : null,
    candidates,
    missing,
    additions: additionsOf(candidates, result.ok),
  });
}

/** [W9] A header that stands twice in a table that would be taken over. */
function doubledHeader(
  found: readonly FoundTable[],
  candidates: readonly AdoptionCandidate[],
): Extract<WorkbookProblem, { kind: 'headerDoubled' }> | null {
  for (const { table, excelName } of candidates) {
    const plan = planTables.find(({ name }) => name === table);
    const one = found.find((each) => each.excelName === excelName);
    const [doubled] = plan && one ? matchHeaders(plan, one.headers).doubled : [];
    if (!doubled || !one) continue;
    const columns = doubled.indexes.map((index) => columnLetters(one.firstColumn + index));
    return { kind: 'headerDoubled', table: plan?.label ?? table, header: doubled.header, columns };
  }
  return null;
}

interface Pair {
  readonly table: Table;
  readonly found: FoundTable;
  readonly match: HeaderMatch;
  readonly score: number;
}

/** Pairs tables of the workbook with tables of the plan, best fit first, each used once. */
export function chooseTables(found: readonly FoundTable[]): AdoptionCandidate[] {
  const pairs = planTables
    .flatMap((table) => found.map((one) => pairOf(table, one)))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
  const usedPlan = new Set<Table>();
  const usedFound = new Set<FoundTable>();
  const chosen = pairs.filter(({ table, found: one }) => {
    if (usedPlan.has(table) || usedFound.has(one)) return false;
    usedPlan.add(table);
    usedFound.add(one);
    return true;
  });
  return planTables.flatMap((table) => chosen.filter((pair) => pair.table === table).map(candidateOf));
}

/** 0: no fit. The plan's own table name wins over any header; else all keys and half of the required columns must be there. */
function pairOf(table: Table, found: FoundTable): Pair {
  const match = matchHeaders(table, found.headers);
  const required = requiredColumns(table);
  const present = required.filter((column) => match.indexByColumn.has(column)).length;
  const hasKey = table.key.every((column) => match.indexByColumn.has(column));
  const isNamed = found.excelName.toLowerCase() === table.excelName.toLowerCase();
  const fits = hasKey && present * 2 >= required.length;
  const share = match.indexByColumn.size / found.headers.length;
  return { table, found, match, score: isNamed ? 1_000 + share : fits ? match.indexByColumn.size + share : 0 };
}

function requiredColumns(table: Table): string[] {
  return Object.keys(table.columns).filter((name) => table.columns[name]?.required === true);
}

function candidateOf({ table, found, match }: Pair): AdoptionCandidate {
  const headers = [...match.indexByColumn].map(([column, index]) => [column, found.headers[index] ?? ''] as const);
  const computed = new Set(computedColumns(table));
  return {
    table: table.name,
    sheet: found.sheet,
    excelName: found.excelName,
    rowCount: found.rowCount,
    headers: Object.fromEntries(headers),
    missingRequired: requiredColumns(table).filter((name) => !match.indexByColumn.has(name) && !computed.has(name)),
    ownHeaders: match.own.map((index) => found.headers[index] ?? ''),
  };
}

function additionsOf(candidates: readonly AdoptionCandidate[], hasMetadata: boolean): string[] {
  const hidden = hasMetadata ? [] : [`A very hidden sheet ${METADATA_SHEET} that notes program and revision.`];
  const perTable = candidates.map(({ table, sheet, excelName, rowCount }) => {
    const plan = planTables.find(({ name }) => name === table);
    const rename =
      plan && plan.excelName !== excelName ? ` and its table name becomes ${plan.excelName} (formulas follow)` : '';
    return `${sheet}: table ${excelName} (${rowCount} rows) gets a hidden column ${ROW_ID_HEADER}${rename}.`;
  });
  return [...perTable, ...hidden];
}
