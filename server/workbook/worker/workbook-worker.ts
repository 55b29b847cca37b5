import { getHeapStatistics } from 'node:v8';
import { parentPort, type MessagePort } from 'node:worker_threads';
import { tables } from '../../../shared/tables/all-tables.ts';
import { writeReportBook } from '../../reports/report-book.ts';
import { writeExceptionsWorkbook } from '../write/exceptions-workbook.ts';
import { buildProgramWorkbook } from '../write/build-program-workbook.ts';
import type { ProgramSnapshot, SnapshotHead } from '../write/program-snapshot.ts';
import type { WorkbookRow } from '../write/program-workbook.ts';
import { WorkbookUnreadable } from '../../../shared/workbook-file/workbook-unreadable.ts';
import { readGrids } from '../read/read-grids.ts';
import { readProgramWorkbook } from '../read/read-program-workbook.ts';
import { portions, withoutRows, type WorkerReply, type WorkerRequest } from './worker-messages.ts';
import { writeProgramWorkbook } from '../write/write-program-workbook.ts';

/** Writes and reads workbooks, one at a time, beside the server's own thread. See run-worker.ts for the other end. */
function serve(port: MessagePort): void {
  let rows: Record<string, WorkbookRow[]> = {};
  let earlierRows: Record<string, WorkbookRow[]> = {};
  let snapshot: SnapshotHead | undefined;
  let goOn: (() => void) | undefined;
  const more = (): Promise<void> => new Promise((resolve) => (goOn = resolve));

  async function answer(request: WorkerRequest): Promise<void> {
    if (request.kind === 'snapshot') {
      snapshot = request.snapshot;
      rows = {};
      earlierRows = {};
    } else if (request.kind === 'rows') {
      const ofTable = ((request.isEarlier === true ? earlierRows : rows)[request.table] ??= []);
      for (const row of request.rows) ofTable.push(row);
    } else if (request.kind === 'read') await read(port, request.bytes, more);
    else if (request.kind === 'readGrids') await readSheets(port, request.bytes, more);
    else if (request.kind === 'writeExceptions') {
      const bytes = await writeExceptionsWorkbook(request.book, request.date1904);
      post(port, { kind: 'written', bytes, heapBytes: heapBytes() });
    } else if (request.kind === 'writeReports') {
      post(port, { kind: 'written', bytes: await writeReportBook(request.book), heapBytes: heapBytes() });
    } else if (request.kind === 'more') goOn?.();
    else if (snapshot) {
      const { earlier, ...head } = snapshot;
      const whole = { ...head, rows, ...(earlier && { earlier: { ...earlier, rows: earlierRows } }) };
      rows = {};
      earlierRows = {};
      await write(port, whole);
    }
  }

  port.on('message', (request: WorkerRequest) => {
    answer(request).catch((error: unknown) => {
      // Thrown out of the promise, so that it reaches the other end as the worker's "error" event.
      setImmediate(() => {
        throw error;
      });
    });
  });
}

function post(port: MessagePort, reply: WorkerReply): void {
  port.postMessage(reply);
}

async function write(port: MessagePort, snapshot: ProgramSnapshot): Promise<void> {
  const bytes = await writeProgramWorkbook(buildProgramWorkbook(snapshot));
  post(port, { kind: 'written', bytes, heapBytes: heapBytes() });
}

function heapBytes(): number {
  return getHeapStatistics().total_heap_size;
}

/** Posts the next portion of rows once the last one has been taken: the other end answers others between them. */
async function read(port: MessagePort, bytes: Uint8Array, more: () => Promise<void>): Promise<void> {
  const reading = await readProgramWorkbook(bytes, tables);
  if (!reading.ok) {
    post(port, { kind: 'unreadable', message: reading.message, heapBytes: heapBytes() });
    return;
  }
  const { contents } = reading;
  post(port, { kind: 'contents', contents: { ...contents, tables: contents.tables.map(withoutRows) } });
  for (const { table, rows } of contents.tables) {
    for (const portion of portions(rows)) {
      post(port, { kind: 'fileRows', table, rows: portion });
      await more();
    }
  }
  post(port, { kind: 'end', heapBytes: heapBytes() });
}

/** The same for any workbook or text file. */
async function readSheets(port: MessagePort, bytes: Uint8Array, more: () => Promise<void>): Promise<void> {
  const grids = await readGrids(bytes).catch((error: unknown) => {
    if (error instanceof WorkbookUnreadable) return error.message;
    throw error;
  });
  if (typeof grids === 'string') {
    post(port, { kind: 'unreadable', message: grids, heapBytes: heapBytes() });
    return;
  }
  post(port, { kind: 'grids', grids: grids.map((grid) => ({ ...grid, rows: [] })) });
  for (const [place, { rows }] of grids.entries()) {
    for (const portion of portions(rows)) {
      post(port, { kind: 'gridRows', place, rows: portion });
      await more();
    }
  }
  post(port, { kind: 'end', heapBytes: heapBytes() });
}

if (parentPort) serve(parentPort);
