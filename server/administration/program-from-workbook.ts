import type { WirePerson } from '../../shared/protocol/people.ts';
import type { WorkbookReply } from '../../shared/protocol/workbook.ts';
import { HttpError, invalidRequest } from '../errors.ts';
import { makeProgram } from '../identity/accounts.ts';
import type { ActedBy } from '../identity/administrators.ts';
import { createProgramEvents } from '../program-events.ts';
import { createSyncService, type SyncService } from '../reconcile/sync-program.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { inProgram, takingLong } from '../storage/program-scope.ts';
import { readProgram } from '../storage/programs.ts';
import { uploadWorkbook, type Uploader } from '../workbook/upload/upload-workbook.ts';
import { grantMembership } from './change-membership.ts';
import { addProgram, type ProgramNames } from './change-program.ts';

interface Services {
  readonly store: Store;
  readonly sync: SyncService;
  readonly now: () => Date;
}

/** A program that is to be made, and the workbook that it is made from. */
export interface ProgramFromWorkbook {
  readonly program: ProgramNames & { readonly id: string };
  readonly bytes: Uint8Array;
  readonly uploader: Pick<Uploader, 'person' | 'uploadId' | 'signal'>;
}

const choices = { allowDeletions: false, emptyCells: false, realign: false, base: 0 } as const;
const administers = { role: 'admin', scope: null, planRoles: null, person: null } as const;

/**
 * What a workbook would make of a program: worked out by the same steps as making it, in a database of its own in memory, so that
 * nothing of it is anywhere afterwards. Throws HttpError: workbook_unreadable, invalid_request where there is such a program.
 */
export async function previewProgram(
  { store, now }: Pick<Services, 'store' | 'now'>,
  { program, bytes, uploader }: ProgramFromWorkbook,
): Promise<WorkbookReply> {
  if ((await readProgram(store.read, program.id)) !== undefined) throw isTaken(program.id);
  const scratch = await openDatabase({ file: ':memory:' });
  try {
    await addMember(scratch, program, uploader.person, now());
    const sync = createSyncService({ store: scratch, events: createProgramEvents(scratch), now });
    const upload = { program: program.id, door: 'upload', ...uploader } as const;
    return await uploadWorkbook({ store: scratch, sync }, upload, bytes, { ...choices, preview: true });
  } finally {
    await scratch.close();
  }
}

/**
 * Makes a program with what a workbook holds. Where that would be nothing there is no program afterwards; where it went wrong at
 * the last step, the sentence says what stands.
 */
export async function makeFromWorkbook(
  services: Services,
  asked: ProgramFromWorkbook,
  by: ActedBy,
): Promise<WorkbookReply> {
  const { store } = services;
  const { program, bytes, uploader } = asked;
  const wouldBe = await previewProgram(services, asked);
  if ((wouldBe.changes?.rowCount ?? 0) === 0) {
    const why = wouldBe.refusals[0]?.message ?? wouldBe.warnings[0]?.message ?? 'It holds no rows of a plan.';
    throw new HttpError('workbook_unreadable', `Nothing of this workbook can be taken over: ${why}`);
  }
  await store.write.transaction().execute(async (write) => {
    if (!(await addProgram(write, program, by))) throw isTaken(program.id);
    await grantMembership(write, { program: program.id, account: uploader.person }, administers, by);
  });
  const upload = { program: program.id, door: 'upload', ...uploader } as const;
  try {
    return await inProgram(program.id, () =>
      takingLong('the whole of a program', () =>
        uploadWorkbook(services, upload, bytes, { ...choices, preview: false }),
      ),
    );
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const stands = `The program ${program.id} is made and empty, and you administer it.`;
    throw new HttpError(error.code, `${stands} ${error.message} Fill it on its page Workbooks.`, error.details);
  }
}

async function addMember(
  { write }: Store,
  program: ProgramFromWorkbook['program'],
  { id, email, name }: WirePerson,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  await write.insertInto('accounts').values({ id, email, name, password: '', disabled: 0, created_at: at }).execute();
  await makeProgram(write, program);
  const by = { at, person: { id, name }, door: 'app' } as const;
  await write
    .transaction()
    .execute((db) => grantMembership(db, { program: program.id, account: { id, email } }, administers, by));
}

function isTaken(id: string): HttpError {
  return invalidRequest('id', `There is a program ${id} already.`);
}
