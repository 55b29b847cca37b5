import {
  ledgerRulesReply,
  type LedgerRuleRequest,
  type LedgerRulesReply,
} from '../../../shared/protocol/ledger-rules.ts';
import {
  ledgerReply,
  ledgerStateReply,
  type LedgerExceptionRequest,
  type LedgerReply,
  type LedgerStateReply,
} from '../../../shared/protocol/ledger.ts';
import type { Asks } from '../asks.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import { mendingOf, previewOf, takingOf, type OfficeTable } from '../import/office-table.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

/** The ledger as it was imported, and how it is matched with the plan. */
export interface LedgerCalls {
  /** Works out what an export of the ledger would bring, and brings nothing. */
  previewLedger(program: string, table: OfficeTable): Promise<PortalOutcome<LedgerReply>>;
  /** Takes it in. Repeated under the same id it has no further effect. */
  takeLedger(program: string, table: OfficeTable, importId: string): Promise<PortalOutcome<LedgerReply>>;
  /** The rows of it that could not be taken, to be mended. */
  downloadLedgerExceptions(program: string, table: OfficeTable): Promise<PortalOutcome<DownloadedFile>>;
  /** What was imported of the ledger, what of it is open, and how plan and ledger tie out. */
  ledger(program: string): Promise<PortalOutcome<LedgerStateReply>>;
  decideLedgerException(program: string, decision: LedgerExceptionRequest): Promise<PortalOutcome<LedgerStateReply>>;
  ledgerRules(program: string): Promise<PortalOutcome<LedgerRulesReply>>;
  writeLedgerRule(program: string, request: LedgerRuleRequest): Promise<PortalOutcome<LedgerRulesReply>>;
}

export function ledgerCalls({ ask, get, send, getFile }: Asks): LedgerCalls {
  const pathOf = (program: string): string => `${programPath(program)}/ledger`;
  return {
    previewLedger: (program, table) => ask(ledgerReply, ...previewOf(pathOf(program), table)),
    takeLedger: (program, table, importId) => ask(ledgerReply, ...takingOf(pathOf(program), table, importId)),
    downloadLedgerExceptions: (program, table) => getFile(...mendingOf(pathOf(program), table)),
    ledger: (program) => get(ledgerStateReply, pathOf(program)),
    decideLedgerException: (program, decision) =>
      send('PUT', ledgerStateReply, `${pathOf(program)}/exceptions`, decision),
    ledgerRules: (program) => get(ledgerRulesReply, `${pathOf(program)}/rules`),
    writeLedgerRule: (program, request) => send('PUT', ledgerRulesReply, `${pathOf(program)}/rules`, request),
  };
}
