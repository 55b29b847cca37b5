import { columnLabel } from '../../shared/tables/table.ts';
import { formatCell, isTextColumn } from '../../shared/tables/kinds/kind-of.ts';
import type { GridCell } from '../../shared/import/grid.ts';
import { leftOutRows } from '../../shared/import/import-plan.ts';
import { cellAbove } from '../../shared/import/read-row.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { HttpError } from '../errors.ts';
import type { JobOwner } from '../workers/job-places.ts';
import { renderExceptions } from '../workbook/write/render-book.ts';
import type { ExceptionsBook, ExceptionsColumn } from '../workbook/write/exceptions-workbook.ts';
import type { ImportOutcome } from './import-file.ts';

const readingWords = 'was not accepted. Accept it, or type what is meant.';

/** Columns that stand behind those of the file, and what a row of it holds there. */
export interface AddedColumns {
  readonly columns: readonly ExceptionsColumn[];
  readonly cellsOf: (row: number) => readonly GridCell[];
}

const nothingAdded: AddedColumns = { columns: [], cellsOf: () => [] };

/** The rows that did not go in, as a workbook to be mended. Throws HttpError not_found where every row did. */
export async function exceptionsFile(
  outcome: ImportOutcome,
  owner: JobOwner,
  added: AddedColumns = nothingAdded,
): Promise<Uint8Array> {
  const book = exceptionsBook(outcome, added);
  if (book.rows.length === 0) {
    throw new HttpError('not_found', 'Every row of the file is in the plan, or waits for nothing.');
  }
  return renderExceptions(book, outcome.source.grid.date1904, owner);
}

function exceptionsBook({ source, plan, exceptions }: ImportOutcome, added: AddedColumns): ExceptionsBook {
  const { table, grid, matches } = source;
  const found = new Map<number, string[]>();
  const say = (row: number, column: string | null, message: string): void => {
    const label = column === null ? '' : columnLabel(table, column);
    const words = label === '' || message.startsWith(label) ? message : `${label}: ${message}`;
    const said = getOrMake(found, row, (): string[] => []);
    if (!said.includes(words)) said.push(words);
  };
  for (const { row, column, message } of exceptions) say(row, column, message);
  for (const { row, column, value, reads, accepted } of plan.proposals) {
    const definition = table.columns[column];
    if (accepted || !definition) continue;
    const read = formatCell(definition, reads) || 'nothing';
    say(row, column, `reading ${value === '' ? 'the merged cell' : value} as ${read} ${readingWords}`);
  }
  const rows = new Set(leftOutRows({ exceptions, waiting: plan.waiting }));
  return {
    sheet: grid.sheet,
    columns: [
      ...matches.map(({ header, column }) => {
        const definition = column === null ? undefined : table.columns[column];
        return {
          header: header.name,
          isText: definition !== undefined && isTextColumn(definition),
          isDate: definition?.kind === 'date' || definition?.kind === 'period',
        };
      }),
      ...added.columns,
    ],
    rows: grid.rows
      .filter(({ number }) => rows.has(number))
      .map(({ number, cells }) => ({
        // Merged cells are parted, so each says itself what it is merged for.
        cells: [
          ...matches.map(({ header }) => cells[header.index] ?? cellAbove(number, header.index, source)),
          ...added.cellsOf(number),
        ],
        findings: (found.get(number) ?? []).join('\n'),
      })),
  };
}
