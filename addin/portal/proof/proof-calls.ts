import { auditReply, type AuditReply } from '../../../shared/protocol/audit.ts';
import { verifyReply, type VerifyReply } from '../../../shared/protocol/verify.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { Asks } from '../asks.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

/** Which acts are listed; null: all of them. */
export interface AuditQuery {
  readonly act: string | null;
  readonly by: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** The log of acts, and receipts and files that are to be verified. */
export interface ProofCalls {
  audit(program: string, query: AuditQuery, cursor: string | null): Promise<PortalOutcome<AuditReply>>;
  download(program: string, query: AuditQuery, format: 'csv' | 'json'): Promise<PortalOutcome<DownloadedFile>>;
  verifyReceipt(receipt: string): Promise<PortalOutcome<VerifyReply>>;
  verifyFile(content: Blob): Promise<PortalOutcome<VerifyReply>>;
}

export function proofCalls({ get, getFile, postFile }: Pick<Asks, 'get' | 'getFile' | 'postFile'>): ProofCalls {
  const pathOf = (program: string): string => `${programPath(program)}/audit`;
  return {
    audit: (program, query, cursor) => get(auditReply, `${pathOf(program)}${queryText({ ...query, cursor })}`),
    download: (program, query, format) =>
      getFile(`${pathOf(program)}.${format}${queryText({ ...query })}`, `acts-of-${program}.${format}`),
    verifyReceipt: (receipt) => get(verifyReply, `/verify/${encodeURIComponent(receipt)}`),
    verifyFile: (content) => postFile(verifyReply, '/verify', content),
  };
}
