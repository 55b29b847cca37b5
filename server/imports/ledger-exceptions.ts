import type { Kysely } from 'kysely';
import { z } from 'zod';
import { numberForm } from '../../shared/ledger/code-forms.ts';
import type { LedgerRowPlan } from '../../shared/ledger/ledger-plan.ts';
import { lineWords } from '../../shared/ledger/match-row.ts';
import type { LedgerExceptionRequest, WireLedgerException } from '../../shared/protocol/ledger.ts';
import { holdOpenProgram } from '../archived-program.ts';
import { appendAct } from '../audit/append-act.ts';
import { HttpError, invalidRequest, notFound } from '../errors.ts';
import { insertMany } from '../storage/insert-many.ts';
import type { Database, LedgerExceptionRow } from '../storage/schema.ts';
import type { ImportServices } from './import-file.ts';
import type { LedgerOutcome, LedgerRequest } from './ledger-outcome.ts';

const SHOWN_EXCEPTIONS = 1_000;
const SHOWN_DIGITS = 12;
/** Of thousands of rows that cannot be taken in nobody mends each: the workbook has them all. */
const KEPT_EXCEPTIONS = 5_000;

type Told = Pick<LedgerOutcome, 'plan' | 'exceptions' | 'digest'>;

/**
 * What a row is kept under until it is mended: its document and line, so that the same row of another file is the same
 * exception; what has no number is known by its place in the file.
 */
export function exceptionId({ document, line, row, exception }: LedgerRowPlan, digest: string): string {
  if (exception !== '') return exception.slice(0, 200);
  if (document !== '' && line !== null) return `${numberForm(document)}/${line}`;
  return `${document === '' ? '' : `${numberForm(document)} in `}row ${row} of ${digest.slice(0, SHOWN_DIGITS)}`;
}

/** Keeps the rows that stayed out, and takes those as cured that are in the plan now, in a transaction. Owners that were named stay. */
export async function keepExceptions(
  transaction: Kysely<Database>,
  importId: string,
  { program, by, at }: { readonly program: string; readonly by: string; readonly at: string },
  outcome: Told,
): Promise<void> {
  const open = exceptionRows(outcome).slice(0, KEPT_EXCEPTIONS);
  const rows = open.map((row): LedgerExceptionRow => ({ ...row, program, import_id: importId, at }));
  const ids = new Set(rows.map(({ subject }) => subject));
  const known = await transaction.selectFrom('ledger_exceptions').selectAll().where('program', '=', program).execute();
  const before = new Map(known.map((row) => [row.subject, row]));
  const cured = outcome.plan.ledgerRows
    .filter(({ fate }) => fate.kind !== 'exception' && fate.kind !== 'waiting')
    .map((row) => exceptionId(row, outcome.digest))
    .filter((id) => !ids.has(id) && before.get(id)?.status !== undefined && before.get(id)?.status !== 'cured');
  const replaced = rows.map((row) => {
    const was = before.get(row.subject);
    const owner = row.owner ?? was?.owner ?? null;
    const stays = was?.status === 'explained' && was.cents === row.cents && was.why === row.why;
    return stays ? { ...was, owner } : { ...row, owner };
  });
  await insertMany(transaction, {
    table: 'ledger_exceptions',
    columns,
    rows: replaced.map((row) => columns.map((name) => row[name])),
    replacing: ['program', 'subject'],
  });
  for (const id of cured) {
    await transaction
      .updateTable('ledger_exceptions')
      .set({ status: 'cured', decided_by: by, decided_at: at })
      .where('program', '=', program)
      .where('subject', '=', id)
      .execute();
  }
}

const columns = [
  'program',
  'subject',
  'import_id',
  'at',
  'place',
  'document',
  'dated',
  'cents',
  'why',
  'message',
  'candidates',
  'owner',
  'explanation',
  'status',
  'decided_by',
  'decided_at',
] as const satisfies readonly (keyof LedgerExceptionRow)[];

type NewException = Omit<LedgerExceptionRow, 'program' | 'import_id' | 'at'>;

function exceptionRows({ plan, exceptions, digest }: Told): NewException[] {
  const said = new Map<number, { place: string; words: string[] }>();
  for (const { row, cell, message } of exceptions) {
    const known = said.get(row) ?? { place: cell === '' ? `row ${row}` : cell, words: [] };
    known.words.push(message);
    said.set(row, known);
  }
  const found = new Map<string, NewException>();
  for (const ledgerRow of plan.ledgerRows) {
    const told = said.get(ledgerRow.row);
    if (!told) continue;
    const { fate, document, dated, owner } = ledgerRow;
    const isOut = fate.kind === 'exception';
    found.set(exceptionId(ledgerRow, digest), {
      subject: exceptionId(ledgerRow, digest),
      place: told.place,
      document,
      dated,
      cents: fate.cents,
      why: isOut ? fate.why : 'refused',
      message: told.words.join(' '),
      candidates: JSON.stringify(isOut ? fate.candidates.map(lineWords) : []),
      owner: owner === '' ? null : owner,
      explanation: null,
      status: 'open',
      decided_by: null,
      decided_at: null,
    });
  }
  return [...found.values()];
}

