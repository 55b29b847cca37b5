import { strFromU8, unzipSync } from 'fflate';
import { workbookReply } from '../../shared/protocol/workbook.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { columnLetters } from '../../shared/workbook-file/column-letters.ts';
import { appendRow, editPart, removeRow, setCell, sheetPath } from '../../server/workbook/testing/edit-file.ts';
import { readSharedStrings, readSheet, type SheetRow } from '../../server/workbook/read/read-sheet.ts';
import { openWorkbookPackage } from '../../server/workbook/read/workbook-package.ts';
import type { Sent, SheetCopy } from '../contracts/read-contract.ts';
import type { TestClient } from '../contracts/test-server.ts';

type Edit = (bytes: Uint8Array, place: Place) => Uint8Array;

interface Place {
  readonly sheet: string;
  readonly rows: readonly SheetRow[];
  /** Column letters by wire name. */
  readonly letters: (column: string) => string;
  /** Number of the sheet's row; the last one with that key. */
  readonly rowOf: (key: string) => number;
}

/** The consolidated workbook as a file, changed as other programs change it, and uploaded. */
export function uploadCopy(client: TestClient): SheetCopy {
  const edits: { readonly table: string; readonly edit: Edit }[] = [];
  const add = (table: string, edit: Edit): void => void edits.push({ table, edit });
  let file: Promise<Uint8Array> | null = null;
  const make = async (): Promise<Uint8Array> => {
    let bytes = new Uint8Array(await (await client.fetch('/workbook.xlsx')).arrayBuffer());
    for (const { table, edit } of edits) bytes = new Uint8Array(edit(bytes, await placeIn(bytes, table)));
    return bytes;
  };
  return {
    set: (table, key, column, value) =>
      add(table, (bytes, { sheet, letters, rowOf }) => {
        return setCell(
          withCell(bytes, sheet, letters(column), rowOf(key)),
          sheet,
          `${letters(column)}${rowOf(key)}`,
          value,
        );
      }),
    clearRow: (table, key, but = []) =>
      add(table, (bytes, { sheet, letters, rowOf }) => {
        const kept = ['A', ...but.map(letters)];
        return editPart(bytes, sheetPath(bytes, sheet), (xml) =>
          xml.replace(rowPattern(rowOf(key)), (row) =>
            row.replaceAll(/<c r="([A-Z]+)\d+"[^>]*?(?:\/>|>.*?<\/c>)/gs, (cell, column: string) =>
              kept.includes(column) ? cell : '',
            ),
          ),
        );
      }),
    loseRowId: (table, key) => add(table, (bytes, { sheet, rowOf }) => setCell(bytes, sheet, `A${rowOf(key)}`, '')),
    removeRow: (table, key) => add(table, (bytes, { sheet, rowOf }) => removeRow(bytes, sheet, rowOf(key))),
    copyRow: (table, key) =>
      add(table, (bytes, { sheet, rowOf }) => {
        const xml = strFromU8(unzipSync(bytes)[sheetPath(bytes, sheet)] ?? new Uint8Array());
        const [copied = ''] = rowPattern(rowOf(key)).exec(xml) ?? [];
        return appendRow(bytes, sheet, (last) => {
          const number = /<row r="(\d+)"/.exec(last)?.[1] ?? '';
          return copied.replaceAll(/r="([A-Z]*)\d+"/g, `r="$1${number}"`);
        });
      }),
    renameHeader: (table, from, to) =>
      add(table, (bytes, { sheet, rows }) => {
        const index = rows[0]?.cells.indexOf(from) ?? -1;
        return setCell(bytes, sheet, `${columnLetters(index)}1`, to);
      }),
    async send(answer) {
      file ??= make();
      const query = answer === undefined ? '' : answer === 'delete' ? '?deletions=allow' : '?emptied=empty';
      const response = await client.fetch(`/workbook${query}`, { method: 'POST', body: new Uint8Array(await file) });
      return sentBy(response.status, await response.json());
    },
  };
}

function rowPattern(row: number): RegExp {
  return new RegExp(`<row r="${row}"[^>]*>.*?</row>`, 's');
}

/** The file with that cell in place, where the writer left an empty one out. */
function withCell(bytes: Uint8Array, sheet: string, letters: string, row: number): Uint8Array {
  const path = sheetPath(bytes, sheet);
  const xml = strFromU8(unzipSync(bytes)[path] ?? new Uint8Array());
  if (xml.includes(`<c r="${letters}${row}"`)) return bytes;
  return editPart(bytes, path, (text) =>
    text.replace(rowPattern(row), (whole) => {
      const cells = [...whole.matchAll(/<c r="([A-Z]+)\d+"/g)];
      const next = cells.find(
        ([, other = '']) => other.length > letters.length || (other.length === letters.length && other > letters),
      );
      const cell = `<c r="${letters}${row}"/>`;
      return next ? whole.replace(next[0], `${cell}${next[0]}`) : whole.replace('</row>', `${cell}</row>`);
    }),
  );
}

async function placeIn(bytes: Uint8Array, table: string): Promise<Place> {
  const { label: sheet, columns, key } = tableNamed(table);
  const opened = await openWorkbookPackage(bytes);
  const { rows } = await readSheet(opened, sheetPath(bytes, sheet), await readSharedStrings(opened));
  const indexOf = (column: string) => rows[0]?.cells.indexOf(columns[column]?.label ?? column) ?? -1;
  return {
    sheet,
    rows,
    letters: (column) => columnLetters(indexOf(column)),
    rowOf: (wanted) => rows.findLast(({ cells }) => cells[indexOf(key[0] ?? '')] === wanted)?.number ?? 0,
  };
}

function sentBy(status: number, body: unknown): Sent {
  if (status !== 200) {
    const said = JSON.stringify(body);
    const stopped = said.includes('"needs":"realign"')
      ? 'rowsApart'
      : said.includes('both headed')
        ? 'headerDoubled'
        : said.includes('cannot be told apart')
          ? 'columnMissing'
          : null;
    if (stopped === null) throw new Error(said);
    return { stopped, refused: [], missing: [], cleared: [], touched: [] };
  }
  const { refusals, warnings, held = [], rowKeys } = workbookReply.parse(body);
  const keysOf = (wanted: string) => held.filter(({ kind }) => kind === wanted).map(({ row }) => rowKeys[row] ?? '');
  const labels = Object.entries(tableNamed('periods').columns);
  return {
    stopped: null,
    refused: refusals.map(({ column, rule }) => `${column ?? ''} ${rule}`),
    missing: keysOf('missing'),
    cleared: keysOf('cleared'),
    touched: warnings.flatMap(({ rule, message }) =>
      rule === 'W12' ? labels.flatMap(([name, { label }]) => (message.startsWith(label) ? [name] : [])) : [],
    ),
  };
}
