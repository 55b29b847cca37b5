import { expect } from 'vitest';
import type { PlanRole } from '../../../shared/access/plan-role.ts';
import { planRoleRights } from '../../../shared/access/plan-role-rights.ts';
import type { SyncReply, TableEdits } from '../../../shared/protocol/sync.ts';
import type { Cells, RowId } from '../../../shared/tables/cell.ts';
import { update } from '../../contracts/plan-rows.ts';
import type { TestClient } from '../../contracts/test-server.ts';
import type { Told } from '../../replay/every-figure.ts';
import { openWorld, type Dialect, type Officer, type World } from '../world.ts';
import { proposedPlan } from './year-plan.ts';

/** Everybody who carries the plan through the year, each limited to what the matrix of roles gives. */
export interface Staff {
  readonly officer: TestClient;
  readonly cio: TestClient;
  readonly programManager: TestClient;
  /** Manager of 26.00001, with a pane in Excel. */
  readonly ana: TestClient;
  /** Manager of 26.00002. */
  readonly ben: TestClient;
  /** Coordinates the region North. */
  readonly coordinator: TestClient;
  readonly procurement: TestClient;
  readonly erate: TestClient;
  readonly auditor: TestClient;
}

/** The office of one program over a fiscal year, with what its ledger holds outside of the program. */
export interface YearOffice {
  readonly world: World;
  readonly staff: Staff;
  readonly pane: Officer;
  /** What the district's ledger holds of each month, in cents. */
  readonly ledger: Map<string, number>;
  /** What was told of each month's last day when it was closed, and by which revision. */
  readonly closed: Map<string, { readonly revision: number; readonly told: Told }>;
}

/** A program with a plan that is proposed, and the people of its office. */
export async function openYearOffice(dialect: Dialect): Promise<YearOffice> {
  const world = await openWorld(dialect);
  const { server, program } = world;
  server.clock = new Date('2026-07-01T18:00:00.000Z');
  const { refusals } = await world.clerk.sync(proposedPlan(), { note: 'The plan as proposed' });
  expect(refusals).toEqual([]);
  const member = async (planRole: PlanRole, person?: string): Promise<TestClient> => {
    const { account, isAssigned = false } = planRoleRights[planRole];
    const planRoles = { always: isAssigned ? [] : [planRole], whileAssigned: isAssigned ? [planRole] : [] };
    return server.member(program, account, null, { planRoles, person: person ?? null });
  };
  const pane = await world.officer({
    role: 'editor',
    limits: { planRoles: { always: [], whileAssigned: ['Project Manager'] }, person: 'PM-01' },
    tables: ['projects', 'budgetLines', 'changes', 'changeLines'],
  });
  const staff: Staff = {
    officer: await member('Budget/Finance Officer', 'FIN-01'),
    cio: await member('CIO'),
    programManager: await member('Program Manager'),
    ana: pane.client,
    ben: await member('Project Manager', 'PM-02'),
    coordinator: await member('Field Coordinator', 'FC-01'),
    procurement: await member('Procurement'),
    erate: await member('E-Rate Coordinator'),
    auditor: await member('Internal Audit'),
  };
  return { world, staff, pane, ledger: new Map(), closed: new Map() };
}

const WEEK_MS = 7 * 24 * 3_600_000;

/**
 * Lets the clock go to 10 o'clock of a day where the program is. Everybody looks in every week and signs in anew before the
 * ninety days of a sign-in are over; the tokens that are at hand stand for the new ones.
 */
export async function goTo({ world: { server, clerk }, staff }: YearOffice, day: string): Promise<void> {
  const then = Date.parse(`${day}T18:00:00.000Z`);
  for (let at = server.clock.getTime(); at < then; at += WEEK_MS) {
    server.clock = new Date(Math.min(at + WEEK_MS, then));
    await server.store.write.updateTable('sessions').set({ created_at: server.clock.toISOString() }).execute();
    for (const client of [clerk, ...Object.values<TestClient>({ ...staff })])
      expect((await client.fetch('/membership')).status).toBe(200);
  }
}

export async function headOf({ world: { clerk } }: YearOffice): Promise<number> {
  return (await clerk.sync({})).revision;
}

/** Syncs as somebody whose workbook stands at the head, and everything has to be taken. */
export async function enter(
  office: YearOffice,
  client: TestClient,
  edits: Record<string, TableEdits>,
): Promise<SyncReply> {
  const reply = await client.sync(edits, { base: await headOf(office) });
  expect([client.person.name, reply.refusals, reply.conflicts]).toEqual([client.person.name, [], []]);
  return reply;
}

/** Syncs in vain. @returns the sentences that say why */
export async function refused(
  office: YearOffice,
  client: TestClient,
  edits: Record<string, TableEdits>,
): Promise<string[]> {
  const reply = await client.sync(edits, { base: await headOf(office) });
  expect([client.person.name, reply.committed]).toEqual([client.person.name, null]);
  return reply.refusals.map(({ message }) => message);
}

/** The Row ID of the row of a table in which all of these cells stand. */
export async function rowOf({ world: { clerk } }: YearOffice, table: string, wanted: Cells): Promise<RowId> {
  const rows = [...(await clerk.rows(table)).values()];
  const found = rows.find(({ cells }) => Object.entries(wanted).every(([name, value]) => cells[name] === value));
  if (!found) throw new Error(`${table} has no row ${JSON.stringify(wanted)}.`);
  return found.row;
}

/** Sets cells of the row of a table in which the wanted ones stand. */
export async function setCells(
  office: YearOffice,
  client: TestClient,
  table: string,
  wanted: Cells,
  cells: Cells,
): Promise<void> {
  await enter(office, client, { [table]: update(await rowOf(office, table, wanted), cells) });
}
