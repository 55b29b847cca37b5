import { namedCode, type CodeNames } from '../../shared/tables/code-names.ts';
import { columnWords } from '../../shared/tables/place-words.ts';
import { findTable } from '../../shared/tables/all-tables.ts';
import type { SelectedCell } from '../excel/read/selected-cell.ts';

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
