import { z } from 'zod';
import { wireCell, wireRevision, wireRowId } from './cells.ts';
import { syncReply } from './sync.ts';

/** Rows a preview tells of one by one; of more, only how many. */
export const SHOWN_CHANGES = 200;

const changedCell = z.object({ column: z.string(), before: wireCell, after: wireCell }).meta({ id: 'ChangedCell' });

const workbookChange = z
  .object({
    table: z.string(),
    row: wireRowId,
    kind: z.enum(['insert', 'update', 'delete']),
    cells: z.array(changedCell).meta({ description: 'From the plan’s value to the file’s; none for a delete.' }),
  })
  .meta({ id: 'WorkbookChange' });

export type WorkbookChange = z.infer<typeof workbookChange>;

/** What became, or would become, of an uploaded workbook: the answer of a sync, in words a person can place. */
export const workbookReply = syncReply
  .extend({
    file: z.object({ workbook: z.string(), base: wireRevision, hash: z.string().optional() }).optional().meta({
      description: 'Whose conflicts these are, and the revision the file stands at: for the sync that decides them.',
    }),
    places: z
      .array(
        z.object({
          table: z.string(),
          row: wireRowId,
          column: z.string().nullable(),
          sheet: z.string(),
          cell: z.string(),
        }),
      )
      .optional()
      .meta({ description: 'Where conflicts and refusals stand in the file, such as Sites and F18.' }),
    rowKeys: z.record(z.string(), z.string()).meta({ description: 'Business keys of the rows named here, by Row ID.' }),
    held: z
      .array(z.object({ table: z.string(), row: wireRowId, kind: z.enum(['missing', 'cleared']) }))
      .optional()
      .meta({
        description: 'Rows that are missing from the file, or half-emptied in it: kept until deletions are allowed.',
      }),
    changes: z
      .object({ rows: z.array(workbookChange), rowCount: z.number().int(), cellCount: z.number().int() })
      .nullable()
      .meta({ description: `With preview: what would change in the plan; the first ${SHOWN_CHANGES} rows.` }),
  })
  .meta({ id: 'WorkbookReply' });

export type WorkbookReply = z.infer<typeof workbookReply>;
