import { columnName, formatArea, parseArea } from 'excel-host/book/address.ts';
import { areaOf, boundingArea } from 'excel-host/book/area.ts';
import type { ContentFile, FormulaFile, SheetFile } from 'excel-host/file/book-file.ts';
import { toFileFormula } from 'excel-host/formula/file-formula.ts';
import { attributeOf } from '../../../../shared/workbook-file/xml-scanner.ts';
import { tableNameAt } from '../formula-kinds.ts';
import { type CellTag, type FormulaKind, formulaCell, spilledCell, valueCell } from './cell-xml.ts';
import type { MovedPlaces, Stretch } from './moved-places.ts';
import { type Looks, SheetCells, sameContent, sameResult } from './sheet-cells.ts';
import { type CellXml, type FormulaXml, type RowXml, readRows } from './sheet-rows.ts';
import type { Look, StylesPart } from './styles-part.ts';
import type { TextEdits } from './text-edits.ts';
import { type XmlElement, childNamed, prefixOf, withAttributes } from './xml-part.ts';

export interface SheetPatch {
  readonly path: string;
  readonly xml: string;
  readonly edits: TextEdits;
  readonly root: XmlElement;
  /** The sheet as the file has it, and as the book has it now. */
  readonly before: SheetFile;
  readonly after: SheetFile;
  readonly places: MovedPlaces;
  readonly styles: StylesPart;
  readonly looks: Looks;
  /** How the file holds the formula of a cell. */
  readonly formulaKind: (formula: FormulaFile, row: number, column: number) => FormulaKind;
  /** Something in the book was edited: what formulas of unknown functions came to may have changed. */
  readonly isEdited: boolean;
  readonly findings: SheetFindings;
}

/** What the person must be told of a sheet. */
export interface SheetFindings {
  /** Formulas whose results are left out. */
  withoutResult: number;
  /** A formula was added, changed, moved or taken away. */
  changesFormulas: boolean;
}

/** Writes the cells of the book into the part of a sheet. Rows and cells that hold what they held stay as they are. */
export function patchSheetData(patch: SheetPatch): void {
  new SheetDataPatch(patch).run();
}

class SheetDataPatch {
  readonly #patch: SheetPatch;
  readonly #before: SheetCells;
  readonly #after: SheetCells;
  readonly #rows: ReadonlyMap<number, RowXml>;
  readonly #prefix: string;
  readonly #rowsBefore: ReadonlyMap<number, RowLooksFile>;
  readonly #rowsAfter: ReadonlyMap<number, RowLooksFile>;
  readonly #broken: ReadonlySet<string>;
  readonly #columnStyles: ReadonlyMap<number, number>;
  /** By column: the look and number of the last cell above. */
  #above = new Map<number, { readonly look: Look; readonly style: number }>();

  constructor(patch: SheetPatch) {
    this.#patch = patch;
    this.#before = new SheetCells(patch.before, patch.looks);
    this.#after = new SheetCells(patch.after, patch.looks);
    this.#rows = new Map(readRows(patch.path, patch.xml).map((row) => [row.row, row]));
    this.#prefix = prefixOf(patch.xml, patch.root);
    this.#rowsBefore = new Map(patch.before.rows);
    this.#rowsAfter = new Map(patch.after.rows);
    this.#columnStyles = columnStyles(patch.root);
    this.#broken = this.#brokenGroups();
  }

  run(): void {
    const { edits, root, xml } = this.#patch;
    const data = childNamed(root, 'sheetData');
    if (data === undefined) return;
    const written = this.#rowNumbers().flatMap((row) => this.#row(row));
    const kept = written.filter(({ source }) => source !== undefined).map(({ source }) => source);
    const isSame = kept.length === written.length && kept.length === this.#rows.size;
    if (isSame) return;
    this.#patch.findings.changesFormulas ||= this.#losesFormulas();
    const open = xml.slice(data.start, data.openEnd).replace(/\s*\/>$/, '>');
    const inside = written.map(({ text }) => text).join('');
    edits.replace(data.start, data.end, `${open}${inside}</${this.#prefix}sheetData>`);
    this.#writeDimension(written.flatMap(({ span }) => span ?? []));
  }

