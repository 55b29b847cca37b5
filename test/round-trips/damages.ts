import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { sheetPath } from '../../server/workbook/testing/edit-file.ts';
import {
  blankRow,
  columnIndex,
  emptyCell,
  gridOf,
  inlineText,
  numberCell,
  textCell,
  xmlOf,
  type SheetGrid,
  type XmlCell,
  type XmlRow,
} from '../../server/workbook/testing/sheet-grid.ts';
import { columnLetters } from '../../shared/workbook-file/column-letters.ts';

/** Something that people and programs do to a sheet. Places are numbers of any size, taken modulo what is there. */
export type Damage =
  | { readonly do: 'type'; readonly row: number; readonly column: number; readonly value: string | number | null }
  | { readonly do: 'deleteRow'; readonly row: number }
  | { readonly do: 'clearRow'; readonly row: number }
  | { readonly do: 'doubleRow'; readonly row: number; readonly below: number }
  | { readonly do: 'newRow'; readonly row: number; readonly key: string; readonly gap: number }
  | { readonly do: 'blankRows'; readonly row: number; readonly count: number }
  | { readonly do: 'sort'; readonly column: number }
  | { readonly do: 'hideRows'; readonly row: number; readonly count: number }
  | { readonly do: 'moveColumn'; readonly from: number; readonly to: number }
  | { readonly do: 'doubleColumn'; readonly column: number; readonly value: string }
  | { readonly do: 'textNumbers'; readonly column: number }
  | { readonly do: 'formulas'; readonly column: number; readonly result: 'kept' | 'missing' }
  | { readonly do: 'clearRowIds' }
  | { readonly do: 'dropRowIds' }
  | { readonly do: 'pasteRowIds'; readonly from: number; readonly to: number }
  | { readonly do: 'totalsRow' }
  | { readonly do: 'mergeHeader'; readonly column: number }
  | { readonly do: 'rowsAbove'; readonly count: number };

/** Something that happens to the file as a whole. */
export type FileDamage =
  | { readonly do: 'dropTables' }
  | { readonly do: 'dropMetadata' }
  | { readonly do: 'shareStrings' }
  | { readonly do: 'copySheet'; readonly sheet: string; readonly value: string }
  | { readonly do: 'truncate'; readonly share: number }
  | { readonly do: 'truncateSheet'; readonly sheet: string; readonly share: number };

interface Changed {
  readonly grid: SheetGrid;
  /** Rows that the Excel table gains above and within, and columns it gains; a program keeps its range in step. */
  readonly above?: number;
  readonly within?: number;
  readonly wider?: number;
  readonly totals?: boolean;
}

type Parts = Record<string, Uint8Array>;

export function damageSheet(file: Uint8Array, sheet: string, damages: readonly Damage[]): Uint8Array {
  const parts = unzipSync(file);
  const path = sheetPath(file, sheet);
  const tablePath = tableOf(parts, path);
  for (const damage of damages) {
    const changed = applyDamage(gridOf(textOf(parts, path)), damage);
    parts[path] = strToU8(xmlOf(changed.grid));
    if (tablePath !== undefined && parts[tablePath]) {
      parts[tablePath] = strToU8(movedTable(textOf(parts, tablePath), changed));
    }
  }
  return zipSync(parts);
}

function textOf(parts: Parts, path: string): string {
  return strFromU8(parts[path] ?? new Uint8Array());
}

function relationshipsOf(sheet: string): string {
  return sheet.replace('worksheets/', 'worksheets/_rels/').concat('.rels');
}

function tableOf(parts: Parts, sheet: string): string | undefined {
  const target = /Target="\.\.\/(tables\/table\d+\.xml)"/.exec(textOf(parts, relationshipsOf(sheet)))?.[1];
  return target === undefined ? undefined : `xl/${target}`;
}

function movedTable(xml: string, { above = 0, within = 0, wider = 0, totals = false }: Changed): string {
  const moved = xml.replaceAll(/ref="A(\d+):([A-Z]+)(\d+)"/g, (_all, top: string, right: string, bottom: string) => {
    const last = Number(bottom) + above + within + (totals ? 1 : 0);
    return `ref="A${Number(top) + above}:${columnLetters(columnIndex(right) + wider)}${last}"`;
  });
  return totals ? moved.replace('totalsRowShown="0"', 'totalsRowCount="1"') : moved;
}

