import { actEdit, type ActFields, type StateAct } from '../../shared/plan/changes/act-edits.ts';
import { stateOfAct } from '../../shared/plan/changes/change-acts.ts';
import { objectionsOf, warningsOf, type Objection } from '../../shared/plan/changes/objections.ts';
import type { ChangeOutcome } from '../../shared/protocol/budget-changes.ts';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { SyncReply } from '../../shared/protocol/sync.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { notFound } from '../errors.ts';
import type { SyncService } from '../reconcile/sync-program.ts';
import type { Store } from '../storage/database.ts';
import { readProgram } from '../storage/programs.ts';
import { readRowHistory } from '../storage/row-history.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { readSyncReply } from '../storage/sync-replies.ts';
import { doneOutcome, plainObjection, undoneOutcome } from './outcome-words.ts';
import { readChanges, type StoredChange } from './read-change.ts';

export interface ChangeServices {
  readonly store: Store;
  readonly sync: SyncService;
  readonly now: () => Date;
  readonly randomBytes: (count: number) => Uint8Array;
}

/** A request about budget changes of one person, and the key that names it. */
export interface ChangeRequest {
  readonly program: string;
  readonly person: WirePerson;
  /** The same one is the same request, repeated [I1]. */
  readonly key: string;
  /** Of what was asked. */
  readonly digest: string;
}

/** An act on some changes that are acted on together: all of them or none. */
export interface Act extends ChangeRequest {
  readonly act: StateAct;
  readonly numbers: readonly string[];
  readonly fields: ActFields;
  /** Revision of what the person has looked at; undefined: as it is now. */
  readonly seen: Revision | undefined;
}

export interface Acted {
  readonly reply: SyncReply;
  /** In the order of the numbers. */
  readonly changes: readonly ChangeOutcome[];
}

/** Acts on changes in one revision, all or nothing, through the same door as every edit. */
export async function actOnChanges({ store, sync }: ChangeServices, act: Act): Promise<Acted> {
  const { program, person, key, digest, numbers, fields } = act;
  const { head, stored, isRepeated } = await readBefore(store, act);
  const objections = isRepeated ? new Map<string, Objection>() : await objectionsAhead(store, act, stored);
  const note = fields.reason?.trim() ?? '';
  const origin = { door: 'action', workbook: 'server', syncId: key, digest, base: head, note } as const;
  const submit = async (edits: Parameters<SyncService['sync']>[1]['edits']) =>
    sync.sync(program, { author: person, origin, edits }, { bringRows: false, keepConflicts: false });
  if (objections.size > 0) {
    const first = [...objections.values()][0];
    const changes = numbers.map((number) =>
      undoneOutcome(number, stored.get(number)?.header, heldBack(objections.get(number), first)),
    );
    return { reply: await submit([]), changes };
  }
  const headers = [...new Set(numbers)].flatMap((number) => stored.get(number)?.header ?? []);
  const edits = headers.map((header) => actEdit(act.act, header, { fields, seen: head, basket: 'act' }));
  const reply = await submit(edits);
  const after = await readChanges(store.read, program, numbers);
  return { reply, changes: numbers.map((number) => outcomeOf(act.act, number, reply, after.get(number)?.header)) };
}

function heldBack(own: Objection | undefined, first: Objection | undefined): Objection[] {
  if (own !== undefined) return [own];
  return [plainObjection(`Nothing was done, because of another one of them: ${first?.message ?? ''}`, 'M8')];
}

function outcomeOf(act: StateAct, number: string, reply: SyncReply, header: StoredRow | undefined): ChangeOutcome {
  const { committed, refusals, conflicts, warnings } = reply;
  const own = <T extends { readonly row: string | null }>(all: readonly T[]): T[] =>
    all.filter(({ row }) => row === header?.row);
  if (header !== undefined && committed !== null && refusals.length === 0 && conflicts.length === 0)
    return doneOutcome(act, header, committed, warningsOf(own(warnings)));
  const objections = objectionsOf({ refusals: own(refusals), conflicts: own(conflicts) });
  return undoneOutcome(number, header, objections.length > 0 ? objections : objectionsOf({ refusals, conflicts }));
}

interface Before {
  readonly head: Revision;
  readonly stored: ReadonlyMap<string, StoredChange>;
  /** This very request was answered before, and is answered so again. */
  readonly isRepeated: boolean;
}

async function readBefore(store: Store, { program, person, key, numbers }: Act): Promise<Before> {
  return inSnapshot(store.read, async (db) => {
    const head = (await readProgram(db, program))?.revision;
    if (head === undefined) throw notFound('such program');
    const earlier = await readSyncReply(db, { program, person: person.id, syncId: key });
    return { head, stored: await readChanges(db, program, numbers), isRepeated: earlier !== undefined };
  });
}

/** What stands against an act before anybody tries it, by number: there is no such change, or it is not what was looked at. */
async function objectionsAhead(
  store: Store,
  { act, numbers, seen, program }: Act,
  stored: ReadonlyMap<string, StoredChange>,
): Promise<Map<string, Objection>> {
  const found = new Map<string, Objection>();
  for (const number of numbers) {
    const change = stored.get(number);
    if (change === undefined) {
      found.set(number, plainObjection(`There is no change ${number}.`, 'E1'));
      continue;
    }
    const moved = seen === undefined ? null : await changedSince(store, program, change, seen);
    if (moved !== null) found.set(number, plainObjection(moved));
    else if (change.header.cells['status'] === stateOfAct[act])
      found.set(number, plainObjection(`${number} is ${stateOfAct[act]} already.`, 'LCK9'));
  }
  return found;
}

/** Who has changed what somebody has looked at at that revision, in a sentence; null: nobody. */
export async function changedSince(
  store: Store,
  program: string,
  { header, lines }: StoredChange,
  seen: Revision,
): Promise<string | null> {
  const last = [header, ...lines].reduce((a, b) => (b.revision > a.revision ? b : a));
  if (last.revision <= seen) return null;
  const table = last === header ? 'changes' : 'changeLines';
  const entries = await readRowHistory(store.read, { program, table, rows: [{ row: last.row, after: seen }] });
  const { by = 'Somebody', at = '' } = entries.at(-1) ?? {};
  const what = last === header ? String(header.cells['number']) : `a line of ${String(header.cells['number'])}`;
  return `${by} has changed ${what} since you looked at it (${at.slice(0, 16).replace('T', ' ')} UTC). Look at it again, then decide.`;
}
