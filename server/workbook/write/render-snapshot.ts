import type { JobOwner } from '../../workers/job-places.ts';
import { portions, type RowPortion } from '../worker/worker-messages.ts';
import type { ProgramSnapshot } from './program-snapshot.ts';
import { renderWorkbook } from './render-workbook.ts';

/** Writes the consolidated workbook of a program that is in memory. Throws what `renderWorkbook` throws. */
export function renderSnapshot({ rows, earlier, ...head }: ProgramSnapshot, owner: JobOwner = {}): Promise<Uint8Array> {
  if (earlier === undefined) return renderWorkbook((give) => give(head, snapshotPortions(rows)), owner);
  const { rows: before, ...moment } = earlier;
  function* both(): Generator<RowPortion> {
    yield* snapshotPortions(rows);
    for (const portion of snapshotPortions(before)) yield { ...portion, isEarlier: true };
  }
  return renderWorkbook((give) => give({ ...head, earlier: moment }, both()), owner);
}

/** The rows of a snapshot that is in memory, in portions of one message. */
export function* snapshotPortions(rows: ProgramSnapshot['rows']): Generator<RowPortion> {
  for (const [table, ofTable] of Object.entries(rows)) {
    for (const portion of portions(ofTable)) yield { table, rows: portion };
  }
}
