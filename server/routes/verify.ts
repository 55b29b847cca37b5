import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { wireRevision } from '../../shared/protocol/cells.ts';
import { notFound } from '../errors.ts';
import { FAULTS_TOLD, verifyProgram } from '../reconcile/verify-program.ts';
import { readProgram } from '../storage/programs.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { answers, newRoutes, programPath, signedIn, type AppEnv, type ReadingServices } from '../http/route-context.ts';

const fault = z.object({
  kind: z.enum(['hash', 'acts', 'journal', 'rows', 'head', 'sums']),
  revision: wireRevision.meta({ description: 'The bad revision, or the one that last changed the bad row' }),
  table: z.string().nullable(),
  row: z.string().nullable(),
  message: z.string(),
});

const verification = z
  .object({
    ok: z.boolean(),
    revisions: z.number().int(),
    entries: z.number().int().meta({ description: 'Journal entries replayed' }),
    acts: z.number().int().meta({ description: 'Acts of the program' }),
    head: wireRevision,
    hash: z.string(),
    fault: fault.nullable().meta({ description: 'The first of `faults`.' }),
    faults: z.array(fault).meta({ description: `Everything found wrong, the first ${FAULTS_TOLD}.` }),
    faultCount: z.number().int(),
  })
  .meta({ id: 'Verification' });

const getVerification = createRoute({
  method: 'get',
  path: '/programs/{program}/verify',
  summary: 'Is the history whole, and are rows and sums what it says?',
  description:
    'Walks the chain of hashes, replays the journal from nothing and compares it with every row, and the sums that are kept with what the rows add up to.',
  security: signedIn,
  request: { params: programPath },
  responses: answers(verification, '`ok`, or everything that is wrong.'),
});

export function verifyRoutes({ store }: ReadingServices): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getVerification, async (c) => {
    const result = await inSnapshot(store.read, async (snapshot) => {
      const program = await readProgram(snapshot, c.get('program').id);
      if (!program) throw notFound('such program');
      return verifyProgram(snapshot, program);
    });
    return c.json({ ok: result.fault === null, ...result, faults: [...result.faults] }, 200);
  });
}
