import type { WirePerson } from '../../../shared/protocol/people.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { seedDemo } from '../../../server/demo/seed-demo.ts';
import { createProgramEvents } from '../../../server/program-events.ts';
import { createSyncService, type SyncService } from '../../../server/reconcile/sync-program.ts';
import { submissionOf } from '../../../server/reconcile/testing/submission-of.ts';
import { openDatabase, type DatabaseAddress, type Store } from '../../../server/storage/database.ts';
import { inProgram } from '../../../server/storage/program-scope.ts';
import { readProgram } from '../../../server/storage/programs.ts';
import { readRows } from '../../../server/storage/rows.ts';

const PROGRAM = 'cedar-basin';

export type LivedSize = 'demo' | 'district';

/** Somebody of the district who may change a note. */
export interface Officer {
  readonly person: WirePerson;
  readonly row: string;
}

/** Fills an empty database with the invented district and its history. */
export async function seedDistrict(address: DatabaseAddress, size: LivedSize): Promise<Officer> {
  const store = await openDatabase(address);
  const { service, close } = serviceOn(store);
  let person: WirePerson | undefined;
  const sync: Pick<SyncService, 'sync'> = {
    sync: (program, submission) => {
      if (submission.author.name.startsWith('Félix')) person = submission.author;
      return service.sync(program, submission, { bringRows: false });
    },
  };
  await seedDemo(store, sync, size);
  const [site] = await inProgram(PROGRAM, () => readRows(store.read, PROGRAM, tableNamed('sites')));
  await close();
  if (person === undefined || site === undefined)
    throw new Error('The district has no site, or nobody who may change it.');
  return { person, row: site.row };
}

/** A server's door to the district. */
export interface OpenDistrict {
  /** Enters a text at a site. @returns the revision that was acknowledged */
  note(officer: Officer, text: string): Promise<number>;
  head(): Promise<number>;
  close(): Promise<void>;
}

/** Opens it as a server does that starts. */
export async function openDistrict(address: DatabaseAddress): Promise<OpenDistrict> {
  const store = await openDatabase(address);
  const { service, close } = serviceOn(store);
  const head = (): Promise<number> =>
    inProgram(PROGRAM, async () => (await readProgram(store.read, PROGRAM))?.revision ?? 0);
  let syncs = 0;
  return {
    head,
    note: async ({ person, row }, text) => {
      const edits = { sites: { updates: [{ row, cells: { shortName: text } }] } };
      const request = { base: await head(), syncId: `note-${process.pid}-${Date.now()}-${++syncs}`, edits };
      const reply = await service.sync(PROGRAM, submissionOf(person, request), { bringRows: false });
      if (reply.committed === null) throw new Error(`Nothing was written: ${JSON.stringify(reply.refusals[0])}`);
      return reply.committed;
    },
    close,
  };
}

function serviceOn(store: Store): { readonly service: SyncService; readonly close: () => Promise<void> } {
  const events = createProgramEvents(store);
  const service = createSyncService({ store, events, now: () => new Date() });
  return { service, close: () => events.close().then(() => store.close()) };
}
