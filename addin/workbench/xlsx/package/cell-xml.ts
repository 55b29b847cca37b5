import { excelText, xmlText } from '../../../../shared/workbook-file/excel-text.ts';
import type { ScalarFile } from 'excel-host/file/book-file.ts';
import { xmlAttribute } from './xml-part.ts';

export interface CellTag {
  /** `B7`. */
  readonly address: string;
  readonly style: number;
  /** Namespace prefix with its colon, or nothing. */
  readonly prefix: string;
}

/** A cell that holds a value, or only a look. Texts stand in the cell itself: the table of shared texts stays as it is. */
export function valueCell(tag: CellTag, value: ScalarFile): string {
  const { prefix } = tag;
  if (value === '') return `<${prefix}c${attributes(tag)}/>`;
  if (typeof value !== 'string') return withValue(tag, '', '', value);
  const text = xmlText(excelText(value));
  const space = text.trim() === text && !text.includes('\n') ? '' : ' xml:space="preserve"';
  return `<${prefix}c${attributes(tag)} t="inlineStr"><${prefix}is><${prefix}t${space}>${text}</${prefix}t></${prefix}is></${prefix}c>`;
}

export interface FormulaKind {
  /** The formula in the words of a file, without its equals sign. */
  readonly text: string;
  /** Attributes of the formula, such as ` t="array" ref="A1:A3"`. */
  readonly attributes: string;
  /** Attributes of the cell, such as ` cm="1"`. */
  readonly cell: string;
}

/** A cell with a formula and what it came to; without a result where that is not known. */
export function formulaCell(tag: CellTag, result: ScalarFile | undefined, kind: FormulaKind): string {
  const { prefix } = tag;
  const written = `<${prefix}f${kind.attributes}>${xmlText(excelText(kind.text))}</${prefix}f>`;
  if (result === undefined) return `<${prefix}c${attributes(tag)}${kind.cell}>${written}</${prefix}c>`;
  return withValue(tag, kind.cell, written, result);
}

/** A value that a formula of another cell has put here. */
export function spilledCell(tag: CellTag, value: ScalarFile): string {
  return value === '' ? `<${tag.prefix}c${attributes(tag)}/>` : withValue(tag, '', '', value);
}

function withValue(tag: CellTag, cell: string, formula: string, value: ScalarFile): string {
  const { prefix } = tag;
  const [type, text] = typeAndText(value);
  return `<${prefix}c${attributes(tag)}${type}${cell}>${formula}<${prefix}v>${text}</${prefix}v></${prefix}c>`;
}

/** [FA1] An error is marked as one. Those of newer Excels are no values of a file: they stand in it as #VALUE!. */
function typeAndText(value: ScalarFile): readonly [type: string, text: string] {
  if (typeof value === 'number') return ['', String(value)];
  if (typeof value === 'boolean') return [' t="b"', value ? '1' : '0'];
  if (typeof value === 'string') return [' t="str"', xmlText(excelText(value))];
  const isNewer = value.error === '#SPILL!' || value.error === '#CALC!';
  return [' t="e"', isNewer ? '#VALUE!' : value.error];
}

function attributes({ address, style }: CellTag): string {
  return ` r="${xmlAttribute(address)}"${style === 0 ? '' : ` s="${style}"`}`;
}
