import { z } from 'zod';
import { changeActReply, changesReply, changeView, draftReply } from '../../../shared/protocol/budget-changes.ts';
import { rowsReply } from '../../../shared/protocol/cells.ts';
import { askableReply, commentsReply } from '../../../shared/protocol/comments.ts';
import { baselinesReply } from '../../../shared/protocol/baselines.ts';
import { bridgeReply } from '../../../shared/protocol/bridge.ts';
import { comparison } from '../../../shared/protocol/compare.ts';
import { errorBody } from '../../../shared/protocol/error.ts';
import { presenceEvent, revisionEvent } from '../../../shared/protocol/events.ts';
import { historyReply } from '../../../shared/protocol/history.ts';
import { membershipReply, program, signInReply } from '../../../shared/protocol/people.ts';
import { postingsReply } from '../../../shared/protocol/postings.ts';
import { presenceReply } from '../../../shared/protocol/presence.ts';
import { restoredDetails } from '../../../shared/protocol/restored.ts';
import { syncReply } from '../../../shared/protocol/sync.ts';
import { checksReply, totalsReply } from '../../../shared/protocol/totals.ts';
import { workClaimsReply } from '../../../shared/protocol/work-claims.ts';
import type { ServerProblem } from './server-problem.ts';

/**
 * What the server's answers look like. Loaded with the first answer: the schemas and their library are a seventh of the
 * pane, and nothing of its first screen needs them.
 */
export const wire = {
  askableReply,
  baselinesReply,
  bridgeReply,
  changeActReply,
  changesReply,
  changeView,
  commentsReply,
  checksReply,
  comparison,
  draftReply,
  errorBody,
  historyReply,
  membershipReply,
  postingsReply,
  presenceEvent,
  presenceReply,
  programs: z.array(program),
  revisionEvent,
  rowsReply,
  signInReply,
  signedOut: z.unknown(),
  syncReply,
  totalsReply,
  workClaimsReply,
};

export type Wire = typeof wire;

/** [REV8] What the server says of a revision that its history does not have. */
export function revisionUnknown(body: unknown): Extract<ServerProblem, { kind: 'revisionUnknown' }> {
  const told = z.object({ error: z.object({ details: restoredDetails }) }).safeParse(body);
  return { kind: 'revisionUnknown', ...(told.success && { restored: told.data.error.details.restored }) };
}

/** Where a value is not of its schema, in words for whoever helps. */
export function problemText(error: z.ZodError): string {
  return z.prettifyError(error);
}
