import type { SyncReply, WireRefusal } from '../../../shared/protocol/sync.ts';
import type { Refusal } from '../../../shared/sync/outcome.ts';
import type { HeldRows } from '../../../shared/sync/read/find-edits.ts';
import type { Edit } from '../../../shared/sync/edit.ts';
import { columnLabel, keyOf } from '../../../shared/tables/table.ts';
import { rowKeyIn, type LocalTable } from '../../../shared/sync/read/local-table.ts';
import type { Reading } from '../../../shared/sync/read/read-tables.ts';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { formatCell } from '../../../shared/tables/kinds/kind-of.ts';
import { getOrMake } from '../../../shared/sync/get-or-make.ts';
import type { EditedReport } from '../read/workbook-contents.ts';
import type { FilePlaces } from './file-places.ts';

type WireWarning = SyncReply['warnings'][number];

/** What a file's reading is told with. */
export interface ReadFile {
  readonly reading: Reading;
  readonly base: ProgramState;
  readonly places: ReadonlyMap<string, FilePlaces>;
  /** [W17] Changed rows of a part that were given for their names only. */
  readonly touched: readonly Edit[];
}

/** Cells of one column, or rows of one table, that are named one by one; of more, the first and how many. */
const SHOWN = 3;

/** [W5, FA12] Refusals of reading or merging, each with its sheet and cell. */
export function placedRefusals({ places }: ReadFile, refusals: readonly Refusal[]): WireRefusal[] {
  return refusals.map((refusal) => ({ ...refusal, message: placed(places, refusal) }));
}

function placed(places: ReadFile['places'], { table, row, column, message }: Refusal): string {
  const address = places.get(table)?.address(row, column);
  return address === undefined ? message : `${address}: ${message}`;
}

/** Everything that reading found and that no edit or refusal says. */
export function readingWarnings(file: ReadFile): WireWarning[] {
  return [
    ...heldWarnings(file),
    ...roundedWarnings(file),
    ...file.reading.tables.flatMap((local) => withoutResultWarnings(file, local)),
    ...touchedWarnings(file),
    ...nameOnlyWarnings(file),
    ...rowWarnings(file),
  ];
}

/** [W3, W10] Rows that go only if the person says so. */
function heldWarnings({ reading, base, places }: ReadFile): WireWarning[] {
  const warning = (
    rule: string,
    held: HeldRows,
    say: (sheet: string, rows: string, count: number, isFiltered: boolean) => string,
  ) =>
    [...held].map(([table, rows]): WireWarning => {
      const local = reading.tables.find((each) => each.table.name === table);
      const keys = rows.map((row) => rowKeyIn(local, base.tables.get(table), row));
      const sheet = places.get(table)?.sheet ?? table;
      return { rule, message: say(sheet, firstOf(keys), rows.length, local?.isFiltered === true), table, row: null };
    });
  return [
    ...warning('W3', reading.unconfirmed, (sheet, rows, count, isFiltered) => {
      const filter = isFiltered ? ' A filter is on in this sheet.' : '';
      return `The sheet ${sheet} lacks ${plural(count, 'row')} of the plan (${rows}); none was deleted.${filter} Allow deletions if they are to go.`;
    }),
    ...warning('W10', reading.cleared, (sheet, rows, count) => {
      const [has, its, they, optional] =
        count === 1
          ? ['has', 'its cells', 'the row is', 'its optional cells']
          : ['have', 'their cells', 'the rows are', 'their optional cells'];
      return `In the sheet ${sheet} ${plural(count, 'row')} (${rows}) ${has} lost ${its}; nothing of that was sent. Say whether ${they} to go, or only ${optional}.`;
    }),
  ];
}

function roundedWarnings({ reading, places }: ReadFile): WireWarning[] {
  return reading.tables.flatMap(({ table, rows }) =>
    rows.flatMap(({ rowId, warnings }) =>
      warnings.map(({ column, message }): WireWarning => {
        const address = places.get(table.name)?.address(rowId ?? '', column) ?? table.label;
        return { rule: 'W6', message: `${address}: ${message}`, table: table.name, row: rowId };
      }),
    ),
  );
}

