import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { whoHas } from '../../shared/access/duties.ts';
import { routeAct, type Awaited, type MemberNow } from '../../shared/access/route-act.ts';
import { waitingReply, type WaitingDecision } from '../../shared/protocol/waiting.ts';
import { notFound } from '../errors.ts';
import { membersNow } from '../identity/members-now.ts';
import { readProgram } from '../storage/programs.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { nameOfRow, readWaiting, type WaitingRow } from '../waiting/read-waiting.ts';
import { answers, newRoutes, programPath, signedIn, type AppEnv, type Services } from '../http/route-context.ts';

const getWaiting = createRoute({
  method: 'get',
  path: '/programs/{program}/waiting',
  summary: 'What waits for whom',
  description:
    'Decisions that somebody has asked for: budget changes, change orders, projects and months to be closed. People are those whom a sync would let decide on it today, and who have not asked for it themselves.',
  security: signedIn,
  request: { params: programPath },
  responses: answers(waitingReply, 'Every decision that waits.'),
});

export function waitingRoutes({ store, now }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getWaiting, async (c) => {
    const { id } = c.get('program');
    const account = c.get('person').id;
    const reply = await inSnapshot(store.read, async (snapshot) => {
      const program = await readProgram(snapshot, id);
      if (!program) throw notFound('such program');
      const members = await membersNow(snapshot, id, now());
      const rows = await readWaiting(snapshot, program, now());
      return { revision: program.revision, decisions: rows.map((row) => onWire(row, members, account)) };
    });
    return c.json(reply, 200);
  });
}

function onWire(row: WaitingRow, members: readonly MemberNow[], account: string): WaitingDecision {
  const { table, awaited, state, since, act } = row;
  const { people, others } = routeAct(act, members);
  const title = row.row.cells['title'] ?? (table.rowName === undefined ? null : row.row.cells[table.rowName]) ?? null;
  return {
    table: table.name,
    row: row.row.row,
    key: nameOfRow(row),
    title: title === null ? null : String(title),
    state,
    becomes: awaited.to,
    since,
    duty: act.duty,
    who: whoHas(act.duty),
    people: people.map(personOnWire),
    others: others.map(personOnWire),
    isYours: [...people, ...others].some((each) => each.account === account),
  };
}

function personOnWire({ account, name, planRole }: Awaited) {
  return { id: account, name, planRole };
}