const candidateWords = z.array(z.string());

/** Rows of the ledger that stayed out: those that are open first. */
export async function readExceptions(
  db: Kysely<Database>,
  program: string,
): Promise<{ readonly exceptions: WireLedgerException[]; readonly open: number }> {
  const rows = await db.selectFrom('ledger_exceptions').selectAll().where('program', '=', program).execute();
  const order = ['open', 'explained', 'cured'];
  const sorted = rows.toSorted(
    (one, other) =>
      order.indexOf(one.status) - order.indexOf(other.status) ||
      (one.at < other.at ? 1 : one.at > other.at ? -1 : one.subject < other.subject ? -1 : 1),
  );
  return {
    exceptions: sorted.slice(0, SHOWN_EXCEPTIONS).map(wireException),
    open: rows.filter(({ status }) => status === 'open').length,
  };
}

/** How many rows of the ledger stay outside the plan until somebody mends or explains them. */
export async function countOpenExceptions(db: Kysely<Database>, program: string): Promise<number> {
  const { count } = await db
    .selectFrom('ledger_exceptions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('program', '=', program)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow();
  return count;
}

function wireException(row: LedgerExceptionRow): WireLedgerException {
  return {
    id: row.subject,
    at: row.at,
    place: row.place,
    document: row.document,
    dated: row.dated,
    cents: row.cents,
    why: row.why,
    message: row.message,
    candidates: candidateWords.parse(JSON.parse(row.candidates)),
    owner: row.owner,
    explanation: row.explanation,
    status: row.status,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  };
}

/**
 * Names an owner, or lets a row stay out with a reason. Throws HttpError not_found, invalid_request where nothing is said, and
 * changed_meanwhile where the row is not as it was looked at.
 */
export async function decideException(
  { store, now }: ImportServices,
  { program, person }: Pick<LedgerRequest, 'program' | 'person'>,
  { id, owner, explanation, seen }: LedgerExceptionRequest,
): Promise<void> {
  if (owner === undefined && explanation === undefined)
    throw invalidRequest('owner', 'Name who mends the row, or say why it may stay out.');
  const isExplained = explanation !== null && explanation !== undefined && explanation !== '';
  const decided = { decided_by: person.name, decided_at: now().toISOString() };
  const set = {
    ...(owner !== undefined && { owner: owner === '' ? null : owner }),
    ...(explanation !== undefined && {
      explanation: isExplained ? explanation : null,
      status: isExplained ? ('explained' as const) : ('open' as const),
      ...decided,
    }),
  };
  await store.write.transaction().execute(async (transaction) => {
    await holdOpenProgram(transaction, program);
    if (seen !== undefined) await assertAsSeen(transaction, program, { id, seen });
    const exceptions = transaction.updateTable('ledger_exceptions').set(set).where('program', '=', program);
    const updated = await exceptions.where('subject', '=', id).where('status', '!=', 'cured').executeTakeFirst();
    if (Number(updated.numUpdatedRows) === 0) throw notFound(`open exception ${id}`);
    const act = { program, at: decided.decided_at, kind: 'decision', person, door: 'app' } as const;
    for (const what of decisionWords(id, set)) await appendAct(transaction, { ...act, what });
  });
}

/** Of two who decide on one row the second would take back in silence what the first has said, or let more stay out than was seen. */
async function assertAsSeen(
  transaction: Kysely<Database>,
  program: string,
  { id, seen }: { readonly id: string; readonly seen: NonNullable<LedgerExceptionRequest['seen']> },
): Promise<void> {
  const row = await transaction
    .selectFrom('ledger_exceptions')
    .select(['status', 'cents', 'why', 'owner', 'explanation', 'decided_by'])
    .where('program', '=', program)
    .where('subject', '=', id)
    .executeTakeFirst();
  if (row === undefined) return;
  if ((['status', 'cents', 'why', 'owner', 'explanation'] as const).every((name) => row[name] === seen[name])) return;
  const message = `${id} was changed since you looked${row.decided_by === null ? '' : `, last by ${row.decided_by}`}. Nothing of yours was saved. Look at it again.`;
  throw new HttpError('changed_meanwhile', message);
}

/** [AUD1] What was decided, without the words that were found for it. */
function decisionWords(id: string, set: { readonly owner?: string | null; readonly status?: string }): string[] {
  return [
    ...(set.owner === undefined
      ? []
      : [`Ledger row ${id}: ${set.owner === null ? 'nobody mends it' : 'said who mends it'}`]),
    ...(set.status === undefined
      ? []
      : [`Ledger row ${id}: ${set.status === 'open' ? 'to be mended again' : 'explained why it stays out'}`]),
  ];
}
