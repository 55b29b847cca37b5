import { z } from 'zod';
import { insertRows } from './insert-rows.ts';
import { rowsOfTable, wireCell, wireCells, wireRevision, wireRowId } from './cells.ts';

const basket = z.string().min(1).max(100).optional();

const insertEdit = z.strictObject({ row: wireRowId, cells: wireCells, seen: wireRevision.optional(), basket });

const updateEdit = z.strictObject({
  row: wireRowId,
  cells: wireCells,
  seen: z
    .record(z.string(), wireRevision)
    .optional()
    .meta({ description: 'Per column, the revision at which the author last saw the cell. Default: base.' }),
  basket,
});

const deleteEdit = z.strictObject({ row: wireRowId, seen: wireRevision.optional(), basket });

export const tableEdits = z.strictObject({
  inserts: z.array(insertEdit).optional(),
  insertRows: insertRows
    .optional()
    .meta({ description: 'New rows whose columns are named once, in place of `inserts`.' }),
  updates: z.array(updateEdit).optional(),
  deletes: z.array(deleteEdit).optional(),
});

export type TableEdits = z.infer<typeof tableEdits>;

/** How a person decided a conflict. "theirs" needs no edit, so it is said here; the others are told by their edit. */
export const conflictOutcome = z.enum(['mine', 'theirs', 'both', 'other']);

export type ConflictOutcome = z.infer<typeof conflictOutcome>;

export const syncRequest = z
  .strictObject({
    protocol: z.number().int(),
    base: wireRevision,
    syncId: z.string().min(1).max(100),
    workbook: z.string().min(1).max(100),
    note: z.string().max(2000).optional(),
    edits: z.record(z.string(), tableEdits).default({}),
    decisions: z
      .array(z.strictObject({ conflict: z.string(), outcome: conflictOutcome }))
      .optional()
      .meta({ description: 'Conflicts this sync decides, by id.' }),
  })
  .meta({ id: 'SyncRequest' });

export type SyncRequest = z.input<typeof syncRequest>;
/** A request as parsed: `edits` is always there. */
export type ParsedSyncRequest = z.output<typeof syncRequest>;

export const wireConflict = z
  .object({
    id: z.string(),
    table: z.string(),
    row: wireRowId,
    column: z.string(),
    kind: z.enum(['cell', 'editDelete', 'deleteEdit', 'combined', 'sameKey']),
    base: wireCell,
    local: wireCell,
    remote: wireCell,
    by: z.string(),
    at: z.string(),
    revision: wireRevision,
  })
  .meta({ id: 'Conflict' });

const wireLocked = z
  .object({
    table: z.string(),
    key: z.string(),
    column: z.string(),
    act: z.string(),
    by: z.string().nullable(),
    at: z.string().nullable(),
  })
  .meta({ id: 'Locked', description: 'Which row’s act has fixed what was to be changed, who did it and when.' });

const wireInstead = z
  .object({ kind: z.enum(['budgetChange']), line: z.string(), amount: z.number().int() })
  .meta({ id: 'Instead', description: 'What does it instead: a budget change of so many cents on this budget line.' });

export const wireRefusal = z
  .object({
    table: z.string(),
    row: wireRowId,
    column: z.string().nullable(),
    rule: z.string(),
    value: wireCell,
    message: z.string(),
    locked: wireLocked.optional(),
    instead: wireInstead.optional(),
  })
  .meta({ id: 'Refusal' });

export type WireRefusal = z.infer<typeof wireRefusal>;

export const wireWarning = z
  .object({ rule: z.string(), message: z.string(), table: z.string().nullable(), row: wireRowId.nullable() })
  .meta({ id: 'Warning' });

export const remoteTable = rowsOfTable
  .extend({
    deleted: z.array(wireRowId),
    moved: z.array(rowsOfTable).optional().meta({
      description:
        'To who asked with `cells=moved`: rows that were there at `base`, by the columns that may have moved since; their other cells are as they were.',
    }),
  })
  .meta({ id: 'RemoteTable' });

export type RemoteTable = z.infer<typeof remoteTable>;

export const syncReply = z
  .object({
    revision: wireRevision.meta({ description: 'Head after this sync; applying `remote` brings the sheet to it.' }),
    committed: wireRevision.nullable().meta({ description: 'Revision this sync made, null if none.' }),
    accepted: z.number().int(),
    adopted: z.record(z.string(), wireRowId),
    conflicts: z.array(wireConflict),
    refusals: z.array(wireRefusal),
    warnings: z.array(wireWarning),
    remote: z.object({ tables: z.record(z.string(), remoteTable) }),
    receipt: z.object({ revision: wireRevision, hash: z.string() }),
  })
  .meta({ id: 'SyncReply' });

export type SyncReply = z.infer<typeof syncReply>;
