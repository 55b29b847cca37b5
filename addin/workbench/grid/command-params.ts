import type { ICommandInfo } from '@univerjs/core';
import { type Area, areaOf } from 'excel-host/book/area.ts';
import type { Spreadsheet } from './spreadsheet.ts';

/** Parameters of a command of Univer, which its types mostly do not tell. What is missing is what the person has in front of them. */
export class CommandParams {
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #spreadsheet: Spreadsheet;

  constructor({ params }: ICommandInfo, spreadsheet: Spreadsheet) {
    this.#values = new Map(Object.entries(params ?? {}));
    this.#spreadsheet = spreadsheet;
  }

  get sheetId(): string {
    return this.text('subUnitId') || (this.#spreadsheet.workbook.getActiveSheet(true)?.getSheetId() ?? '');
  }

  /** The cells the command is about: its range, or the selection. */
  get area(): Area {
    const given = new Map(Object.entries(this.#values.get('range') ?? {}));
    const selected = this.#spreadsheet.selection();
    const from = (name: string, otherwise: number): number => {
      const value: unknown = given.get(name);
      return typeof value === 'number' && !Number.isNaN(value) ? value : otherwise;
    };
    if (given.size === 0) return selected;
    const [row, column] = [from('startRow', 0), from('startColumn', 0)];
    return areaOf(row, column, from('endRow', row) - row + 1, from('endColumn', column) - column + 1);
  }

  /** Rows and columns of the cells that a mutation sets. */
  get cells(): (readonly [row: number, column: number])[] {
    return Object.entries(this.#values.get('cellValue') ?? {}).flatMap(([row, line]) =>
      Object.keys(line ?? {}).map((column) => [Number(row), Number(column)] as const),
    );
  }

  readonly text = (name: string): string => {
    const value = this.#values.get(name);
    return typeof value === 'string' ? value : '';
  };

  readonly number = (name: string): number => {
    const value = this.#values.get(name);
    return typeof value === 'number' ? value : 0;
  };
}
