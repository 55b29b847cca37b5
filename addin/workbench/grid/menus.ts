import type { ILanguagePack } from '@univerjs/core';

/** Menu entries of Univer for what a book has no place for. */
const hidden = [
  'sheet.command.add-worksheet-merge',
  'sheet.command.add-worksheet-merge-all',
  'sheet.command.add-worksheet-merge-vertical',
  'sheet.command.add-worksheet-merge-horizontal',
  'sheet.command.remove-worksheet-merge',
  'sheet.command.set-text-rotation',
  'sheet.command.copy-sheet',
  'sheet.command.add-range-protection-from-toolbar',
  'sheet.command.add-range-protection-from-sheet-bar',
  'sheet.command.delete-worksheet-protection-from-sheet-bar',
  'sheet.command.change-sheet-protection-from-sheet-bar',
  'sheet.command.view-sheet-permission-from-sheet-bar',
  'sheet.contextMenu.permission',
  'sheet.menu.data-validation',
];

export const MENUS = Object.fromEntries(hidden.map((id) => [id, { hidden: true }]));

/** Univer's words where they would mislead: it offers to insert and remove tables and means their rows. */
const tableWords = {
  insert: { main: 'Insert', row: 'Row', col: 'Column' },
  remove: { main: 'Delete', row: 'Row', col: 'Column' },
};

/** All words of Univer's, with ours in place of some. */
export function withOurWords(words: ILanguagePack): ILanguagePack {
  const known = words['sheets-table-ui'];
  if (typeof known !== 'object' || Array.isArray(known)) return words;
  return { ...words, 'sheets-table-ui': { ...known, ...tableWords } };
}
