import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { hasDutyEverywhere } from '../../shared/access/duties.ts';
import { tieOutWords } from '../../shared/ledger/tie-out.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import {
  ledgerControl,
  ledgerExceptionRequest,
  ledgerReply,
  ledgerStateReply,
  type LedgerControl,
  type LedgerStateReply,
} from '../../shared/protocol/ledger.ts';
import { HttpError, invalidRequest } from '../errors.ts';
import { exceptionsFile } from '../imports/exceptions-file.ts';
import { ledgerAdditions } from '../imports/ledger-additions.ts';
import { decideException, readExceptions } from '../imports/ledger-exceptions.ts';
import { importLedger } from '../imports/ledger-file.ts';
import type { LedgerRequest } from '../imports/ledger-outcome.ts';
import { readLedgerImports } from '../imports/ledger-records.ts';
import { ledgerReplyOf } from '../imports/ledger-reply.ts';
import { readTieOut } from '../imports/read-tie-out.ts';
import type { Store } from '../storage/database.ts';
import { readProgram } from '../storage/programs.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import { idempotencyKey } from '../http/idempotency-key.ts';
import { importErrors, importForm, importQuery, importRequestOf } from './imports.ts';
import { parseJson } from '../http/parse-json.ts';
import {
  answers,
  jsonBody,
  newRoutes,
  programPath,
  signedIn,
  type AppEnv,
  type Services,
} from '../http/route-context.ts';
import { jobOwner, sendFile, XLSX, xlsxFile } from '../http/send-file.ts';
import { unpackBody } from '../http/unpack-body.ts';

const REQUEST_LIMIT = 16 * 1024;
const CONTROL_CHARACTERS = 64 * 1024;

const form = importForm({
  control: {
    type: 'string' as const,
    description: 'What the ledger adds up to, a LedgerControl as JSON; default: nobody has said.',
  },
});

const postLedger = createRoute({
  method: 'post',
  path: '/programs/{program}/ledger',
  summary: 'Take an export of the ledger into the plan',
  description:
    'Postings or commitments as a program of accounts exports them. Each row goes to the budget line that it names, else by its commitment, the posting that it takes back, account string and project, or a rule of the table Ledger Rules; what could be several lines stays out. Documents that are in the plan already are skipped. Everything is one revision; what stays out is kept with its sentence. `preview=true` works it all out and keeps nothing.',
  security: signedIn,
  request: {
    params: programPath,
    query: importQuery,
    headers: z.object({ 'idempotency-key': idempotencyKey.optional() }),
    body: form,
  },
  responses: { ...answers(ledgerReply, 'What became, or would become, of each row.'), ...importErrors },
});

const postLedgerExceptions = createRoute({
  method: 'post',
  path: '/programs/{program}/ledger/exceptions.xlsx',
  summary: 'The rows of a ledger that stay out, to be mended and taken in again',
  description: 'The same form and `base` as for the import. Nothing is kept.',
  security: signedIn,
  request: { params: programPath, query: importQuery.omit({ preview: true }), body: form },
  responses: {
    ...answers(errorBody, 'Not used: the answer is the file.'),
    200: { description: 'An .xlsx file.', content: { [XLSX]: { schema: xlsxFile } } },
    ...importErrors,
  },
});

const getLedger = createRoute({
  method: 'get',
  path: '/programs/{program}/ledger',
  summary: 'What was imported of the ledger, what of it is open, and how plan and ledger tie out',
  security: signedIn,
  request: { params: programPath },
  responses: answers(ledgerStateReply, 'As the plan stands now.'),
});

const putException = createRoute({
  method: 'put',
  path: '/programs/{program}/ledger/exceptions',
  summary: 'Name who mends a row of the ledger that stayed out, or say why it may',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(REQUEST_LIMIT)),
  request: { params: programPath, body: jsonBody(ledgerExceptionRequest) },
  responses: {
    ...answers(ledgerStateReply, 'As it is now.'),
    403: { description: 'Not for you.', content: { 'application/json': { schema: errorBody } } },
  },
});

export function ledgerRoutes({ store, sync, now, randomBytes }: Services): OpenAPIHono<AppEnv> {
  const services = { store, sync, now };
  const requestOf = async (c: Context<AppEnv>, named: string | undefined, at: number | undefined) => {
    const { request, fields } = await importRequestOf(c, { named, at, randomBytes });
    const mayRecord = hasDutyEverywhere(c.get('program').membership, 'ledger');
    return { ...request, control: controlOf(fields.get('control')), mayRecord } satisfies LedgerRequest;
  };
  return newRoutes()
    .openapi(postLedger, async (c) => {
      const query = c.req.valid('query');
      const request = await requestOf(c, c.req.valid('header')['idempotency-key'], query.base);
      const outcome = await importLedger(services, request, query.preview === 'true');
      c.header('Cache-Control', 'no-store');
      return c.json(ledgerReplyOf(outcome), 200);
    })
    .openapi(postLedgerExceptions, async (c) => {
      const request = await requestOf(c, undefined, c.req.valid('query').base);
      const outcome = await importLedger(services, request, true);
      const bytes = await exceptionsFile(outcome, jobOwner(c), ledgerAdditions(outcome));
      return sendFile(c, { fileName: `${outcome.source.table.label} to mend.xlsx`, type: XLSX, bytes });
    })
    .openapi(getLedger, async (c) => {
      const { id, membership } = c.get('program');
      return c.json(await ledgerState(store, id, hasDutyEverywhere(membership, 'ledger')), 200);
    })
    .openapi(putException, async (c) => {
      const { id: program, membership } = c.get('program');
      if (!hasDutyEverywhere(membership, 'ledger')) {
        throw new HttpError('forbidden', 'Who brings in the ledger says what becomes of its rows.');
      }
      await decideException(services, { program, person: c.get('person') }, c.req.valid('json'));
      return c.json(await ledgerState(store, program, true), 200);
    });
}

async function ledgerState({ read }: Store, program: string, mayEdit: boolean): Promise<LedgerStateReply> {
  return inSnapshot(read, async (snapshot) => {
    const tieOut = await readTieOut(snapshot, program);
    const { exceptions, open } = await readExceptions(snapshot, program);
    return {
      revision: (await readProgram(snapshot, program))?.revision ?? 0,
      tieOut: { ...tieOut, months: [...tieOut.months], unsaid: [...tieOut.unsaid] },
      tieOutWords: tieOutWords(tieOut),
      imports: await readLedgerImports(snapshot, program),
      exceptions,
      openExceptions: open,
      mayEdit,
    };
  });
}

function controlOf(text: string | undefined): LedgerControl {
  if (text === undefined || text === '') return {};
  if (text.length > CONTROL_CHARACTERS) throw invalidRequest('control', 'The control totals are too long.');
  const control = ledgerControl.safeParse(parseJson(text));
  if (control.success) return control.data;
  const [issue] = control.error.issues;
  throw invalidRequest(['control', ...(issue?.path.map(String) ?? [])].join('.'), issue?.message ?? 'Not understood.');
}
