import { findTable } from '../tables/all-tables.ts';
import type { ProgramRows } from '../sync/program-rows.ts';
import { typedDefault } from './convert-cell.ts';
import { blank, type Converted } from './converted.ts';
import type { ImportMapping } from './import-mapping.ts';
import type { ImportSource } from './import-source.ts';
import { knownCodes, noCodes } from './known-codes.ts';

interface DefaultsOf {
  readonly source: ImportSource;
  readonly mapping: ImportMapping;
  readonly rows: ReadonlyMap<string, ProgramRows>;
}

/** What new rows get in this column where the sheet says nothing: as the person says, else by the layout. */
export function defaultValue({ source, mapping, rows }: DefaultsOf, name: string): Converted {
  const text = mapping.defaults?.[name] ?? source.layout?.defaults[name] ?? '';
  const column = source.table.columns[name];
  if (!column || text === '') return blank;
  const of = column.kind === 'reference' ? findTable(column.table) : undefined;
  const known = of ? knownCodes(of, rows.get(of.name)?.values() ?? []) : noCodes;
  return typedDefault({ column, known, date1904: false, inPoints: true, meanings: new Map() }, text);
}
