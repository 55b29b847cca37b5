import { expect } from 'vitest';
import {
  changeActReply,
  draftReply,
  type ActRequest,
  type ChangeOutcome,
  type DraftRequest,
} from '../../../shared/protocol/budget-changes.ts';
import { periodReply, type PeriodReply } from '../../../shared/protocol/periods.ts';
import { syncReply, type SyncReply, type TableEdits } from '../../../shared/protocol/sync.ts';
import type { PlanRole } from '../../../shared/access/plan-role.ts';
import { planRoleRights } from '../../../shared/access/plan-role-rights.ts';
import { lastDayOf } from '../../../shared/tables/kinds/calendar-dates.ts';
import type { Cells, RowId } from '../../../shared/tables/cell.ts';
import { inserts, update } from '../../contracts/plan-rows.ts';
import { newRow, type TestClient } from '../../contracts/test-server.ts';
import { everyFigureTold, everyFigureWorkedOut, type Told } from '../../replay/every-figure.ts';
import { bookOf, planAfter } from '../../replay/replay.ts';
import { toldRevisions } from '../../replay/told-revisions.ts';
import { openWorld, type Dialect, type Officer, type World } from '../world.ts';

const WEEK_MS = 7 * 24 * 3_600_000;

/** Everybody who carries the plan through the year, each limited to what the matrix of roles gives. */
export interface Staff {
  readonly officer: TestClient;
  readonly cio: TestClient;
  readonly programManager: TestClient;
  readonly ana: TestClient;
  readonly ben: TestClient;
  readonly coordinator: TestClient;
  readonly procurement: TestClient;
  readonly erate: TestClient;
  readonly auditor: TestClient;
}

/** The office of one program over a fiscal year, with what its ledger holds outside of the program. */
export class YearOffice {
  readonly world: World;
  readonly staff: Staff;
  /** A pane in Excel, of the manager of 26.00001. */
  readonly pane: Officer;
  /** What the district's ledger holds of each month, in cents. */
  readonly ledger = new Map<string, number>();
  /** What was told of each month's last day when it was closed, and by which revision. */
  readonly closed = new Map<string, { readonly revision: number; readonly told: Told }>();

  constructor(world: World, staff: Staff, pane: Officer) {
    this.world = world;
    this.staff = staff;
    this.pane = pane;
  }

  get admin(): TestClient {
    return this.world.clerk;
  }

  /** Lets the clock go to 10 o'clock of a day where the program is. Everybody looks in every week, so nobody is signed out. */
  async goTo(day: string): Promise<void> {
    const { server } = this.world;
    const then = Date.parse(`${day}T18:00:00.000Z`);
    for (let at = server.clock.getTime(); at < then; at += WEEK_MS) {
      server.clock = new Date(Math.min(at + WEEK_MS, then));
      for (const client of [this.admin, ...Object.values(this.staff)])
        expect((await client.fetch('/membership')).status).toBe(200);
    }
  }

  async head(): Promise<number> {
    return (await this.admin.sync({})).revision;
  }

  /** Syncs as somebody whose workbook stands at the head. */
  async bring(client: TestClient, edits: Record<string, TableEdits>, note = ''): Promise<SyncReply> {
    return client.sync(edits, { base: await this.head(), note });
  }

  /** `bring`, of which everything has to be taken. */
  async enter(client: TestClient, edits: Record<string, TableEdits>, note = ''): Promise<SyncReply> {
    const reply = await this.bring(client, edits, note);
    expect([client.person.name, reply.refusals, reply.conflicts]).toEqual([client.person.name, [], []]);
    return reply;
  }

  /** The Row ID of the row of a table in which all of these cells stand. */
  async row(table: string, wanted: Cells): Promise<RowId> {
    const rows = [...(await this.admin.rows(table)).values()];
    const found = rows.find(({ cells }) => Object.entries(wanted).every(([name, value]) => cells[name] === value));
    if (!found) throw new Error(`${table} has no row ${JSON.stringify(wanted)}.`);
    return found.row;
  }