/** [W14] By column: programs that drop results drop whole columns of them. */
function withoutResultWarnings({ places }: ReadFile, { table, rows }: LocalTable): WireWarning[] {
  const byColumn = new Map<string, string[]>();
  for (const { rowId, withoutResult } of rows) {
    for (const column of withoutResult) {
      const address = places.get(table.name)?.address(rowId ?? '', column) ?? '';
      getOrMake(byColumn, column, (): string[] => []).push(address);
    }
  }
  return [...byColumn].map(([column, addresses]) => {
    const message = `${firstOf(addresses)}: ${plural(addresses.length, 'formula')} in ${labelOf(table.name, column)} without a stored result; the plan keeps its values there. Open the file in Excel, save it, and upload it again to send the results.`;
    return { rule: 'W14', message, table: table.name, row: null };
  });
}

/** [W12] By column, since a formula dragged down touches a whole one. */
function touchedWarnings({ reading, places }: ReadFile): WireWarning[] {
  const byColumn = new Map<string, Reading['overtyped'][number][]>();
  for (const cell of reading.overtyped) {
    getOrMake(byColumn, `${cell.table} ${cell.column}`, (): Reading['overtyped'][number][] => []).push(cell);
  }
  return [...byColumn.values()].flatMap((cells): WireWarning[] => {
    const [first] = cells;
    if (!first) return [];
    const { table, column } = first;
    const definition = tableNamed(table).columns[column];
    const shown = cells.slice(0, SHOWN).map(({ row, typed, plan }) => {
      const held = definition ? formatCell(definition, plan) : '';
      return `${places.get(table)?.address(row, column) ?? ''} holds ${typed === '' ? 'nothing' : String(typed)}, the plan ${held === '' ? 'nothing' : held}`;
    });
    const rest = cells.length > SHOWN ? `; and ${plural(cells.length - SHOWN, 'more cell')}` : '';
    const message = `${labelOf(table, column)} is computed, so what was typed there is not taken: ${shown.join('; ')}${rest}.`;
    return [{ rule: 'W12', message, table, row: cells.length === 1 ? first.row : null }];
  });
}

/** [W17] By table. */
function nameOnlyWarnings({ touched, base, places }: ReadFile): WireWarning[] {
  const byTable = new Map<string, string[]>();
  for (const { table, row } of touched) {
    const cells = base.tables.get(table)?.get(row);
    if (cells) getOrMake(byTable, table, (): string[] => []).push(keyOf(tableNamed(table), cells));
  }
  return [...byTable].map(([table, keys]) => {
    const sheet = places.get(table)?.sheet ?? table;
    const message = `In the sheet ${sheet} ${plural(keys.length, 'row')} (${firstOf(keys)}) ${keys.length === 1 ? 'is' : 'are'} there for the name only; what was changed in ${keys.length === 1 ? 'it' : 'them'} is not taken.`;
    return { rule: 'W17', message, table, row: null };
  });
}

/** [W11] Rows that were not read. */
function rowWarnings({ reading, places }: ReadFile): WireWarning[] {
  const say = (found: Reading['below'], words: string): WireWarning[] =>
    found.map(({ local, rows }) => {
      const numbers = firstOf(rows.map(({ sheet }) => String(sheet.position)));
      const sheet = places.get(local.table.name)?.sheet ?? local.table.label;
      const message = `Sheet ${sheet}, row${rows.length === 1 ? '' : 's'} ${numbers}: ${words}`;
      return { rule: 'W11', message, table: local.table.name, row: null };
    });
  return [
    ...say(reading.below, 'below a blank row, so not read as rows of the table. Move them up to send them.'),
    ...say(reading.totals, 'totals of the rows above, so not read as rows of the table.'),
  ];
}

/** [W15] A report is worked out from the tables, so nothing typed there can be taken. */
export function reportWarnings(reports: readonly EditedReport[]): WireWarning[] {
  return reports.map(({ sheet, places }) => {
    const message = `${sheet} is a report: what you typed there (${firstOf(places)}) is not taken. Change the tables instead.`;
    return { rule: 'W15', message, table: null, row: null };
  });
}

function labelOf(table: string, column: string): string {
  return columnLabel(tableNamed(table), column);
}

function firstOf(items: readonly string[]): string {
  const rest = items.length - SHOWN;
  return items.slice(0, SHOWN).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