  #writeDimension(spans: readonly RowSpan[]): void {
    const { edits, root, xml } = this.#patch;
    const dimension = childNamed(root, 'dimension');
    const areas = spans.map(({ row, first, last }) => areaOf(row, first, 1, last - first + 1));
    const [start] = areas;
    if (dimension === undefined || start === undefined) return;
    const ref = formatArea(areas.reduce(boundingArea, start));
    edits.replace(
      dimension.start,
      dimension.openEnd,
      withAttributes(xml.slice(dimension.start, dimension.openEnd), { ref }),
    );
  }

  /** Rows that may have to be written, in order. */
  #rowNumbers(): number[] {
    const { places } = this.#patch;
    const numbers = new Set<number>(this.#rowsAfter.keys());
    for (let row = 0; row < this.#after.rowEnd; row += 1) numbers.add(row);
    if (places.isStill) for (const row of this.#rows.keys()) numbers.add(row);
    else {
      const last = Math.max(-1, ...this.#rows.keys());
      const grown = places.shifts.reduce(
        (sum, { area, direction }) => sum + (direction === 'down' ? area.rowCount : 0),
        0,
      );
      for (let row = 0; row <= last + grown; row += 1) numbers.add(row);
    }
    return [...numbers].toSorted((a, b) => a - b);
  }

  #row(row: number): WrittenRow[] {
    const { places, xml } = this.#patch;
    const originRow = places.originRow(row);
    const source = originRow === undefined ? undefined : this.#rows.get(originRow);
    const stretches = places.isStill ? [{ from: 0, to: 16_384, row, by: 0 }] : places.origins(row);
    const cells = this.#columns(row, stretches).flatMap((column) => this.#cell(row, column, stretches));
    const looks = this.#rowLooks(row, originRow);
    const isAsItWas =
      source !== undefined &&
      originRow === row &&
      looks === undefined &&
      cells.length === source.cells.size &&
      cells.every(({ source: cell }) => cell !== undefined);
    const [first, last] = [cells[0]?.column, cells.at(-1)?.column];
    const span = first === undefined || last === undefined ? undefined : { row, first, last };
    if (isAsItWas) return [{ source, text: xml.slice(source.start, source.end), span }];
    if (source === undefined && cells.length === 0 && looks === undefined) return [];
    const tag =
      source === undefined ? `<${this.#prefix}row>` : xml.slice(source.start, source.openEnd).replace(/\s*\/>$/, '>');
    const open = withAttributes(tag, { r: String(row + 1), spans: undefined, ...looks });
    const inside = cells.map(({ text }) => text).join('');
    return [{ source: undefined, text: `${open}${inside}</${this.#prefix}row>`, span }];
  }

  /** Attributes of the row that are others than those in the file. */
  #rowLooks(row: number, origin: number | undefined): Record<string, string | undefined> | undefined {
    const is = this.#rowsAfter.get(row);
    const was = origin === undefined ? undefined : this.#rowsBefore.get(origin);
    const looks: Record<string, string | undefined> = {};
    if ((is?.hidden ?? false) !== (was?.hidden ?? false)) looks['hidden'] = is?.hidden === true ? '1' : undefined;
    if (is?.height !== was?.height) {
      looks['ht'] = is?.height === undefined ? undefined : String(is.height);
      looks['customHeight'] = is?.height === undefined ? undefined : '1';
    }
    return Object.keys(looks).length === 0 ? undefined : looks;
  }

  #columns(row: number, stretches: readonly Stretch[]): number[] {
    const columns = new Set<number>();
    if (row < this.#after.rowEnd) for (let column = 0; column < this.#after.columnEnd; column += 1) columns.add(column);
    for (const { from, to, row: origin, by } of stretches) {
      for (const column of this.#rows.get(origin)?.cells.keys() ?? []) {
        if (column - by >= from && column - by < to) columns.add(column - by);
      }
    }
    return [...columns].toSorted((a, b) => a - b);
  }

  #cell(row: number, column: number, stretches: readonly Stretch[]): WrittenCell[] {
    const stretch = stretches.find(({ from, to }) => column >= from && column < to);
    const origin = stretch && { row: stretch.row, column: column + stretch.by };
    const source = origin && this.#rows.get(origin.row)?.cells.get(origin.column);
    const look = this.#after.look(row, column);
    const style = this.#style(row, column, look, source, origin);
    if (style === undefined) return [];
    this.#above.set(column, { look, style });
    const content = this.#after.content(row, column);
    const spilled = this.#after.spilled(row, column);
    const isKept =
      source !== undefined &&
      origin !== undefined &&
      this.#isSame(row, column, origin) &&
      sameResult(spilled, this.#before.spilled(origin.row, origin.column)) &&
      (spilled === undefined || source.hasValue);
    if (isKept && this.#mayStay(content, source)) return [this.#kept(source, row, column, style, origin)];
    if (typeof content === 'object' && 'formula' in content) this.#patch.findings.changesFormulas = true;
    const tag = { address: addressOf(row, column), style, prefix: this.#prefix };
    const text = spilled === undefined ? this.#written(tag, content, row, column) : spilledCell(tag, spilled);
    return [{ column, source: undefined, text }];
  }

  /** A cell that holds what it held, in its old words, under its address and look of now. */
  #kept(
    source: CellXml,
    row: number,
    column: number,
    style: number,
    origin: { readonly row: number; readonly column: number },
  ): WrittenCell {
    const { xml, places } = this.#patch;
    const isThere = origin.row === row && origin.column === column;
    const asItWas = xml.slice(source.start, source.end);
    if (isThere && style === source.style) return { column, source, text: asItWas };
    if (source.formula !== undefined && !isThere) this.#patch.findings.changesFormulas = true;
    const open = withAttributes(xml.slice(source.start, source.openEnd), {
      ...(isThere ? {} : { r: addressOf(row, column) }),
      s: style === 0 ? undefined : String(style),
    });
    const { formula } = source;
    if (formula === undefined || places.isStill) {
      return { column, source: undefined, text: open + xml.slice(source.openEnd, source.end) };
    }
    const moved = movedFormulaTag(xml.slice(formula.start, formula.openEnd), formula, row, column, origin);
    return {
      column,
      source: undefined,
      text: open + xml.slice(source.openEnd, formula.start) + moved + xml.slice(formula.openEnd, source.end),
    };
  }

  /** Whether a cell holds what it held, in the words of a file: there a formula names the table that it stands in. */
  #isSame(row: number, column: number, origin: { readonly row: number; readonly column: number }): boolean {
    const content = this.#after.content(row, column);
    if (!sameContent(content, this.#before.content(origin.row, origin.column))) return false;
    if (typeof content !== 'object' || !('formula' in content)) return true;
    const was = tableNameAt(this.#patch.before, origin.row, origin.column);
    const is = tableNameAt(this.#patch.after, row, column);
    const inFile = (tableName: string | undefined): string => toFileFormula(content.formula, { tableName });
    return was === is || inFile(was) === inFile(is);
  }

  /** Whether the words of the file may stay where content and result are the same. */
  #mayStay(content: ContentFile, source: CellXml): boolean {
    if (typeof content !== 'object' || !('formula' in content)) return true;
    const group = groupOf(source.formula);
    if (group !== undefined && this.#broken.has(group)) return false;
    // Without a result of ours, the file's is right only as long as nothing has been edited.
    if (content.result === undefined) return !source.hasValue || !this.#patch.isEdited;
    return source.hasValue;
  }

  #written(tag: CellTag, content: ContentFile, row: number, column: number): string {
    if (typeof content !== 'object' || !('formula' in content)) return valueCell(tag, content);
    if (content.result === undefined) this.#patch.findings.withoutResult += 1;
    return formulaCell(tag, content.result, this.#patch.formulaKind(content, row, column));
  }

  /** The number of the look to write; undefined where the cell needs none and holds nothing. */
  #style(
    row: number,
    column: number,
    look: Look,
    source: CellXml | undefined,
    origin: { readonly row: number; readonly column: number } | undefined,
  ): number | undefined {
    const { styles } = this.#patch;
    if (source !== undefined && origin !== undefined) {
      const was = this.#before.look(origin.row, origin.column);
      return was === look ? source.style : styles.restyled(source.style, was, look);
    }
    const blank = this.#after.blankLook(column);
    const isBlank = this.#after.content(row, column) === '' && this.#after.spilled(row, column) === undefined;
    if (look === blank && isBlank) return undefined;
    if (look === blank) {
      const ofColumn = this.#columnStyles.get(this.#patch.places.originColumn(column) ?? -1);
      if (ofColumn !== undefined) return ofColumn;
    }
    const above = this.#above.get(column);
    if (above?.look === look) return above.style;
    return styles.restyled(0, this.#patch.looks.of({}, 'General'), look);
  }

  /** Shared formulas of which a member moved or changed: the others must not lean on it any more. */
  #brokenGroups(): Set<string> {
    const { places } = this.#patch;
    const broken = new Set<string>();
    for (const { row, cells } of this.#rows.values()) {
      for (const { column, formula, hasValue } of cells.values()) {
        const group = groupOf(formula);
        if (group === undefined || broken.has(group)) continue;
        const isSame = places.isStill && hasValue && this.#isSame(row, column, { row, column });
        if (!isSame) broken.add(group);
      }
    }
    return broken;
  }

  #losesFormulas(): boolean {
    for (const { row, cells } of this.#rows.values()) {
      for (const { column, formula } of cells.values()) {
        const content = this.#after.content(row, column);
        if (formula !== undefined && !(typeof content === 'object' && 'formula' in content)) return true;
      }
    }
    return false;
  }
}

type RowLooksFile = SheetFile['rows'][number][1];

interface RowSpan {
  readonly row: number;
  readonly first: number;
  readonly last: number;
}

interface WrittenRow {
  /** The row of the file, where it is the same. */
  readonly source: RowXml | undefined;
  readonly text: string;
  readonly span: RowSpan | undefined;
}

interface WrittenCell {
  readonly column: number;
  readonly source: CellXml | undefined;
  readonly text: string;
}

function addressOf(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`;
}

function groupOf(formula: FormulaXml | undefined): string | undefined {
  if (formula === undefined || attributeOf(formula.attributes, 't') !== 'shared') return undefined;
  return attributeOf(formula.attributes, 'si');
}

/** The area an array formula fills moves with its cell. */
function movedFormulaTag(
  tag: string,
  { attributes }: FormulaXml,
  row: number,
  column: number,
  origin: { readonly row: number; readonly column: number },
): string {
  const area = parseArea(attributeOf(attributes, 'ref') ?? '');
  if (area === undefined) return tag;
  const moved = { ...area, row: area.row + row - origin.row, column: area.column + column - origin.column };
  return withAttributes(tag, { ref: formatArea(moved) });
}

/** Looks of whole columns by column. */
function columnStyles(root: XmlElement): Map<number, number> {
  const styles = new Map<number, number>();
  for (const { attributes } of childNamed(root, 'cols')?.children ?? []) {
    const style = attributeOf(attributes, 'style');
    const [min, max] = [Number(attributeOf(attributes, 'min')), Number(attributeOf(attributes, 'max'))];
    if (style === undefined || !(max <= 16_384)) continue;
    for (let column = min; column <= max; column += 1) styles.set(column - 1, Number(style));
  }
  return styles;
}