function applyDamage(grid: SheetGrid, damage: Damage): Changed {
  const header = headerRow(grid);
  const body = grid.rows.slice(header + 1);
  const withBody = (rows: readonly XmlRow[]): SheetGrid => ({
    ...grid,
    rows: [...grid.rows.slice(0, header + 1), ...rows],
  });
  const width = grid.rows[header]?.cells.length ?? 1;
  const rowAt = (row: number) => (body.length === 0 ? 0 : row % body.length);
  const columnAt = (column: number) => 1 + (column % Math.max(1, width - 1));
  const eachRow = (change: (row: XmlRow, index: number) => XmlRow): Changed => ({
    grid: { ...grid, rows: grid.rows.map((row, index) => (index < header ? row : change(row, index - header - 1))) },
  });
  switch (damage.do) {
    case 'type': {
      const at = rowAt(damage.row);
      return eachRow((row, index) => (index === at ? put(row, columnAt(damage.column), typed(damage.value)) : row));
    }
    case 'deleteRow':
      return {
        grid: withBody(body.filter((_, index) => index !== rowAt(damage.row))),
        within: body.length > 0 ? -1 : 0,
      };
    case 'clearRow':
      return eachRow((row, index) =>
        index === rowAt(damage.row)
          ? { ...row, cells: row.cells.map((cell, at) => (at === 0 ? cell : emptyOf(cell))) }
          : row,
      );
    case 'doubleRow': {
      const copy = body[rowAt(damage.row)];
      return copy ? { grid: withBody(inserted(body, rowAt(damage.below), [copy])), within: 1 } : { grid };
    }
    case 'newRow': {
      const like = body[rowAt(damage.row)];
      if (!like) return { grid };
      const row = put(put(like, 0, emptyOf), 1, (cell) => textCell(cell, damage.key));
      return { grid: withBody([...body, ...blanks(damage.gap), row]) };
    }
    case 'blankRows':
      return { grid: withBody(inserted(body, rowAt(damage.row), blanks(damage.count))), within: damage.count };
    case 'sort': {
      const key = (row: XmlRow) => JSON.stringify(row.cells[columnAt(damage.column)]?.content ?? '');
      return { grid: withBody([...body].sort((left, right) => (key(left) < key(right) ? -1 : 1))) };
    }
    case 'hideRows': {
      const first = rowAt(damage.row);
      return eachRow((row, index) =>
        index >= first && index < first + damage.count ? { ...row, attributes: ' hidden="1"' } : row,
      );
    }
    case 'moveColumn':
      return eachRow((row) => ({ ...row, cells: moved(row.cells, columnAt(damage.from), columnAt(damage.to), width) }));
    case 'doubleColumn':
      return {
        ...eachRow((row, index) => {
          const from = row.cells[columnAt(damage.column)];
          return put(row, width, () => (index < 0 ? from : textCell(from, damage.value)));
        }),
        wider: 1,
      };
    case 'textNumbers':
      return eachRow((row) => put(row, columnAt(damage.column), asText));
    case 'formulas':
      return eachRow((row, index) =>
        index < 0 ? row : put(row, columnAt(damage.column), (cell) => asFormula(cell, damage.result)),
      );
    case 'clearRowIds':
      return eachRow((row, index) => (index < 0 ? row : put(row, 0, emptyOf)));
    case 'dropRowIds':
      return { ...eachRow((row) => ({ ...row, cells: row.cells.slice(1) })), wider: -1 };
    case 'pasteRowIds': {
      const id = body[rowAt(damage.from)]?.cells[0];
      return eachRow((row, index) => (index === rowAt(damage.to) ? put(row, 0, () => id) : row));
    }
    case 'totalsRow': {
      const cells = Array.from({ length: width }, (_, column): XmlCell | undefined =>
        column === 1 ? textCell(undefined, 'Total') : column > 1 ? numberCell(undefined, 12_345.67) : undefined,
      );
      return { grid: withBody([...body, { attributes: '', cells }]), totals: true };
    }
    case 'mergeHeader': {
      const at = columnAt(damage.column);
      const merged = `<mergeCells count="1"><mergeCell ref="${columnLetters(at - 1)}${header + 1}:${columnLetters(at)}${header + 1}"/></mergeCells>`;
      const { grid: cleared } = eachRow((row, index) => (index === -1 ? put(row, at, emptyOf) : row));
      return { grid: { ...cleared, after: `${merged}${cleared.after}` } };
    }
    case 'rowsAbove': {
      const title: XmlRow = { attributes: '', cells: [undefined, textCell(undefined, 'Working copy')] };
      const above = Array.from({ length: damage.count }, () => title);
      return { grid: { ...grid, rows: [...above, ...grid.rows] }, above: damage.count };
    }
  }
}

/** Index of the row with the headers: the first with more than three cells. */
function headerRow({ rows }: SheetGrid): number {
  return Math.max(
    0,
    rows.findIndex(({ cells }) => cells.filter((cell) => cell !== undefined).length > 3),
  );
}

function put(row: XmlRow, column: number, change: (cell: XmlCell | undefined) => XmlCell | undefined): XmlRow {
  const cells = [...row.cells];
  while (cells.length <= column) cells.push(undefined);
  cells[column] = change(cells[column]);
  return { ...row, cells };
}

function typed(value: string | number | null): (cell: XmlCell | undefined) => XmlCell {
  if (value === null) return emptyCell;
  return (cell) => (typeof value === 'number' ? numberCell(cell, value) : textCell(cell, value));
}

function emptyOf(cell: XmlCell | undefined): XmlCell | undefined {
  return cell && emptyCell(cell);
}

