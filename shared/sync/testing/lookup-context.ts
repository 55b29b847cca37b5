import type { RowId } from '../../tables/cell.ts';
import type { Edit } from '../edit.ts';
import type { JournalEntry, StoredRow } from '../history/journal.ts';
import { lookupsAfter, lookupsFor, lookupsForRestored, type Lookups } from '../merge/lookups.ts';
import { contextFromRows, type MergeContext } from '../merge/merge-context.ts';
import { setText } from '../set-text.ts';
import type { Program } from './program.ts';
import { keyText } from '../../tables/table.ts';

/** Reads of a program exactly what the lookups name, in three readings as a server does, and no more. */
export function contextFromLookups(program: Program, edits: readonly Edit[]): MergeContext {
  const { tables, rules } = program;
  const rows = new Map<string, Map<RowId, StoredRow>>();
  const journal: JournalEntry[] = [];
  const read = (lookups: Lookups) => {
    for (const { table, row } of rowsOf(program, lookups)) {
      let ofTable = rows.get(table);
      if (!ofTable) rows.set(table, (ofTable = new Map<RowId, StoredRow>()));
      ofTable.set(row.row, row);
    }
    journal.push(...entriesOf(program, lookups));
  };
  const readSoFar = () => Object.fromEntries([...rows].map(([table, found]) => [table, [...found.values()]]));
  read(lookupsFor(tables, rules, edits));
  read(lookupsAfter(tables, rules, edits, readSoFar()));
  read(lookupsForRestored(tables, rules, edits, journal));
  return contextFromRows({ tables, rules, rows: readSoFar(), history: journal });
}

function rowsOf(program: Program, lookups: Lookups): { readonly table: string; readonly row: StoredRow }[] {
  const byId = Object.entries(lookups.rows).flatMap(([table, ids]) =>
    ids.flatMap((id) => {
      const row = program.row(table, id);
      return row ? [{ table, row }] : [];
    }),
  );
  const matching = lookups.matches.flatMap(({ table, columns, values }) => {
    const texts = new Set(values.map((tuple) => keyText(tuple)));
    const all = [...(program.head.get(table)?.values() ?? [])];
    return all.filter((row) => texts.has(setText(columns, row.cells))).map((row) => ({ table, row }));
  });
  return [...byId, ...matching];
}

function entriesOf(program: Program, lookups: Lookups): JournalEntry[] {
  return Object.entries(lookups.history).flatMap(([table, wanted]) =>
    wanted.flatMap(({ row, after }) => {
      const entries = program.journal.filter((entry) => entry.table === table && entry.row === row);
      const isLive = program.row(table, row) !== undefined;
      const lastDelete = isLive ? undefined : entries.findLast((entry) => entry.kind === 'delete');
      return entries.filter((entry) => entry.revision > after || entry === lastDelete);
    }),
  );
}
