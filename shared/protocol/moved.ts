import { z } from 'zod';
import { cuts } from '../plan/figures/cuts.ts';
import { bridgeEnd } from './bridge.ts';
import { wireCell, wireRowId } from './cells.ts';

const cents = z.number().int();
const figures = z.object({ current: cents, committed: cents, expended: cents, eac: cents });
const ends = { before: figures, after: figures };
const kind = z.enum(['insert', 'update', 'delete']);
const moved = { column: z.string(), before: wireCell, after: wireCell };

/** What has moved between two moments of the plan: money, dates and scope. */
export const movedReply = z
  .object({
    from: bridgeEnd,
    to: bridgeEnd,
    by: z.enum(cuts),
    rows: z
      .array(z.object({ group: z.string(), ...ends }))
      .meta({ description: 'Groups of which any figure differs; that of which the budget has moved most first.' }),
    same: z.number().int().meta({ description: 'How many groups have not moved.' }),
    total: z.object(ends),
    dates: z
      .array(
        z.object({
          table: z.string(),
          row: wireRowId,
          key: z.string(),
          ...moved,
          days: z
            .number()
            .int()
            .nullable()
            .meta({ description: 'Later by so many days; null: one of them is missing.' }),
        }),
      )
      .meta({ description: 'Dates that were moved; that which moved most first.' }),
    dateCount: z.number().int(),
    scope: z.array(z.object({ row: wireRowId, key: z.string(), kind, cells: z.array(z.object(moved)) })),
    scopeCount: z.number().int(),
  })
  .meta({ id: 'Moved' });

export type MovedReply = z.infer<typeof movedReply>;
