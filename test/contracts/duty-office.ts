import { randomUUID } from 'node:crypto';
import type { SyncReply, TableEdits } from '../../shared/protocol/sync.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { invitationHash } from '../../server/roll-ups/roll-up-districts.ts';
import { openChangeOffice, type ChangeOffice } from './change-office.ts';
import { inserts, project, update } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** A request below the program; its body is made anew for each who sends it, since a sync id names one request of one person. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body?: (id: string) => unknown;
  /** A file in place of a body of JSON. */
  readonly file?: () => BodyInit;
}

/** The office in which every duty has something to do. */
export interface DutyOffice extends ChangeOffice {
  readonly server: TestServer;
  /** Brings in what an act is to be done to, and is none of those who are tried. */
  readonly admin: TestClient;
  /** What takes long to make, and is the same for everybody. */
  readonly kept: { workbook?: Uint8Array<ArrayBuffer>; checkId?: string };
  /** A text that nothing is called by yet. */
  readonly fresh: (prefix: string) => string;
  readonly head: () => Promise<number>;
  /** Brings edits in by an administrator. Throws when not all of them were taken. */
  readonly bring: (edits: Record<string, TableEdits>, by?: TestClient) => Promise<SyncReply>;
  /** Brings in one row. @returns its Row ID */
  readonly bringRow: (table: string, cells: Cells, by?: TestClient) => Promise<RowId>;
  /** Sets cells of one row. */
  readonly set: (table: string, row: RowId, cells: Cells) => Promise<SyncReply>;
  /** A sync of edits, as somebody whose sheet is of the head sends it. */
  readonly sync: (edits: Record<string, TableEdits>) => Promise<Asked>;
}

/** The roll-up that the program is invited to. */
export const STATE = 'state-duties';
export const INVITATION = '7KQ2-M9XD-04TR-B6HV';

export async function openDutyOffice(server: TestServer): Promise<DutyOffice> {
  const office = await openChangeOffice(server);
  const admin = await server.member(office.program, 'admin');
  let made = 0;
  const head = async (): Promise<number> => {
    const programs = server.store.read.selectFrom('programs').select('revision').where('id', '=', office.program);
    return (await programs.executeTakeFirstOrThrow()).revision;
  };
  const bring = async (edits: Record<string, TableEdits>, by = admin): Promise<SyncReply> => {
    const reply = await by.sync(edits, { base: await head() });
    if (reply.refusals.length > 0) throw new Error(JSON.stringify(reply.refusals));
    return reply;
  };
  await inviteDistrict(server);
  return {
    ...office,
    server,
    admin,
    kept: {},
    head,
    fresh: (prefix) => `${prefix}${String(++made).padStart(4, '0')}`,
    bring,
    bringRow: async (table, cells, by) => {
      const { ids, edits } = inserts(cells);
      await bring({ [table]: edits }, by);
      return ids[0] ?? '';
    },
    set: (table, row, cells) => bring({ [table]: update(row, cells) }),
    sync: async (edits) => {
      const base = await head();
      return {
        method: 'POST',
        path: '/sync',
        body: (id) => ({ protocol: 1, base, syncId: id, workbook: id, edits }),
      };
    },
  };
}

async function inviteDistrict({ store, clock }: TestServer): Promise<void> {
  const at = clock.toISOString();
  const rollUp = { id: STATE, name: 'State office', stale_days: 60, open_to_districts: 1, made_at: at };
  await store.write.insertInto('roll_ups').values(rollUp).execute();
  const district = { roll_up: STATE, code: '0417', name: 'Cedar Basin', seat: randomUUID() };
  const invited = { invitation_hash: invitationHash(INVITATION), invited_until: '2030-01-01' };
  await store.write
    .insertInto('roll_up_districts')
    .values({ ...district, ...invited })
    .execute();
}

/** Puts the program into the roll-up, or out of it, whatever it was. */
export async function joined({ server, program }: DutyOffice, is: boolean): Promise<void> {
  const { write } = server.store;
  await write.deleteFrom('published_totals').where('program', '=', program).execute();
  await write.deleteFrom('roll_up_shares').where('program', '=', program).execute();
  const { seat } = await write
    .selectFrom('roll_up_districts')
    .select('seat')
    .where('roll_up', '=', STATE)
    .executeTakeFirstOrThrow();
  const share = { program, roll_up: STATE, seat, joined_at: server.clock.toISOString(), monthly: 0, published: null };
  if (is) await write.insertInto('roll_up_shares').values(share).execute();
  const again = { invitation_hash: invitationHash(INVITATION), invited_until: '2030-01-01' };
  await write.updateTable('roll_up_districts').set(again).where('roll_up', '=', STATE).execute();
}

/** A project that nothing is said of yet, with its only line. */
export async function proposed(office: DutyOffice, cells: Cells = {}): Promise<{ number: string; row: RowId }> {
  const number = office.fresh('27.1');
  return { number, row: await office.bringRow('projects', project(number, cells)) };
}
