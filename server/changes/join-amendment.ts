import { amendmentEdit, notForTheBoard } from '../../shared/plan/changes/amendment-edits.ts';
import { objectionsOf, type Objection } from '../../shared/plan/changes/objections.ts';
import type { ParsedAmendmentRequest } from '../../shared/protocol/amendments.ts';
import { changeStatus, type ChangeOutcome, type DecideReply } from '../../shared/protocol/budget-changes.ts';
import type { SyncReply } from '../../shared/protocol/sync.ts';
import { notFound } from '../errors.ts';
import { readProgram } from '../storage/programs.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { changedSince, type ChangeRequest, type ChangeServices } from './act-on-changes.ts';
import { plainObjection, undoneOutcome } from './outcome-words.ts';
import { readChanges, type StoredChange } from './read-change.ts';
import { isRepeated } from './write-changes.ts';

type Stored = ReadonlyMap<string, StoredChange>;

/** Joins changes to one amendment under a board report, in one revision: all of them or none. */
export async function joinAmendment(
  services: ChangeServices,
  order: ChangeRequest,
  { numbers: asked, ...request }: ParsedAmendmentRequest,
): Promise<DecideReply> {
  const { store, sync } = services;
  const numbers = [...new Set(asked)];
  const { head, stored } = await inSnapshot(store.read, async (db) => {
    const program = await readProgram(db, order.program);
    if (program === undefined) throw notFound('such program');
    return { head: program.revision, stored: await readChanges(db, order.program, numbers) };
  });
  const against = await objectionsAhead(services, order, numbers, stored, request);
  const headers = against.size > 0 ? [] : numbers.flatMap((number) => stored.get(number)?.header ?? []);
  const { program, person, key, digest } = order;
  const note = `Goes before the Board under ${request.reportNumber}`;
  const origin = { door: 'action', workbook: 'server', syncId: key, digest, base: head, note } as const;
  const edits = headers.map((header) => amendmentEdit(header, request, head));
  const reply = await sync.sync(program, { author: person, origin, edits }, { bringRows: false, keepConflicts: false });
  return replyOf(numbers, stored, { against, reply, reportNumber: request.reportNumber });
}

/** What stands against it before anybody tries it, by number; nothing against a request that is repeated. */
async function objectionsAhead(
  services: ChangeServices,
  order: ChangeRequest,
  numbers: readonly string[],
  stored: Stored,
  { seen, ...fields }: Omit<ParsedAmendmentRequest, 'numbers'>,
): Promise<Map<string, Objection>> {
  const found = new Map<string, Objection>();
  if (await isRepeated(services, order, order.key)) return found;
  for (const number of numbers) {
    const change = stored.get(number);
    const words =
      change === undefined
        ? `There is no change ${number}.`
        : (notForTheBoard(change.header.cells, fields) ??
          (seen === undefined ? null : await changedSince(services.store, order.program, change, seen)));
    if (words !== null) found.set(number, plainObjection(words));
  }
  return found;
}

interface Joined {
  readonly against: ReadonlyMap<string, Objection>;
  readonly reply: SyncReply;
  readonly reportNumber: string;
}

function replyOf(numbers: readonly string[], stored: Stored, { against, reply, reportNumber }: Joined): DecideReply {
  const stopped = [...against.values(), ...objectionsOf(reply)];
  const [first] = stopped;
  const changes = numbers.map((number): ChangeOutcome => {
    const header = stored.get(number)?.header;
    if (first === undefined && header !== undefined)
      return {
        number,
        done: true,
        status: changeStatus.parse(header.cells['status']),
        committed: reply.committed,
        message: `${number} goes before the Board under ${reportNumber}.`,
        objections: [],
        warnings: [],
      };
    return undoneOutcome(
      number,
      header,
      [against.get(number) ?? first].flatMap((each) => each ?? []),
    );
  });
  const message =
    first === undefined
      ? `${numbers.length === 1 ? '1 change goes' : `${numbers.length} changes go`} before the Board under ${reportNumber}.`
      : `Nothing was done. ${first.message}`;
  return { revision: reply.revision, done: first === undefined ? numbers.length : 0, message, changes };
}
