import { z } from 'zod';
import { proposalKinds } from '../import/import-mapping.ts';
import { wireCell, wireRevision } from './cells.ts';

/** Things of one kind that are told one by one; of more, only how many. */
export const SHOWN_OF_IMPORT = 500;
/** Values of a column that are shown beside its header. */
export const SHOWN_SAMPLES = 3;

const MOST_NAMED = 2000;
const LONGEST_TEXT = 2000;
const text = z.string().max(LONGEST_TEXT);

function named<T extends z.ZodType>(value: T) {
  return z.record(text, value).refine((record) => Object.keys(record).length <= MOST_NAMED, 'Too many entries.');
}

const rowNumber = z.number().int().min(1).max(1_048_576);

/** What a person decides about a file; a mapping file holds it, too. What is left out is worked out. */
export const importMapping = z
  .strictObject({
    sheet: text.optional(),
    headerRows: z
      .tuple([rowNumber, rowNumber])
      .refine(([first, last]) => first <= last && last - first < 3, 'The first and the last of up to three rows.')
      .optional()
      .meta({ description: 'Numbers of the first and the last row of headers.' }),
    table: z.string().max(60).optional(),
    columns: named(z.string().max(60).nullable())
      .optional()
      .meta({ description: 'By header: the column it becomes, or null for none.' }),
    defaults: named(text)
      .optional()
      .meta({ description: 'By column: what new rows get where the sheet says nothing.' }),
    values: named(named(text)).optional().meta({ description: 'By column: what a text of the sheet means.' }),
    accept: z
      .array(z.string().max(60))
      .max(50_000)
      .optional()
      .meta({ description: 'Accepted readings: all of a kind ("leadingZeros"), or one cell’s ("leadingZeros@C7").' }),
  })
  .meta({ id: 'ImportMapping' });

const place = {
  row: z.number().int().meta({ description: 'Row of the sheet.' }),
  cell: z.string().meta({ description: 'Address such as "C7"; empty where the sheet has no column for it.' }),
  value: z.string().meta({ description: 'What stands there.' }),
};

const importProposal = z
  .object({ ...place, column: z.string(), kind: z.enum(proposalKinds), reads: wireCell, accepted: z.boolean() })
  .meta({ id: 'ImportProposal' });

const importException = z
  .object({ ...place, column: z.string().nullable(), rule: z.string(), message: z.string() })
  .meta({ id: 'ImportException' });

const importColumn = z
  .object({
    header: z.string(),
    letters: z.string(),
    column: z.string().nullable(),
    confidence: z.number().min(0).max(1),
    by: z.enum(['label', 'synonym', 'words', 'contents', 'layout', 'remembered', 'person', 'none']),
    samples: z.array(z.string()).max(SHOWN_SAMPLES),
  })
  .meta({ id: 'ImportColumn' });

const skippedRow = z
  .object({
    row: z.number().int(),
    why: z.enum(['totals', 'section', 'headers', 'outside', 'layout', 'repeated']),
    text: z.string(),
  })
  .meta({ id: 'SkippedRow' });

export const importReply = z
  .object({
    revision: wireRevision.meta({ description: 'The revision that the file was compared with.' }),
    committed: wireRevision.nullable().meta({ description: 'Revision that the import made, null if none.' }),
    sheets: z.array(z.object({ name: z.string(), rows: z.number().int() })),
    table: z.string(),
    likelyTables: z.array(z.string()),
    layout: z.object({ id: z.string(), name: z.string() }).nullable(),
    remembered: z.object({ by: z.string(), at: z.string() }).nullable(),
    mapping: importMapping.meta({ description: 'Everything that was decided or worked out; to be sent back.' }),
    columns: z.array(importColumn),
    needed: z.array(z.string()).meta({ description: 'Columns that new rows need and nothing gives.' }),
    counts: z.object({
      inserts: z.number().int(),
      updates: z.number().int(),
      unchanged: z.number().int(),
      skipped: z.number().int(),
      waiting: z.number().int().meta({ description: 'Rows with a reading that nobody has accepted.' }),
      exceptions: z.number().int().meta({ description: 'Rows with an exception.' }),
    }),
    kinds: z.array(z.object({ kind: z.enum(proposalKinds), count: z.number().int(), accepted: z.number().int() })),
    proposals: z.array(importProposal),
    exceptions: z.array(importException),
    skipped: z.array(skippedRow),
    changes: z
      .array(
        z.object({
          row: z.number().int(),
          kind: z.enum(['insert', 'update']),
          key: z.string(),
          cells: z.array(z.object({ column: z.string(), before: wireCell, after: wireCell })),
        }),
      )
      .meta({ description: 'What goes in, row by row.' }),
    translations: z.array(z.object({ column: z.string(), from: z.string(), to: z.string(), count: z.number().int() })),
  })
  .meta({ id: 'ImportReply' });

export type ImportReply = z.infer<typeof importReply>;
export type WireProposal = z.infer<typeof importProposal>;
export type WireImportException = z.infer<typeof importException>;
export type WireImportColumn = z.infer<typeof importColumn>;
