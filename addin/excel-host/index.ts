// What the package `excel-host` offers in every surrounding: Node, a page, a worker. Its other entry, `excel-host/node`,
// loads Microsoft's client library as well. Nothing else is promised to stay.
export { areaOf, type Area } from './book/area.ts';
export { parseArea } from './book/address.ts';
export { type Book, BookError, type BookEvent, type SheetInfo, type TableInfo } from './book/book.ts';
export { type CellStyle, type Content, type Scalar, isCellError } from './book/cell.ts';
export { MemoryBook } from './book/memory-book.ts';
export type { Clock } from './calculation/calculated-book.ts';
export type { RequirementSets } from './client/common-api.ts';
export { connectClientLibrary } from './client/connect-client-library.ts';
export { connectDialogPage } from './client/connect-dialog-page.ts';
export { type DialogOpener, type DialogWindow, dialogCodes } from './client/dialogs.ts';
export type { ScriptedDialog, ScriptedDialogs } from './client/scripted-dialogs.ts';
export { windowDialogs } from './client/window-dialogs.ts';
export type { BookFile } from './file/book-file.ts';
export { openBook } from './file/open-book.ts';
export { saveBook } from './file/save-book.ts';
export { type ExcelHost, type ExcelHostOptions, createExcelHost } from './host/excel-host.ts';
export { ALL_QUIRKS, type ExcelQuirks } from './host/excel-quirks.ts';
export { type FaultInjector, type KillPoint, isKilledError } from './host/fault-injector.ts';
export { type Entry, type Person, type PersonOptions, createPerson } from './user/person.ts';
