import type { JobOwner } from '../../workers/job-places.ts';
import { portions } from '../worker/worker-messages.ts';
import type { ProgramSnapshot } from './program-snapshot.ts';
import { renderWorkbook, type RowPortion } from './render-workbook.ts';

/** Writes the consolidated workbook of a program that is in memory. Throws what `renderWorkbook` throws. */
export function renderSnapshot({ rows, ...head }: ProgramSnapshot, owner: JobOwner = {}): Promise<Uint8Array> {
  return renderWorkbook((give) => give(head, snapshotPortions(rows)), owner);
}

/** The rows of a snapshot that is in memory, in portions of one message. */
export function* snapshotPortions(rows: ProgramSnapshot['rows']): Generator<RowPortion> {
  for (const [table, ofTable] of Object.entries(rows)) {
    for (const portion of portions(ofTable)) yield { table, rows: portion };
  }
}