  async set(client: TestClient, table: string, wanted: Cells, cells: Cells, note = ''): Promise<SyncReply> {
    return this.enter(client, { [table]: update(await this.row(table, wanted), cells) }, note);
  }

  /** The officer brings in what the ledger posted. */
  async post(document: string, cells: Cells & { readonly amount: number; readonly period: string }): Promise<void> {
    const posting = { document, line: 1, type: 'Invoice', ...cells };
    this.ledger.set(cells.period, (this.ledger.get(cells.period) ?? 0) + cells.amount);
    await this.enter(this.staff.officer, { expenditures: inserts(posting).edits });
  }

  async draft(client: TestClient, body: DraftRequest): Promise<ChangeOutcome> {
    return draftReply.parse(await this.#post(client, '/changes', body)).change;
  }

  async act(client: TestClient, number: string, act: string, body: ActRequest = {}): Promise<ChangeOutcome> {
    return changeActReply.parse(await this.#post(client, `/changes/${number}/${act}`, body)).change;
  }

  async month(client: TestClient, period: string): Promise<PeriodReply> {
    return periodReply.parse(await (await client.fetch(`/periods/${period}`)).json());
  }

  async actOnMonth(client: TestClient, period: string, act: string, body: object = {}): Promise<SyncReply> {
    return syncReply.parse(await this.#post(client, `/periods/${period}/${act}`, { syncId: newRow(), ...body }));
  }

  /** Soft close, explanation of what the checks find, and close; then every figure is held against the second program. */
  async close(period: string): Promise<void> {
    const { officer } = this.staff;
    const stands = await this.month(officer, period);
    if (stands.status === 'Open') {
      const soft = await this.actOnMonth(officer, period, 'soft-close');
      expect([period, soft.refusals]).toEqual([period, []]);
    }
    // The control total comes with the close.
    const checks = (await this.month(officer, period)).checks.filter(({ id }) => id !== 'V33');
    expect([period, checks.filter(({ severity, open }) => severity === 'error' && open > 0)]).toEqual([period, []]);
    const explanations = checks
      .filter(({ open }) => open > 0)
      .map(({ id: checkId }) => ({ checkId, subjects: 'open', explanation: 'Known to the office, and agreed.' }));
    const controlTotal = this.ledger.get(period) ?? 0;
    const reply = await this.actOnMonth(officer, period, 'close', { controlTotal, explanations });
    expect([period, reply.refusals, typeof reply.committed]).toEqual([period, [], 'number']);
    expect(await this.month(officer, period)).toMatchObject({ status: 'Closed', difference: 0 });
    this.closed.set(period, { revision: reply.revision, told: await this.told(lastDayOf(period)) });
  }

  /** Every figure of a day as the server tells it, which has to be what the second program works out of the history. */
  async told(asOf: string): Promise<Told> {
    const { auditor } = this.staff;
    const revisions = await toldRevisions(auditor);
    const at = revisions.length;
    const told = await everyFigureTold(auditor, { at, asOf });
    expect([asOf, told]).toEqual([asOf, everyFigureWorkedOut(bookOf(planAfter(revisions), asOf))]);
    return told;
  }

  async #post(client: TestClient, path: string, body: object): Promise<unknown> {
    const response = await client.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }
}

/** A program without a plan, and the people of its office. */
export async function openYearOffice(dialect: Dialect, open: (world: World) => Promise<void>): Promise<YearOffice> {
  const world = await openWorld(dialect);
  const { server, program } = world;
  server.clock = new Date('2026-07-01T18:00:00.000Z');
  const member = async (planRole: PlanRole, person?: string): Promise<TestClient> => {
    const { account, isAssigned = false } = planRoleRights[planRole];
    const planRoles = { always: isAssigned ? [] : [planRole], whileAssigned: isAssigned ? [planRole] : [] };
    return server.member(program, account, null, { planRoles, person: person ?? null });
  };
  await open(world);
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
  return new YearOffice(world, staff, pane);
}
