import { RemoveDefinedNameMutation, SetDefinedNameMutation } from '@univerjs/preset-sheets-core';
import type { Book, NameInfo } from 'excel-host/book/book.ts';
import type { Spreadsheet } from './spreadsheet.ts';

/** Defined names as they were drawn last, by id. */
export type DrawnNames = Map<string, NameInfo>;

export function paintNames(book: Book, { draw }: Spreadsheet, drawn: DrawnNames): void {
  const wanted = new Map(book.names().map((name) => [idOf(name), name]));
  for (const [id, name] of drawn) {
    const now = wanted.get(id);
    if (now?.formula === name.formula && now.visible === name.visible) continue;
    if (now === undefined) draw(RemoveDefinedNameMutation.id, params(id, name));
    drawn.delete(id);
  }
  for (const [id, name] of wanted) {
    if (drawn.has(id)) continue;
    draw(SetDefinedNameMutation.id, params(id, name));
    drawn.set(id, name);
  }
}

function idOf({ name, scopeSheetId }: NameInfo): string {
  return `${scopeSheetId ?? ''}/${name.toLowerCase()}`;
}

function params(id: string, { name, formula, scopeSheetId, visible, comment }: NameInfo): object {
  // A name that refers to cells is written without the equals sign there.
  const isReference = !/[([]/.test(formula);
  return {
    id,
    name,
    formulaOrRefString: isReference ? formula.slice(1) : formula,
    localSheetId: scopeSheetId ?? 'AllDefaultWorkbook',
    hidden: !visible,
    comment,
  };
}
