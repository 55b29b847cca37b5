import { z } from 'zod';
import { wireCell, wireRevision } from './cells.ts';

const cellChange = z.object({ column: z.string(), before: wireCell, after: wireCell }).meta({ id: 'CellChange' });

export const rowChange = z
  .object({
    table: z.string(),
    row: z.string(),
    key: z.string().meta({ description: 'Business key of the row today, or when it was deleted.' }),
    kind: z.enum(['insert', 'update', 'delete']),
    cells: z.array(cellChange),
  })
  .meta({ id: 'RowChange' });

/** By which way edits have come in: a pane, a workbook sent back, a revert, the command line, the making of the demo. */
export const door = z.enum(['sync', 'upload', 'revert', 'commandLine', 'demo']);

export type Door = z.infer<typeof door>;

export const revisionChanges = z
  .object({
    revision: wireRevision,
    at: z.string(),
    by: z.string(),
    workbook: z.string(),
    note: z.string(),
    door: door.nullable().optional().meta({ description: 'By which way it came in; null where it was not kept yet.' }),
    accepted: z.number().int(),
    rows: z.number().int().meta({ description: 'Rows the revision changed in all.' }),
    hash: z.string(),
    changes: z.array(rowChange).meta({ description: 'Those of its changes that match and are on this page.' }),
  })
  .meta({ id: 'RevisionChanges' });

export type RevisionChanges = z.infer<typeof revisionChanges>;
export type WireRowChange = z.infer<typeof rowChange>;

/** One page of revisions, newest first; `next` is the cursor of the page after it, null on the last. */
export const historyReply = z.object({ revisions: z.array(revisionChanges), next: z.string().nullable() });

export type HistoryReply = z.infer<typeof historyReply>;
