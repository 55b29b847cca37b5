import { formatArea } from 'excel-host/book/address.ts';
import { type Area, areaOf } from 'excel-host/book/area.ts';
import { parseFormula } from 'excel-host/formula/parse-formula.ts';
import { renameSheet } from 'excel-host/formula/rename-in-formula.ts';
import { moveFormula, shiftFormula } from 'excel-host/formula/shift-formula.ts';
import type { MovedPlaces } from './moved-places.ts';

/** What has become of a sheet of the file. */
export interface SheetFate {
  /** Its name in the file. */
  readonly name: string;
  /** Its name now; undefined where it was deleted. */
  readonly now: string | undefined;
  readonly places: MovedPlaces;
}

/** Moves what refers to cells of the file to where these are now. */
export class MovedBook {
  readonly #fates: readonly SheetFate[];
  /** Everything is where it was, under its name. */
  readonly isStill: boolean;
  #unread = 0;

  constructor(fates: readonly SheetFate[]) {
    this.#fates = fates;
    this.isStill = fates.every(({ name, now, places }) => name === now && places.shifts.length === 0);
  }

  /** Formulas that nobody could read, and that therefore stand as they were though cells have moved. */
  get unread(): number {
    return this.#unread;
  }

  fate(sheetName: string): SheetFate | undefined {
    return this.#fates.find(({ name }) => name.toLowerCase() === sheetName.toLowerCase());
  }

  /** A formula without its equals sign, of the sheet named `home` in the file. */
  formula(text: string, home: string): string {
    if (this.isStill || text.trim() === '') return text;
    if (parseFormula(`=${text}`) === undefined) {
      this.#unread += 1;
      return text;
    }
    const shifted = this.#fates.reduce(
      (formula, { name, places }) =>
        places.shifts.reduce((moved, shift) => shiftFormula(moved, home, name, shift), formula),
      `=${text}`,
    );
    return this.#renamed(shifted).slice(1);
  }

  /** As `formula`, for one that is written for the first cell of an area and counts from each cell it holds for. */
  ruleFormula(text: string, home: string, area: Area): string {
    const places = this.fate(home)?.places;
    const [now] = places?.areas(area) ?? [];
    const origin = now && places?.origin(now.row, now.column);
    if (this.isStill || origin === undefined) return this.formula(text, home);
    const forFirst = moveFormula(`=${text}`, origin.row - area.row, origin.column - area.column);
    return this.formula(forFirst.slice(1), home);
  }

  /** Names change places by way of names that no sheet has, in case two sheets have swapped theirs. */
  #renamed(formula: string): string {
    const renamed = this.#fates.filter(({ name, now }) => now !== name);
    const aside = renamed.reduce(
      (text, { name, now }, index) => renameSheet(text, name, now === undefined ? undefined : `__sep_${index}__`),
      formula,
    );
    return renamed.reduce(
      (text, { now }, index) => (now === undefined ? text : renameSheet(text, `__sep_${index}__`, now)),
      aside,
    );
  }
}

/** That something stays on a cell whose contents went to another sheet, or came from one. */
export function leftWords(what: string, cell: Area, { name, now }: SheetFate): string {
  return `The ${what} of ${formatArea(cell)} on ${now ?? name} stays there: cells that are cut go to another sheet without it.`;
}

/** Where a thing that hangs on one cell is now; undefined where its cell is gone. */
export function movedCell(places: MovedPlaces, row: number, column: number): Area | undefined {
  return places.areas(areaOf(row, column, 1, 1))[0];
}
