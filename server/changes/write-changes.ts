import { nextChangeNumber } from '../../shared/plan/changes/change-number.ts';
import { draftEdits } from '../../shared/plan/changes/draft-edits.ts';
import { objectionsOf, warningsOf, type Objection } from '../../shared/plan/changes/objections.ts';
import type {
  ChangeOutcome,
  ChangeView,
  DraftReply,
  ParsedDraftRequest,
  ParsedEditDraftRequest,
} from '../../shared/protocol/budget-changes.ts';
import type { SyncReply } from '../../shared/protocol/sync.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import { rowIdFromBytes, type RowId } from '../../shared/tables/cell.ts';
import { changes } from '../../shared/tables/changes.ts';
import { readJournalSince } from '../storage/journal.ts';
import { readSyncReply } from '../storage/sync-replies.ts';
import { readColumns } from '../totals/read-narrow-rows.ts';
import { actOnChanges, changedSince, type ChangeRequest, type ChangeServices } from './act-on-changes.ts';
import { prepareDraft, prepareEdit, previewDraft, type PreparedDraft } from './draft-change.ts';
import type { Moment, Who } from './judge-edits.ts';
import { atNow, knownChange, viewAtNow } from './look-now.ts';
import { plainObjection, undoneOutcome } from './outcome-words.ts';
import { textOf, type StoredChange } from './read-change.ts';

const ID_BYTES = 15;
/** Others may draft at the same moment; each takes one number. */
const MOST_ATTEMPTS = 12;

/** A request of somebody whose rights are known, for looking ahead. */
export interface ChangeOrder extends ChangeRequest {
  readonly who: Who;
}

function rowMaker({ randomBytes }: ChangeServices): () => RowId {
  return () => rowIdFromBytes(randomBytes(ID_BYTES));
}

async function nextNumber({ db, program }: Moment): Promise<string> {
  const rows = await readColumns(db, program.id, { table: 'changes', columns: ['number'] });
  return nextChangeNumber(rows.map(({ cells }) => String(cells['number'])));
}

/** Brings edits in as one person's act, and answers without the rows that others have changed. */
function send(
  { sync }: ChangeServices,
  { program, person, digest }: ChangeRequest,
  syncId: string,
  { edits, base, note = '' }: { readonly edits: readonly Edit[]; readonly base: number; readonly note?: string },
): Promise<SyncReply> {
  const origin = { door: 'action', workbook: 'server', syncId, digest, base, note } as const;
  return sync.sync(program, { author: person, origin, edits }, { bringRows: false, keepConflicts: false });
}

/** A draft from lines or typed differences; nothing is written with `isPreview`. */
export async function draftChange(
  services: ChangeServices,
  order: ChangeOrder,
  request: ParsedDraftRequest,
  isPreview: boolean,
): Promise<DraftReply> {
  const prepare = (moment: Moment, today: string, number: string) =>
    prepareDraft(moment, order.who, request, { number, today });
  if (isPreview) return previewOf(services, order, prepare);
  const drafted = await writeDraft(services, order, prepare);
  return drafted.isDone && request.submit
    ? submitDrafted(services, order, drafted)
    : replyOfDraft(services, order, drafted);
}

type Prepare = (moment: Moment, today: string, number: string) => Promise<PreparedDraft>;

async function previewOf(services: ChangeServices, order: ChangeOrder, prepare: Prepare): Promise<DraftReply> {
  const { who, program } = order;
  return atNow(services, program, async (moment, today) => {
    const number = await nextNumber(moment);
    const prepared = await prepare(moment, today, number);
    const { view, objections } = await previewDraft(moment, who, prepared, rowMaker(services));
    return { ...nothingSynced(moment), change: previewed(number, objections, view), view };
  });
}

export function nothingSynced({ program: { revision, hash } }: Moment): SyncReply {
  const nothing = { committed: null, accepted: 0, adopted: {}, conflicts: [], refusals: [], warnings: [] };
  return { revision, ...nothing, remote: { tables: {} }, receipt: { revision, hash } };
}

function previewed(number: string, own: readonly Objection[], { warnings }: ChangeView): ChangeOutcome {
  const message = own[0]?.message ?? 'It can be drafted. Nothing has been written yet.';
  return { number, done: false, status: null, committed: null, message, objections: [...own], warnings };
}

/** A draft that was written, or what stood against it. */
interface Drafted {
  readonly number: string;
  readonly reply: SyncReply;
  readonly isDone: boolean;
  readonly prepared: PreparedDraft;
}

