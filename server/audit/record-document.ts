import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { ActKind } from '../../shared/protocol/audit.ts';
import { DOCUMENT_BYTES } from '../../shared/receipts/receipt.ts';
import type { AppEnv, Services } from '../http/route-context.ts';
import { recordAct, type NewAct } from './append-act.ts';

/** [AUD3] What a new document is named by. */
export function newDocument({ randomBytes }: Pick<Services, 'randomBytes'>): Uint8Array {
  return randomBytes(DOCUMENT_BYTES);
}

/** A document that is ready to be given out. */
interface MadeDocument {
  readonly kind: Extract<ActKind, 'export' | 'report'>;
  /** Which document, in words, such as "Workbook as of 2026-10-31". */
  readonly what: string;
  readonly receipt: string;
  readonly bytes: Uint8Array;
}

/** [AUD1, AUD3] Writes down that a document is given out, before it is: its receipt and the digest of its bytes. */
export async function recordDocument(
  services: Pick<Services, 'store' | 'now' | 'uploadDoor'>,
  c: Context<AppEnv>,
  { kind, what, receipt, bytes }: MadeDocument,
): Promise<void> {
  const digest = createHash('sha256').update(bytes).digest('hex');
  await recordGiven(services, c, { kind, what, document: { receipt, digest } });
}

/** [AUD1] Writes down that something is given out; without a document, what has no receipt or has had it written down before. */
export async function recordGiven(
  services: Pick<Services, 'store' | 'now' | 'uploadDoor'>,
  c: Context<AppEnv>,
  given: Pick<MadeDocument, 'kind' | 'what'> & Pick<NewAct, 'document'>,
): Promise<void> {
  const { id, name } = c.get('person');
  await recordAct(services.store, {
    program: c.get('program').id,
    at: services.now().toISOString(),
    person: { id, name },
    door: actDoor(services),
    ...given,
  });
}

/** By which way who asks the API has come in. */
export function actDoor({ uploadDoor }: Pick<Services, 'uploadDoor'>): 'app' | 'commandLine' {
  return uploadDoor === 'commandLine' ? 'commandLine' : 'app';
}
