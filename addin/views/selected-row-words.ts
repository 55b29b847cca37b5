import { namedCode, type CodeNames } from '../../shared/tables/code-names.ts';
import { columnWords } from '../../shared/tables/place-words.ts';
import { findTable } from '../../shared/tables/all-tables.ts';
import { refusalLines, type RefusalLine } from '../../shared/sync/refusal-lines.ts';
import type { SelectedCell } from '../excel/read/selected-cell.ts';
import type { OpenRefusal } from '../sync/session/sync-state.ts';

/** A code of the selected row, with its name. */
export interface CodeLine {
  readonly label: string;
  /** "0417 · Alder Elementary" */
  readonly words: string;
}

/** [FB6] The codes of the selected row that have a name, since the sheet's cells hold codes alone. */
export function codeLines({ table, codes }: Pick<SelectedCell, 'table' | 'codes'>, names: CodeNames): CodeLine[] {
  return codes.flatMap(({ column, code }): CodeLine[] => {
    const definition = findTable(table)?.columns[column];
    const name = definition?.kind === 'reference' ? names.of(definition.table, code) : undefined;
    return name === undefined ? [] : [{ label: columnWords(table, column), words: namedCode(code, name) }];
  });
}

/** [FB4] Why the selected cell, or its row, was not accepted. Of a single line the status card says so already. */
export function refusedHere(
  selected: Pick<SelectedCell, 'table' | 'row' | 'column'>,
  refusals: readonly OpenRefusal[],
): RefusalLine<OpenRefusal>[] {
  const lines = refusalLines(refusals);
  if (lines.length < 2) return [];
  return lines.filter(
    ({ first: { table, row }, column }) =>
      table === selected.table && row === selected.row && (column === null || column === selected.column),
  );
}
