import { createHash } from 'node:crypto';
import type { Flag } from '../../shared/plan/close/explained-findings.ts';
import { compareText } from '../../shared/sync/compare-text.ts';

/** Told apart are few lists of one check, so this is enough of a hash. */
const LENGTH = 16;

/**
 * What a check has open, as a text that is another one as soon as other flags are open, or worse: by it whoever explains all
 * that is open says what they have looked at.
 */
export function standingOf(open: readonly Pick<Flag, 'subject' | 'difference' | 'findings'>[]): string {
  const listed = open
    .toSorted((one, other) => compareText(one.subject, other.subject))
    .map(({ subject, difference, findings }) => [subject, difference, findings]);
  return createHash('sha256').update(JSON.stringify(listed)).digest('hex').slice(0, LENGTH);
}