/** Writes a draft under the next number: where somebody else has taken it in the same moment, under the one after. */
export async function writeDraft(services: ChangeServices, order: ChangeOrder, prepare: Prepare): Promise<Drafted> {
  for (let attempt = 1; ; attempt++) {
    const { edits, base, number, prepared } = await atNow(services, order.program, async (moment, today) => {
      const next = await nextNumber(moment);
      const made = await prepare(moment, today, next);
      const place = { seen: moment.program.revision, newRow: rowMaker(services) };
      return { edits: draftEdits(made.draft, place), base: moment.program.revision, number: next, prepared: made };
    });
    const reply = await send(services, order, `${order.key}/${attempt}`, { edits, base });
    const isTaken = Object.keys(reply.adopted).length > 0 || reply.conflicts.some(({ kind }) => kind === 'sameKey');
    if (isTaken && attempt < MOST_ATTEMPTS) continue;
    if (reply.committed === null) return { number, reply, isDone: false, prepared };
    // A repeated request is answered as before: the number is that of then.
    const written = await numberDraftedIn(services, order.program, reply.committed);
    return { number: written ?? number, reply, isDone: true, prepared };
  }
}

async function numberDraftedIn({ store }: ChangeServices, program: string, revision: number): Promise<string | null> {
  const entries = await readJournalSince(store.read, {
    program,
    after: revision - 1,
    upTo: revision,
    table: changes.name,
  });
  return textOf(entries.find(({ kind }) => kind === 'insert')?.after['number']);
}

export async function replyOfDraft(
  services: ChangeServices,
  order: ChangeOrder,
  { number, reply, isDone, prepared }: Drafted,
): Promise<DraftReply> {
  if (isDone) {
    const reverses = textOf(prepared.draft.header['reverses']);
    const message =
      reverses === null
        ? `${number} is drafted. Submit it when it is ready.`
        : `${number} is drafted and reverses ${reverses}. Submit it: it is decided on like any change.`;
    const view = await viewAtNow(services, order.program, order.who, number);
    return { ...reply, change: draftedOutcome(number, reply, view, message), view };
  }
  const { view } = await atNow(services, order.program, (moment) =>
    previewDraft(moment, order.who, prepared, rowMaker(services)),
  );
  return { ...reply, change: undoneOutcome(number, undefined, objectionsOf(reply)), view };
}

function draftedOutcome(number: string, reply: SyncReply, { change }: ChangeView, message: string): ChangeOutcome {
  const { committed, warnings } = reply;
  return {
    number,
    done: true,
    status: change.status,
    committed,
    message,
    objections: [],
    warnings: warningsOf(warnings),
  };
}

/** What stops a draft from being submitted leaves it as it is. */
async function submitDrafted(services: ChangeServices, order: ChangeOrder, drafted: Drafted): Promise<DraftReply> {
  const { number, reply: draftReply } = drafted;
  const { reply, changes: outcomes } = await actOnChanges(services, {
    ...order,
    key: `${order.key}/submit`,
    act: 'submit',
    numbers: [number],
    fields: {},
    seen: undefined,
  });
  const view = await viewAtNow(services, order.program, order.who, number);
  const [outcome] = outcomes;
  if (outcome === undefined || outcome.done)
    return { ...reply, change: outcome ?? draftedOutcome(number, reply, view, ''), view };
  const message = `${number} is drafted, but not submitted: ${outcome.message}`;
  return { ...reply, change: { ...outcome, committed: draftReply.committed, message }, view };
}

/** Another draft of what is a draft; nothing is written with `isPreview`. */
export async function editDraft(
  services: ChangeServices,
  order: ChangeOrder,
  { number, request }: { readonly number: string; readonly request: ParsedEditDraftRequest },
  isPreview: boolean,
): Promise<DraftReply> {
  const { program, who } = order;
  const newRow = rowMaker(services);
  const looked = await atNow(services, program, async (moment, today) => {
    const stored = await knownChange(moment, number);
    const prepared = await prepareEdit(moment, who, { stored, request }, { today, newRow });
    const preview = isPreview ? await prepared.preview() : null;
    return { moment, stored, edits: prepared.edits, preview };
  });
  if (looked.preview !== null) {
    const { view, objections } = looked.preview;
    return { ...nothingSynced(looked.moment), change: previewed(number, objections, view), view };
  }
  const { header } = looked.stored;
  const stale = await staleWords(services, order, looked.stored, request.seen);
  const reply = await send(services, order, order.key, {
    edits: stale === null ? looked.edits : [],
    base: looked.moment.program.revision,
  });
  const view = await viewAtNow(services, program, who, number);
  if (stale !== null) return { ...reply, change: undoneOutcome(number, header, [plainObjection(stale)]), view };
  if (reply.refusals.length > 0 || reply.conflicts.length > 0)
    return { ...reply, change: undoneOutcome(number, header, objectionsOf(reply)), view };
  return { ...reply, change: draftedOutcome(number, reply, view, `${number} is changed.`), view };
}

export async function isRepeated({ store }: ChangeServices, { program, person }: ChangeRequest, syncId: string) {
  return (await readSyncReply(store.read, { program, person: person.id, syncId })) !== undefined;
}

/** Who has changed a change since it was looked at; null: nobody, or this very request has done what it asks before. */
async function staleWords(
  services: ChangeServices,
  order: ChangeRequest,
  stored: StoredChange,
  seen: number | undefined,
): Promise<string | null> {
  if (seen === undefined || (await isRepeated(services, order, order.key))) return null;
  return changedSince(services.store, order.program, stored, seen);
}
