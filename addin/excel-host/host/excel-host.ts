import { type Area, areaOf } from '../book/area.ts';
import type { Book } from '../book/book.ts';
import { announce, announceTableSelection } from './announce.ts';
import { EventDesk, EventNumber, WHOLE_BOOK } from './event-desk.ts';
import { FaultInjector, KILLED_CODE } from './fault-injector.ts';
import { HostError, notImplemented } from './host-error.ts';
import { ALL_QUIRKS, type ExcelQuirks, PAYLOAD_LIMIT_BYTES } from './excel-quirks.ts';
import type { LiveRange } from './live-range.ts';
import { nameCollection } from './names.ts';
import { makeRange, newRange } from './range.ts';
import { Killed, runBatch } from './run-batch.ts';
import type { Session } from './session.ts';
import { makeTable } from './table.ts';
import { tableCollection, tablesInRange } from './tables.ts';
import {
  ActionType,
  type BatchBody,
  DELAY_FOR_CELL_EDIT,
  type WireRequest,
  batchReply,
  failureReply,
  parseRequest,
} from './wire.ts';
import { makeWorkbook } from './workbook.ts';
import { makeWorksheet } from './worksheet.ts';
import { formatAddress, formatArea } from '../book/address.ts';

export interface ExcelHostOptions {
  /** Who sits at this Excel; edits by anybody else arrive as `Remote`. */
  readonly user?: string;
  /** Switches some quirks off; all is on by default. */
  readonly quirks?: Partial<ExcelQuirks>;
  /**
   * What this host does not calculate fails with `ApiNotImplemented` when an add-in reads it, and so does an option it does
   * not know. A lenient host answers the error value or leaves the option out, and says so in `warnings`: for people, who
   * would rather see the rest of the sheet.
   */
  readonly lenient?: boolean;
}

/** One person's Excel: answers the requests of Microsoft's client library from a book. */
export interface ExcelHost {
  readonly book: Book;
  readonly user: string;
  readonly faults: FaultInjector;
  readonly statistics: Statistics;
  readonly quirks: ExcelQuirks;
  /** What was answered although this host does not know it, and formulas that need their own value; sentences. */
  readonly warnings: readonly string[];
  /** What the person has in front of them. */
  readonly view: { readonly sheetId: string; readonly selection: Area };
  /** Answers one request; a promise only while the person is typing in a cell and the request waits for it. */
  handle(requestText: string): string | Promise<string>;
  /** Receives event messages. */
  onMessage(listener: (message: string) => void): () => void;
  /** The person begins, and finishes, typing in a cell. */
  beginCellEdit(): void;
  endCellEdit(): void;
  readonly isEditingCell: boolean;
  /** The person selects cells. */
  select(sheetId: string, area: Area): void;
  activate(sheetId: string): void;
  /** Hears whenever `view` changes, whoever selected or activated something. */
  onView(listener: () => void): () => void;
  /** Stops listening to the book. */
  close(): void;
}

export interface Statistics {
  /** Round trips, without the library's housekeeping. */
  requests: number;
  requestBytes: number;
  responseBytes: number;
  largestRequestBytes: number;
  largestResponseBytes: number;
  actions: number;
}

export function createExcelHost(book: Book, options: ExcelHostOptions = {}): ExcelHost {
  const { user = 'user', quirks = {}, lenient = false } = options;
  return new Host(book, user, { ...ALL_QUIRKS, ...quirks }, lenient);
}

class Host implements ExcelHost {
  readonly book: Book;
  readonly user: string;
  readonly quirks: ExcelQuirks;
  readonly faults = new FaultInjector();
  readonly statistics: Statistics = {
    requests: 0,
    requestBytes: 0,
    responseBytes: 0,
    largestRequestBytes: 0,
    largestResponseBytes: 0,
    actions: 0,
  };
  readonly #isLenient: boolean;
  readonly #lacking = new Set<string>();
  readonly #session: Session;
  readonly #kept = new Map<string, LiveRange>();
  readonly #listeners = new Set<(message: string) => void>();
  readonly #viewers = new Set<() => void>();
  readonly #unsubscribe: () => void;
  #lastReference = 0;
  #editing: { readonly finished: Promise<void>; readonly finish: () => void } | undefined;

  constructor(book: Book, user: string, quirks: ExcelQuirks, isLenient: boolean) {
    this.#isLenient = isLenient;
    this.book = book;
    this.user = user;
    this.quirks = quirks;
    this.#session = this.#makeSession();
    this.#unsubscribe = book.subscribe((event) => {
      if (event.kind === 'shifted') for (const range of this.#kept.values()) range.follow(event.sheetId, event.shift);
      if (event.kind === 'sheetDeleted') this.#leaveSheet(event.sheetId);
      if (event.kind === 'sheetAdded' && this.view.sheetId === '') this.view.sheetId = event.sheetId;
      if (event.kind !== 'calculated') this.#note(event.act.user);
      announce(this.#session, event);
    });
  }

