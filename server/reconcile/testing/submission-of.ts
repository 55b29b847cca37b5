import { parseEdits } from '../../../shared/protocol/parse-edits.ts';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import type { ParsedSyncRequest } from '../../../shared/protocol/sync.ts';
import { requestDigest } from '../request-digest.ts';
import type { Submission } from '../submission.ts';

/** A sync as a workbook sends it. Throws when its edits are none. */
export function submissionOf(
  author: WirePerson,
  request: Pick<ParsedSyncRequest, 'base' | 'syncId' | 'edits'>,
): Submission {
  const { base, syncId } = request;
  const parsed = parseEdits(request);
  if (!parsed.ok) throw new Error(`${parsed.wrong.path}: ${parsed.wrong.message}`);
  const origin = { door: 'sync', workbook: 'w', syncId, digest: requestDigest(request), base, note: '' } as const;
  return { author, origin, edits: parsed.edits };
}