function inserted<T>(items: readonly T[], at: number, more: readonly T[]): T[] {
  return [...items.slice(0, at), ...more, ...items.slice(at)];
}

function blanks(count: number): XmlRow[] {
  return Array.from({ length: count }, () => blankRow);
}

function moved(cells: XmlRow['cells'], from: number, to: number, width: number): XmlRow['cells'] {
  const padded = Array.from({ length: Math.max(width, cells.length) }, (_, index) => cells[index]);
  const [cell] = padded.splice(from, 1);
  padded.splice(to, 0, cell);
  return padded;
}

/** A number as the text of its digits, as a paste from a mail leaves it. */
function asText(cell: XmlCell | undefined): XmlCell | undefined {
  const digits = / t="/.test(cell?.attributes ?? '') ? undefined : /^<v>(.*)<\/v>$/.exec(cell?.content ?? '')?.[1];
  return digits === undefined ? cell : textCell(cell, digits);
}

/** A formula whose result is the cell's value, or whose result the program that saved the file has left out. */
function asFormula(cell: XmlCell | undefined, result: 'kept' | 'missing'): XmlCell | undefined {
  if (!cell || cell.content === '') return cell;
  if (result === 'missing') return { ...emptyCell(cell), content: '<f>1000+1</f><v></v>' };
  const text = inlineText(cell);
  if (text === '') return { ...cell, content: `<f>1000+1</f>${cell.content}` };
  return { attributes: `${emptyCell(cell).attributes} t="str"`, content: `<f>A1</f><v>${text}</v>` };
}

export function damageFile(file: Uint8Array, damage: FileDamage): Uint8Array {
  const parts = unzipSync(file);
  switch (damage.do) {
    case 'truncate':
      return file.slice(0, Math.floor(file.length * damage.share));
    case 'truncateSheet': {
      const path = sheetPath(file, damage.sheet);
      const xml = textOf(parts, path);
      return zipSync({ ...parts, [path]: strToU8(xml.slice(0, Math.floor(xml.length * damage.share))) });
    }
    case 'dropTables':
      return zipSync(
        Object.fromEntries(Object.entries(parts).filter(([path]) => !/^xl\/(tables\/|worksheets\/_rels\/)/.test(path))),
      );
    case 'dropMetadata': {
      const path = sheetPath(file, '_SEP');
      return zipSync({
        ...parts,
        [path]: strToU8(textOf(parts, path).replace(/<sheetData>.*<\/sheetData>/s, '<sheetData/>')),
      });
    }
    case 'shareStrings':
      return zipSync(withSharedStrings(parts));
    case 'copySheet':
      return zipSync(withCopiedSheet(parts, sheetPath(file, damage.sheet), damage.sheet, damage.value));
  }
}

/** Inline strings of every sheet as shared ones, as Excel itself saves them. */
function withSharedStrings(parts: Parts): Parts {
  const path = 'xl/sharedStrings.xml';
  const before = textOf(parts, path);
  const added: string[] = [];
  const first = [...before.matchAll(/<si>/g)].length;
  const sheets = Object.keys(parts).filter((part) => /^xl\/worksheets\/sheet\d+\.xml$/.test(part));
  const shared = sheets.map((part) => {
    const xml = textOf(parts, part).replaceAll(/ t="inlineStr"><is>(.*?)<\/is>/gs, (_all, text: string) => {
      added.push(`<si>${text}</si>`);
      return ` t="s"><v>${first + added.length - 1}</v>`;
    });
    return [part, strToU8(xml)] as const;
  });
  const strings = before.replace('</sst>', `${added.join('')}</sst>`);
  return { ...parts, ...Object.fromEntries(shared), [path]: strToU8(strings) };
}

/** A second sheet like this one, "Sites (2)", without a table, with something typed into it. */
function withCopiedSheet(parts: Parts, path: string, name: string, value: string): Parts {
  const grid = gridOf(textOf(parts, path).replace(/<tableParts.*<\/tableParts>/s, ''));
  const rows = grid.rows.map((row, index) => (index === 1 ? put(row, 2, (cell) => textCell(cell, value)) : row));
  const copy = 'xl/worksheets/sheet99.xml';
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet';
  const withText = (part: string, before: string, added: string) => ({
    [part]: strToU8(textOf(parts, part).replace(before, `${added}${before}`)),
  });
  return {
    ...parts,
    [copy]: strToU8(xmlOf({ ...grid, rows })),
    ...withText('[Content_Types].xml', '</Types>', `<Override PartName="/${copy}" ContentType="${type}"/>`),
    ...withText(
      'xl/_rels/workbook.xml.rels',
      '</Relationships>',
      `<Relationship Id="rId999" Type="${relation}" Target="worksheets/sheet99.xml"/>`,
    ),
    ...withText('xl/workbook.xml', '</sheets>', `<sheet name="${name} (2)" sheetId="999" r:id="rId999"/>`),
  };
}
