import { expect } from 'vitest';
import {
  changeActReply,
  changesReply,
  changeView,
  decideReply,
  draftReply,
  type ActRequest,
  type ChangeActReply,
  type ChangeOutcome,
  type ChangesReply,
  type ChangeView,
  type DecideReply,
  type DecideRequest,
  type DraftReply,
  type DraftRequest,
} from '../../shared/protocol/budget-changes.ts';
import { totalsReply } from '../../shared/protocol/totals.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { approvingAmendment, approvingLine, budgetLine, inserts, project, site, source, system } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

export const REASON = 'Bids came in above the estimate.';

/** From when on what is approved counts: the day on which tests are. */
export const today = { effectiveDate: '2026-11-23' };

/** A program of approved projects, an officer who asks for changes and finance, who decides. */
export interface ChangeOffice {
  readonly program: string;
  readonly officer: TestClient;
  readonly finance: TestClient;
  /** Row IDs of the budget lines by their ids. */
  readonly rowOf: Readonly<Record<string, RowId>>;
  /** A submitted transfer from contingency. @returns its number */
  pending(amount?: number): Promise<string>;
  /** The same, approved. */
  approved(amount?: number): Promise<string>;
  head(): Promise<number>;
  /** Current budget in cents by source. */
  current(): Promise<Record<string, number>>;
}

export async function openChangeOffice(server: TestServer): Promise<ChangeOffice> {
  const program = await server.program();
  const [officer, finance] = [await server.member(program, 'editor'), await server.member(program, 'finance')];
  const rowOf = await fillPlan(await server.member(program, 'admin'));
  const pending = async (amount = 1_000_00): Promise<string> => {
    const { change } = await draftBy(officer, transfer(amount));
    expect(change).toMatchObject({ done: true, status: 'Pending' });
    return change.number;
  };
  return {
    program,
    officer,
    finance,
    rowOf,
    pending,
    approved: async (amount) => {
      const number = await pending(amount);
      expect(await outcomeOf(finance, number, 'approve', today)).toMatchObject({ done: true, status: 'Approved' });
      return number;
    },
    head: async () => (await listFor(finance)).revision,
    current: async () => {
      const reply = totalsReply.parse(await (await finance.fetch('/totals?by=source')).json());
      return Object.fromEntries(reply.rows.map((row) => [String(row['source']), Number(row['current'])]));
    },
  };
}

async function fillPlan(admin: TestClient): Promise<Record<string, RowId>> {
  const approved = { status: 'Approved', approvalChange: 'BA-1', approvalDate: '2025-11-18' };
  const ids = ['BL-001', 'BL-002', 'BL-003', 'BL-004', 'BL-009'];
  const lines = inserts(
    budgetLine('BL-001', { original: 100_000_00 }),
    budgetLine('BL-002', { original: 50_000_00, category: 'Contingency' }),
    budgetLine('BL-003', { original: 40_000_00, project: '26.00002', category: 'Equipment' }),
    budgetLine('BL-004', { original: 30_000_00, source: 'F40' }),
    budgetLine('BL-009', { original: 500_000_00, project: '99.00000', category: 'Program Reserve' }),
  );
  const rowOf = Object.fromEntries(ids.map((id, index) => [id, lines.ids[index] ?? '']));
  const { refusals } = await admin.sync({
    sites: inserts(site('0417')).edits,
    systems: inserts(system('LAN')).edits,
    fundingSources: inserts(source('BND-A'), source('F40', { type: 'General/Other' })).edits,
    projects: inserts(
      project('26.00001', approved),
      project('26.00002', { ...approved, region: 'South' }),
      project('99.00000', { ...approved, class: 'Program Reserve' }),
    ).edits,
    budgetLines: lines.edits,
    changes: inserts(approvingAmendment('BA-1')).edits,
    changeLines: inserts(approvingLine('BA-1', 'BL-001')).edits,
    commitments: inserts({
      number: 'PO-1',
      line: 1,
      budgetLine: 'BL-001',
      vendor: 'V',
      type: 'PO',
      description: 'Switches',
      awardDate: '2026-01-10',
      original: 80_000_00,
      status: 'Open',
    }).edits,
  });
  expect(refusals).toEqual([]);
  return rowOf;
}

/** From contingency to equipment of the same project, submitted at once. */
export function transfer(amount: number, more: Partial<DraftRequest> = {}): DraftRequest {
  const lines = [
    { budgetLine: 'BL-001', amount },
    { budgetLine: 'BL-002', amount: -amount },
  ];
  return { lines, reason: REASON, submit: true, ...more };
}

export async function postChange(by: TestClient, path: string, body: object, key?: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) };
  return by.fetch(`/changes${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

export async function draftBy(by: TestClient, body: DraftRequest, key?: string): Promise<DraftReply> {
  return draftReply.parse(await (await postChange(by, '', body, key)).json());
}

export async function reverseBy(by: TestClient, number: string, key?: string): Promise<DraftReply> {
  return draftReply.parse(await (await postChange(by, `/${number}/reverse`, {}, key)).json());
}

export async function actBy(
  by: TestClient,
  number: string,
  act: string,
  body: ActRequest = {},
  key?: string,
): Promise<ChangeActReply> {
  return changeActReply.parse(await (await postChange(by, `/${number}/${act}`, body, key)).json());
}

export async function outcomeOf(...asked: Parameters<typeof actBy>): Promise<ChangeOutcome> {
  return (await actBy(...asked)).change;
}

export async function decideBy(by: TestClient, body: DecideRequest, key?: string): Promise<DecideReply> {
  return decideReply.parse(await (await postChange(by, '/decide', body, key)).json());
}

export async function viewFor(by: TestClient, number: string): Promise<ChangeView> {
  return changeView.parse(await (await by.fetch(`/changes/${number}`)).json());
}

export async function listFor(by: TestClient, query = ''): Promise<ChangesReply> {
  return changesReply.parse(await (await by.fetch(`/changes${query}`)).json());
}
