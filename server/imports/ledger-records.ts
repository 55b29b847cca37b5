import type { Kysely } from 'kysely';
import type { LedgerSums } from '../../shared/ledger/ledger-plan.ts';
import { tieOutWords, type TieOut } from '../../shared/ledger/tie-out.ts';
import { ledgerSums, wireTieOut, type WireLedgerImport } from '../../shared/protocol/ledger.ts';
import { asStorable } from '../../shared/tables/kinds/storable-text.ts';
import { holdOpenProgram } from '../archived-program.ts';
import type { Database, LedgerImportRow } from '../storage/schema.ts';
import { syncIdOf, type ImportServices } from './import-file.ts';
import type { LedgerOutcome, LedgerRequest } from './ledger-outcome.ts';
import { createHash } from 'node:crypto';

const LONGEST_NAME = 120;
const SHOWN_IMPORTS = 100;

/**
 * Notes that a ledger is about to be taken in, before it is: should the server stop in between, the revision is found again by
 * the sync that it was made by.
 */
export async function openLedgerImport(
  { store, now }: ImportServices,
  id: string,
  { program, person, file, importId, control }: LedgerRequest,
): Promise<void> {
  const row: LedgerImportRow = {
    program,
    import_id: id,
    kind: 'expenditures',
    person: person.id,
    person_name: person.name,
    at: now().toISOString(),
    file_name: asStorable(file.name.slice(0, LONGEST_NAME)),
    digest: createHash('sha256').update(file.bytes).digest('hex'),
    sync_id: syncIdOf(importId),
    revision: null,
    sums: '',
    control_total: control.total ?? null,
    tie_out: null,
  };
  await store.write.transaction().execute(async (transaction) => {
    await holdOpenProgram(transaction, program);
    await transaction
      .insertInto('ledger_imports')
      .values(row)
      .onConflict((conflict) => conflict.columns(['program', 'import_id']).doNothing())
      .execute();
  });
}

interface Done {
  readonly outcome: Pick<LedgerOutcome, 'plan' | 'reply'>;
  readonly sums: LedgerSums;
  readonly tieOut: TieOut;
}

/** Keeps what became of it, in a transaction. */
export async function closeLedgerImport(
  transaction: Kysely<Database>,
  id: string,
  program: string,
  { outcome, sums, tieOut }: Done,
): Promise<void> {
  await transaction
    .updateTable('ledger_imports')
    .set({
      kind: outcome.plan.into,
      revision: outcome.reply?.committed ?? null,
      sums: JSON.stringify(sums),
      tie_out: JSON.stringify(tieOut),
    })
    .where('program', '=', program)
    .where('import_id', '=', id)
    // Asked for once more, it is told as it was.
    .where('tie_out', 'is', null)
    .execute();
}

/** What was imported of the ledger, the newest first. One that never came to its end has brought nothing, and is not told. */
export async function readLedgerImports(db: Kysely<Database>, program: string): Promise<WireLedgerImport[]> {
  const rows = await db
    .selectFrom('ledger_imports')
    .selectAll()
    .where('program', '=', program)
    .orderBy('at', 'desc')
    .limit(SHOWN_IMPORTS)
    .execute();
  const told = await Promise.all(rows.map((row) => wireImport(db, row)));
  const newest = ({ revision }: WireLedgerImport): number => revision ?? Infinity;
  return told
    .flatMap((row) => (row === null ? [] : [row]))
    .toSorted((one, other) => (one.at === other.at ? newest(other) - newest(one) : one.at < other.at ? 1 : -1));
}

async function wireImport(db: Kysely<Database>, row: LedgerImportRow): Promise<WireLedgerImport | null> {
  const [sums, tied] = [ledgerSums.safeParse(parsed(row.sums)), wireTieOut.safeParse(parsed(row.tie_out))];
  const revision = row.revision ?? (row.tie_out === null ? await revisionOf(db, row) : null);
  if (row.tie_out === null && revision === null) return null;
  return {
    id: row.import_id,
    kind: row.kind,
    at: row.at,
    by: row.person_name,
    fileName: row.file_name,
    digest: row.digest,
    revision,
    sums: sums.success ? sums.data : nothingKnown,
    controlTotal: row.control_total,
    tieOut: tied.success ? tied.data : null,
    tieOutWords: tied.success ? tieOutWords(tied.data) : null,
  };
}

const none = { rows: 0, cents: 0 };
const nothingKnown: WireLedgerImport['sums'] = {
  total: none,
  taken: none,
  duplicates: none,
  exceptions: none,
  waiting: none,
  outside: none,
  matchedBy: { line: 0, commitment: 0, reversal: 0, account: 0, rule: 0 },
  unread: 0,
};

function parsed(text: string | null): unknown {
  return text === null || text === '' ? null : JSON.parse(text);
}

/** The revision of an import that the server did not come to note. */
async function revisionOf(db: Kysely<Database>, { program, person, sync_id }: LedgerImportRow): Promise<number | null> {
  const found = await db
    .selectFrom('revisions')
    .select('number')
    .where('program', '=', program)
    .where('person', '=', person)
    .where('sync_id', '=', sync_id)
    .executeTakeFirst();
  return found?.number ?? null;
}
