import { tableNamed, type TableName } from '../../tables/all-tables.ts';
import { estimateRead } from '../figures/figure-reads.ts';
import { postingDeclarations } from './posting-declarations.ts';

/** A column that says from which day, or month, something counts. */
export interface DatedColumn {
  readonly table: TableName;
  readonly column: string;
  /** Months as `YYYY-MM`. */
  readonly kind: 'date' | 'period';
}

/** Columns that postings and estimates read, and that hold days or months. */
function* read(): Generator<DatedColumn> {
  for (const { table, reads, names } of postingDeclarations) {
    yield* dated(table, reads);
    if (names) yield* dated(names.table, names.reads);
  }
  yield* dated('projects', estimateRead.projects);
  yield* dated('forecasts', estimateRead.forecasts);
}

function* dated(table: TableName, columns: readonly string[]): Generator<DatedColumn> {
  for (const column of columns) {
    const kind = tableNamed(table).columns[column]?.kind;
    if (kind === 'date' || kind === 'period') yield { table, column, kind };
  }
}

/** Every column of which it depends on the day asked about whether its row counts. */
export const datedColumns: readonly DatedColumn[] = [
  ...new Map([...read()].map((each) => [`${each.table}.${each.column}`, each])).values(),
];
