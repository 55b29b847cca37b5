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

/** By which way edits have come in, as panes of every age read it. */
const wireDoor = z.enum(['sync', 'upload', 'revert', 'commandLine', 'demo']);

/**
 * By which way edits have come in: a pane, a workbook sent back, a revert, the command line, the making of the demo, a table
 * of an office's own, an act such as an approval.
 */
export const doors = [...wireDoor.options, 'import', 'action'] as const;

export type Door = (typeof doors)[number];

type WayIn = Pick<RevisionChanges, 'door' | 'origin'>;

/** The way in for panes of every age: those that know no imports and acts read of what these are nearest to. */
export function wayIn(door: Door | null): WayIn {
  if (door === 'import') return { door: 'upload', origin: door };
  if (door === 'action') return { door: 'sync', origin: door };
  return { door };
}

/** What `wayIn` was made of; null where it was not kept yet. */
export function doorOf({ door, origin }: WayIn): Door | null {
  return doors.find((known) => known === origin) ?? door ?? null;
}

export const revisionChanges = z
  .object({
    revision: wireRevision,
    at: z.string(),
    by: z.string(),
    workbook: z.string(),
    note: z.string(),
    door: wireDoor
      .nullable()
      .optional()
      .meta({ description: 'By which way it came in; null where it was not kept yet.' }),
    origin: z.string().optional().meta({ description: 'The way in, where `door` has no word for it: import, action.' }),
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
