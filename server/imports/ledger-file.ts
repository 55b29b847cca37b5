import { createHash } from 'node:crypto';
import { ledgerOrders, ledgerTables } from '../../shared/import/ledger-tables.ts';
import type { ImportInput } from '../../shared/import/plan-draft.ts';
import { ledgerSums, type LedgerPlan } from '../../shared/ledger/ledger-plan.ts';
import { ledgerReads, planLedger } from '../../shared/ledger/plan-ledger.ts';
import type { LedgerControl } from '../../shared/protocol/ledger.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import { keyText } from '../../shared/tables/table.ts';
import { holdOpenProgram } from '../archived-program.ts';
import { importAs, type ImportKind, type ImportServices } from './import-file.ts';
import { closeLedgerImport, openLedgerImport } from './ledger-records.ts';
import { keepExceptions } from './ledger-exceptions.ts';
import type { LedgerOutcome, LedgerRequest } from './ledger-outcome.ts';
import { readTieOut } from './read-tie-out.ts';

/**
 * Brings an export of a ledger into the plan, as one revision of origin import: what is matched goes in, the rest is kept with
 * its sentence until it is mended or explained. Throws as `importAs` does.
 *
 * @param isPreview work it all out and keep nothing
 */
export async function importLedger(
  services: ImportServices,
  request: LedgerRequest,
  isPreview: boolean,
): Promise<LedgerOutcome> {
  const { control, mayRecord, program, person } = request;
  const id = createHash('sha256')
    .update(JSON.stringify([person.id, request.importId]))
    .digest('hex')
    .slice(0, 32);
  const keeps = !isPreview && mayRecord;
  const kind = kindOf(control, mayRecord);
  const asked = { ...request, also: { control } };
  if (keeps) await openLedgerImport(services, id, request);
  const outcome = await importAs(kind, services, asked, isPreview);
  const refused = new Set(outcome.exceptions.map(({ row }) => row));
  const sums = ledgerSums(outcome.plan.ledgerRows, refused);
  if (!keeps) return { ...outcome, sums, control, tieOut: null };
  const tieOut = await readTieOut(services.store.read, program);
  await services.store.write.transaction().execute(async (transaction) => {
    // Archived right after the rows went in, nothing of this is kept: brought back, the same request is told of the same revision.
    await holdOpenProgram(transaction, program);
    await keepExceptions(transaction, id, { program, by: person.name, at: services.now().toISOString() }, outcome);
    await closeLedgerImport(transaction, id, program, { outcome, sums, tieOut });
  });
  return { ...outcome, sums, control, tieOut };
}

/** @param areFacts whoever asks answers for the ledger; to anybody else the budget says no, as to what they type */
function kindOf(control: LedgerControl, areFacts: boolean): ImportKind<LedgerPlan> {
  return {
    tables: ledgerTables,
    remembers: 'ledger',
    reads: () => ledgerReads,
    into: ({ name }) => (name === ledgerOrders.name ? 'commitments' : 'expenditures'),
    plan: planLedger,
    besides: (input) => controlTotals(control, input),
    isLedger: areFacts,
  };
}

/** The ledger's totals by month go into Periods, in the same revision: a month that has no row yet gets one. */
function controlTotals({ months = {} }: LedgerControl, { rows, revision, nameRow }: ImportInput): Edit[] {
  const known = new Map([...(rows.get('periods') ?? [])].map(([row, cells]) => [cells['period'], { row, cells }]));
  return Object.entries(months).flatMap(([period, controlTotal]): Edit[] => {
    const month = known.get(period);
    if (!month) {
      const row = nameRow(keyText(['periods', period]));
      return [
        { kind: 'insert', table: 'periods', row, cells: { period, status: 'Open', controlTotal }, seen: revision },
      ];
    }
    if (month.cells['controlTotal'] === controlTotal) return [];
    const seen = { controlTotal: revision };
    return [{ kind: 'update', table: 'periods', row: month.row, cells: { controlTotal }, seen }];
  });
}
