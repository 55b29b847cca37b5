import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { keepsTable } from '../../shared/access/duties.ts';
import type { Membership } from '../../shared/access/membership.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import {
  ledgerRule,
  ledgerRuleRequest,
  ledgerRulesReply,
  type LedgerRuleRequest,
  type LedgerRulesReply,
} from '../../shared/protocol/ledger-rules.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { ledgerRules } from '../../shared/tables/ledger-rules.ts';
import { editableColumns } from '../../shared/tables/table.ts';
import { HttpError, invalidRequest, notFound } from '../errors.ts';
import { requestDigest } from '../reconcile/request-digest.ts';
import type { Store } from '../storage/database.ts';
import { readRows } from '../storage/rows.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import {
  answers,
  jsonBody,
  newRoutes,
  programPath,
  signedIn,
  type AppEnv,
  type Services,
} from '../http/route-context.ts';
import { rowOfRequest } from '../http/row-of-request.ts';
import { seenRevision, toldRevision } from '../http/seen-revision.ts';
import { unpackBody } from '../http/unpack-body.ts';

const RULE_LIMIT = 16 * 1024;

const getRules = createRoute({
  method: 'get',
  path: '/programs/{program}/ledger/rules',
  summary: 'Which budget line rows of the ledger go to that name neither commitment nor account',
  security: signedIn,
  request: { params: programPath },
  responses: answers(ledgerRulesReply, 'The rules in the order in which they are tried.'),
});

const putRule = createRoute({
  method: 'put',
  path: '/programs/{program}/ledger/rules',
  summary: 'Write, change or remove a rule for the ledger',
  description:
    'A sync like any other: it makes a revision, and can be reverted. What somebody else has changed of the rule since `seen` is answered 409 `changed_meanwhile`, and nothing is saved.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(RULE_LIMIT)),
  request: { params: programPath, body: jsonBody(ledgerRuleRequest) },
  responses: {
    ...answers(ledgerRulesReply, 'The rules as they are now.'),
    403: { description: 'Not for you.', content: { 'application/json': { schema: errorBody } } },
    409: {
      description: 'Changed by somebody else since, or an unknown revision.',
      content: { 'application/json': { schema: errorBody } },
    },
  },
});

export function ledgerRulesRoutes({ store, sync }: Services): OpenAPIHono<AppEnv> {
  return newRoutes()
    .openapi(getRules, async (c) => {
      const { id, membership } = c.get('program');
      return c.json(await rulesAt(store, id, membership), 200);
    })
    .openapi(putRule, async (c) => {
      const { id, membership } = c.get('program');
      const [request, author] = [c.req.valid('json'), c.get('person')];
      const base = await seenRevision(store.read, id, request);
      const rows = await readRows(store.read, id, ledgerRules, base);
      const edit = editOf(request, rows, { base, newRow: rowOfRequest([id, author.id, request.syncId, 'rule']) });
      if (edit === null) return c.json(await rulesAt(store, id, membership), 200);
      const origin = {
        door: 'sync',
        workbook: 'server',
        syncId: request.syncId,
        digest: requestDigest(request),
        base,
        note: 'Ledger rules',
      } as const;
      const reply = await sync.sync(id, { author, origin, edits: [edit] }, { keepConflicts: false });
      const [refusal] = reply.refusals;
      if (refusal?.rule === 'PPL2' || refusal?.rule === 'PPL3') throw new HttpError('forbidden', refusal.message);
      if (refusal) throw invalidRequest('rule', refusal.message);
      const [conflict] = reply.conflicts;
      if (conflict) {
        const message = `${conflict.by} has changed this rule since you looked. Nothing of yours was saved. Look at it again, then change it.`;
        throw new HttpError('changed_meanwhile', message, {});
      }
      return c.json(await rulesAt(store, id, membership, reply.revision), 200);
    });
}

/** What is to be done; null: nothing. Throws HttpError not_found. */
function editOf(
  { row, rule }: LedgerRuleRequest,
  rows: readonly StoredRow[],
  { base: seen, newRow }: { readonly base: number; readonly newRow: RowId },
): Edit | null {
  const table = ledgerRules.name;
  if (row === null) return rule === null ? null : { kind: 'insert', table, row: newRow, cells: trimmed(rule), seen };
  const before = rows.find((each) => each.row === row)?.cells;
  if (before === undefined) throw notFound('such ledger rule');
  if (rule === null) return { kind: 'delete', table, row, seen };
  const changed = Object.entries(trimmed(rule)).filter(([name, value]) => (before[name] ?? null) !== value);
  if (changed.length === 0) return null;
  return {
    kind: 'update',
    table,
    row,
    cells: Object.fromEntries(changed),
    seen: Object.fromEntries(changed.map(([name]) => [name, seen])),
  };
}

function trimmed(rule: Cells): Cells {
  return Object.fromEntries(
    Object.entries(rule).map(([name, value]) => [name, typeof value === 'string' ? value.trim() || null : value]),
  );
}

async function rulesAt(
  { read }: Store,
  program: string,
  membership: Membership,
  at?: number,
): Promise<LedgerRulesReply> {
  return inSnapshot(read, async (snapshot) => {
    const rows = await readRows(snapshot, program, ledgerRules, at);
    const names = editableColumns(ledgerRules);
    const rules = rows.map(({ row, cells }) => ({
      row,
      rule: ledgerRule.parse(Object.fromEntries(names.map((name) => [name, cells[name] ?? null]))),
    }));
    return {
      ...(await toldRevision(snapshot, program, at)),
      mayEdit: keepsTable(membership, ledgerRules),
      rules: rules.toSorted((one, other) => one.rule.order - other.rule.order),
    };
  });
}
