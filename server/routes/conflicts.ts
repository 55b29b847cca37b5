import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { conflictsReply, conflictStatus, type KeptConflict } from '../../shared/protocol/conflicts.ts';
import { readConflicts } from '../storage/conflicts.ts';
import { cellFromJson } from '../storage/journal.ts';
import type { ConflictRow } from '../storage/schema.ts';
import { answers, newRoutes, programPath, signedIn, type AppEnv, type Services } from '../http/route-context.ts';

const getConflicts = createRoute({
  method: 'get',
  path: '/programs/{program}/conflicts',
  summary: 'Reported conflicts and what became of them, newest first',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({
      status: conflictStatus.optional(),
      limit: z.coerce.number().int().min(1).max(5000).default(1000),
    }),
  },
  responses: answers(conflictsReply, 'Conflicts of every person of the program.'),
});

export function conflictsRoutes({ store }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getConflicts, async (c) => {
    const filter = { ...c.req.valid('query'), program: c.get('program').id };
    const conflicts = await readConflicts(store.read, filter);
    return c.json({ conflicts: conflicts.map(wireKept) }, 200);
  });
}

function wireKept(row: ConflictRow): KeptConflict {
  return {
    id: row.id,
    table: row.table_name,
    row: row.row_id,
    column: row.column_name,
    kind: row.kind,
    base: cellFromJson(row.base_value),
    local: cellFromJson(row.local_value),
    remote: cellFromJson(row.remote_value),
    by: row.remote_by,
    at: row.remote_at,
    revision: row.remote_revision,
    person: row.person_name,
    workbook: row.workbook,
    reportedAt: row.reported_at,
    status: row.status,
    outcome: row.outcome,
    decidedAt: row.decided_at,
  };
}