  get view(): Session['view'] {
    return this.#session.view;
  }

  get warnings(): readonly string[] {
    const circles = this.book.circularCells().map(({ sheetId, row, column }) => {
      const sheet = this.book.sheets().find(({ id }) => id === sheetId);
      return `${formatAddress(sheet?.name ?? '', areaOf(row, column, 1, 1))} needs its own value and shows 0.`;
    });
    return [...Array.from(this.#lacking, (what) => `This Excel host lacks ${what}.`), ...circles];
  }

  handle(requestText: string): string | Promise<string> {
    const request = parseRequest(requestText);
    if (request === undefined) return failureReply(0, 400, 'InvalidRequest', 'This is no batch of actions.');
    if (isHousekeeping(request.body)) return this.faults.isDead ? emptyReply(request) : this.#run(request);
    if (this.faults.isDead) return killedReply(request);
    if (this.#editing !== undefined && this.quirks.cellEditBlocks) {
      if ((request.flags & DELAY_FOR_CELL_EDIT) === 0) return cellEditReply(request);
      return this.#editing.finished.then(() => this.#answer(request, requestText));
    }
    return this.#answer(request, requestText);
  }

  onMessage(listener: (message: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  beginCellEdit(): void {
    if (this.#editing !== undefined) return;
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    this.#editing = { finished, finish };
  }

  endCellEdit(): void {
    this.#editing?.finish();
    this.#editing = undefined;
  }

  get isEditingCell(): boolean {
    return this.#editing !== undefined;
  }

  select(sheetId: string, area: Area): void {
    if (sheetId !== this.view.sheetId) this.#show(sheetId);
    const before = this.#session.view.selection;
    this.#session.view.selection = area;
    this.#announceView(EventNumber.sheetSelectionChanged, sheetId, { address: formatArea(area) });
    announceTableSelection(this.#session, sheetId, before, area);
    this.#viewChanged();
  }

  activate(sheetId: string): void {
    if (this.view.sheetId === sheetId) return;
    this.#show(sheetId);
    this.#viewChanged();
  }

  #viewChanged(): void {
    if (this.#session.enableEvents) this.#session.events.sendToDocument(EventNumber.documentSelectionChanged);
    for (const viewer of this.#viewers) viewer();
  }

  #show(sheetId: string): void {
    const before = this.view.sheetId;
    this.#session.view.sheetId = sheetId;
    this.#session.view.selection = areaOf(0, 0, 1, 1);
    this.#announceView(EventNumber.sheetDeactivated, before, {});
    this.#announceView(EventNumber.sheetActivated, sheetId, {});
  }

  onView(listener: () => void): () => void {
    this.#viewers.add(listener);
    return () => this.#viewers.delete(listener);
  }

  close(): void {
    this.#unsubscribe();
    this.#listeners.clear();
    this.#viewers.clear();
  }

  #announceView(event: number, sheetId: string, args: Readonly<Record<string, string>>): void {
    if (!this.#session.enableEvents) return;
    this.#session.events.send(event, [sheetId, WHOLE_BOOK], { ...args, worksheetId: sheetId });
  }

  #note(user: string): void {
    const session = this.#session;
    session.isDirty = true;
    if (user === this.user) return;
    session.othersEdited = true;
    session.hasCoAuthors = true;
  }

  #answer(request: WireRequest, requestText: string): string {
    const requestBytes = byteLength(requestText);
    const fate = this.faults.begin();
    if (fate.failure !== undefined) return failureReply(request.id, 400, fate.failure.code, fate.failure.message);
    if (!fate.mayAnswer && fate.mayRun === 0) return killedReply(request);
    this.#count('request', requestBytes);
    this.statistics.requests += 1;
    this.statistics.actions += request.body.Actions.length;
    if (this.quirks.payloadIsLimited && requestBytes > PAYLOAD_LIMIT_BYTES) {
      return tooLargeReply(request, 'Request', requestBytes);
    }
    const reply = this.#run(request, fate.mayRun);
    this.#session.othersEdited = false;
    if (!fate.mayAnswer || reply === undefined) return killedReply(request);
    const responseBytes = byteLength(reply);
    this.#count('response', responseBytes);
    if (this.quirks.payloadIsLimited && responseBytes > PAYLOAD_LIMIT_BYTES) {
      return tooLargeReply(request, 'Response', responseBytes);
    }
    return reply;
  }

  #run(request: WireRequest): string;
  #run(request: WireRequest, mayRun: number): string | undefined;
  #run(request: WireRequest, mayRun = Number.POSITIVE_INFINITY): string | undefined {
    const surroundings = {
      session: this.#session,
      root: makeWorkbook(this.#session),
      beforeAction: (index: number) => {
        if (index >= mayRun) throw new Killed();
      },
    };
    try {
      const body = this.book.act({ user: this.user, gesture: 'api' }, () => runBatch(request.body, surroundings));
      return batchReply(request.id, body);
    } catch (error) {
      if (error instanceof Killed) return undefined;
      throw error;
    }
  }

  #count(what: 'request' | 'response', bytes: number): void {
    const { statistics } = this;
    if (what === 'request') {
      statistics.requestBytes += bytes;
      statistics.largestRequestBytes = Math.max(statistics.largestRequestBytes, bytes);
    } else {
      statistics.responseBytes += bytes;
      statistics.largestResponseBytes = Math.max(statistics.largestResponseBytes, bytes);
    }
  }

  #leaveSheet(sheetId: string): void {
    for (const range of this.#kept.values()) range.lose(sheetId);
    const { view } = this.#session;
    if (view.sheetId !== sheetId) return;
    view.sheetId = this.book.sheets().find(({ visibility }) => visibility === 'Visible')?.id ?? '';
    view.selection = areaOf(0, 0, 1, 1);
  }

  #makeSession(): Session {
    const first = this.book.sheets().find(({ visibility }) => visibility === 'Visible');
    const session: Session = {
      book: this.book,
      user: this.user,
      quirks: this.quirks,
      view: { sheetId: first?.id ?? '', selection: areaOf(0, 0, 1, 1) },
      events: new EventDesk((message) => this.#send(message)),
      settings: new Map(this.book.properties('settings')),
      othersEdited: false,
      hasCoAuthors: false,
      isDirty: false,
      lack: (what) => {
        if (!this.#isLenient) throw notImplemented(what);
        this.#lacking.add(what);
      },
      calculationMode: 'Automatic',
      enableEvents: true,
      make: {
        range: (sheetId, area) => newRange(sheetId, area, session),
        rangeOf: (range) => makeRange(range, session),
        worksheet: (sheetId) => makeWorksheet(sheetId, session),
        tables: (sheetId) => tableCollection(sheetId, session),
        table: (tableId) => makeTable(tableId, session),
        tablesIn: (range, fully) => tablesInRange(range, fully, session),
        names: (scopeSheetId) => nameCollection(scopeSheetId, session),
      },
      keep: (range) => {
        this.#lastReference += 1;
        const referenceId = String(this.#lastReference);
        this.#kept.set(referenceId, range);
        return referenceId;
      },
      release: (referenceId) => this.#kept.delete(referenceId),
      releaseAll: () => this.#kept.clear(),
      kept: (referenceId) => this.#kept.get(referenceId),
      select: (sheetId, area) => this.select(sheetId, area),
      activate: (sheetId) => this.activate(sheetId),
      rangeOfPath: () => {
        throw new HostError('InvalidOperation', 'No batch is running.');
      },
    };
    return session;
  }

  /** Events come after the reply of the request that caused them, as in Excel. */
  #send(message: string): void {
    setTimeout(() => {
      if (this.faults.isDead) return;
      for (const listener of this.#listeners) listener(message);
    }, 0);
  }
}

/** Batches in which the library only releases ranges it held. */
function isHousekeeping({ Actions }: BatchBody): boolean {
  return (
    Actions.every(
      ({ ActionType: type, Name }) =>
        type === ActionType.instantiate || (type === ActionType.method && Name === '_RemoveReference'),
    ) && Actions.some(({ Name }) => Name === '_RemoveReference')
  );
}

function emptyReply(request: WireRequest): string {
  return batchReply(request.id, JSON.stringify({ Results: [], TraceIds: [] }));
}

function killedReply(request: WireRequest): string {
  return failureReply(request.id, 500, KILLED_CODE, 'Excel went away.');
}

function cellEditReply(request: WireRequest): string {
  return failureReply(
    request.id,
    400,
    'InvalidOperationInCellEditMode',
    'Excel is in cell-editing mode. Please exit the edit mode by pressing ENTER or TAB or selecting another cell, and then try again.',
  );
}

function tooLargeReply(request: WireRequest, what: 'Request' | 'Response', bytes: number): string {
  return failureReply(
    request.id,
    413,
    `${what}PayloadSizeLimitExceeded`,
    `The ${what.toLowerCase()} of ${bytes} bytes is larger than the limit of ${PAYLOAD_LIMIT_BYTES} bytes.`,
  );
}

/** UTF-8 bytes of a text. */
function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
