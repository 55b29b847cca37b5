import type { Area } from '../book/area.ts';
import type { Book } from '../book/book.ts';
import type { Json } from '../book/json.ts';
import type { EventDesk } from './event-desk.ts';
import type { HostObject } from './host-object.ts';
import type { ExcelQuirks } from './excel-quirks.ts';
import type { LiveRange } from './live-range.ts';

/** One person's Excel with one book open in it: what the objects of the model work on. */
export interface Session {
  readonly book: Book;
  readonly user: string;
  readonly quirks: ExcelQuirks;
  readonly view: View;
  readonly events: EventDesk;
  readonly make: ObjectMaker;
  readonly settings: Map<string, Json>;
  /** Somebody else changed the book since this session's last request, or ever. */
  othersEdited: boolean;
  hasCoAuthors: boolean;
  /** Whether the book has changed since it was saved. */
  isDirty: boolean;
  /** An add-in asks for what this host does not do or cannot work out: fails, or is noted in a lenient host. */
  lack(what: string): void;
  calculationMode: string;
  enableEvents: boolean;
  /** Keeps a range alive until it is released; gives its reference id. */
  keep(range: LiveRange): string;
  release(referenceId: string): void;
  releaseAll(): void;
  kept(referenceId: string): LiveRange | undefined;
  select(sheetId: string, area: Area): void;
  activate(sheetId: string): void;
  /** The range an object path of the running batch stands for. */
  rangeOfPath(pathId: number): LiveRange;
}

/** What this person looks at. */
export interface View {
  sheetId: string;
  selection: Area;
}

/** Makes objects of every kind, so that the kinds need not know each other. */
export interface ObjectMaker {
  range(sheetId: string, area: Area): HostObject;
  rangeOf(range: LiveRange): HostObject;
  worksheet(sheetId: string): HostObject;
  /** Tables of one sheet, or of the book. */
  tables(sheetId: string | undefined): HostObject;
  table(tableId: string): HostObject;
  tablesIn(range: LiveRange, fullyContained: boolean): HostObject;
  names(scopeSheetId: string | undefined): HostObject;
}
