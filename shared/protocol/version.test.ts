import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { accessTokenReply, accessTokenRequest, accessTokensReply } from './access-tokens.ts';
import {
  actRequest,
  changeActReply,
  changesReply,
  changeView,
  decideReply,
  decideRequest,
  draftReply,
  draftRequest,
  editDraftRequest,
} from './budget-changes.ts';
import { rowsReply } from './cells.ts';
import { askableReply, commentEvent, commentRequest, commentsReply } from './comments.ts';
import { comparison } from './compare.ts';
import {
  codeAnswerReply,
  codeAnswerRequest,
  codeLookReply,
  codeLookRequest,
  deviceCodeReply,
  deviceCodeRequest,
  devicePollReply,
  devicePollRequest,
} from './device-sign-in.ts';
import { digestReply, digestRequest } from './digest.ts';
import { errorBody } from './error.ts';
import { presenceEvent, revisionEvent } from './events.ts';
import { historyReply } from './history.ts';
import { importMapping, importReply } from './imports.ts';
import { insertRows } from './insert-rows.ts';
import { ledgerControl, ledgerExceptionRequest, ledgerReply, ledgerStateReply } from './ledger.ts';
import { ledgerRuleRequest, ledgerRulesReply } from './ledger-rules.ts';
import { explanationsRequest, periodReply, periodRequest, periodsReply } from './periods.ts';
import { membershipReply, program, signInReply, signInRequest } from './people.ts';
import { presenceReply, presenceRequest } from './presence.ts';
import { restoredDetails } from './restored.ts';
import { endLine, rowsLine } from './rows-line.ts';
import { serverFacts } from './server-facts.ts';
import {
  beginSignInReply,
  beginSignInRequest,
  finishSignInReply,
  finishSignInRequest,
  signInWays,
  tokenSignInRequest,
} from './sign-in.ts';
import { settingsReply, settingsRequest } from './settings.ts';
import { outcomeOfChoice } from './outcome-of-choice.ts';
import { remoteTable, syncReply, syncRequest, tableEdits, wireRefusal } from './sync.ts';
import { checksReply, totalsReply } from './totals.ts';
import { PROTOCOL_VERSION } from './version.ts';
import { workClaimsReply, workClaimsRequest } from './work-claims.ts';
import { workbookReply } from './workbook.ts';

/** The wire of each protocol version. A version once shipped never changes: add a line, and keep answering the old ones. */
const shipped: Readonly<Record<number, string>> = {
  1: '9624ef65ea617666',
};

/**
 * Routes added to a version after it was shipped. An older pane never asks for them and a newer one does without, so they
 * raise no version. What they say may grow by optional fields, with a new hash here; nothing that is there ever changes.
 */
const added = {
  presence: { schemas: { presenceRequest, presenceReply, revisionEvent, presenceEvent }, hash: '468e234ef39630e4' },
  membership: { schemas: { membershipReply }, hash: '8d03092733e24b0e' },
  'rows in columns': { schemas: { insertRows }, hash: 'd973730508a18cdd' },
  'rows in lines': { schemas: { rowsLine, endLine }, hash: '532cd8c6b7605034' },
  'rows by what has moved': { schemas: { remoteTable }, hash: 'c23fc4de5e80270a' },
  locks: { schemas: { wireRefusal }, hash: '699430e63e654092' },
  workbook: { schemas: { workbookReply }, hash: '071bfa6bce999e05' },
  'budget changes': {
    schemas: {
      changesReply,
      changeView,
      draftRequest,
      draftReply,
      editDraftRequest,
      actRequest,
      changeActReply,
      decideRequest,
      decideReply,
    },
    hash: '315b4ff66d782d24',
  },
  history: { schemas: { historyReply }, hash: '80a26e2090b59bc7' },
  compare: { schemas: { comparison }, hash: '1403b90fee3b3428' },
  totals: { schemas: { totalsReply, checksReply }, hash: '5cf76d33bb5f20c9' },
  settings: { schemas: { settingsReply, settingsRequest }, hash: '7e5af2a1746e1933' },
  imports: { schemas: { importMapping, importReply }, hash: 'dcb6f0e686372e0d' },
  ledger: {
    schemas: {
      ledgerControl,
      ledgerReply,
      ledgerStateReply,
      ledgerExceptionRequest,
      ledgerRulesReply,
      ledgerRuleRequest,
    },
    hash: 'c1e6e8fc5918e17a',
  },
  'access tokens': { schemas: { accessTokensReply, accessTokenRequest, accessTokenReply }, hash: '6f17e1e47ea8e2fd' },
  comments: { schemas: { commentRequest, commentsReply, commentEvent, askableReply }, hash: 'fba4e5b918ec10c8' },
  'sign-in by a code': {
    schemas: {
      deviceCodeRequest,
      deviceCodeReply,
      devicePollRequest,
      devicePollReply,
      codeLookRequest,
      codeLookReply,
      codeAnswerRequest,
      codeAnswerReply,
    },
    hash: 'c7cea326c0c550bb',
  },
  'sign-in by a provider': {
    schemas: {
      signInWays,
      beginSignInRequest,
      beginSignInReply,
      finishSignInRequest,
      finishSignInReply,
      tokenSignInRequest,
    },
    hash: '3e7a43bde64900b5',
  },
  digest: { schemas: { digestReply, digestRequest }, hash: 'ddde2ce6ff0c9cc9' },
  'work claims': { schemas: { workClaimsRequest, workClaimsReply }, hash: '3c394397948b6815' },
  'month close': {
    schemas: { periodsReply, periodReply, periodRequest, explanationsRequest },
    hash: 'a44b1c3e63822308',
  },
  epochs: { schemas: { rowsReply, restoredDetails }, hash: '7f39259d13dfe076' },
  'the front page': { schemas: { serverFacts }, hash: '5c818005dc6aa9c9' },
} as const;

/** Replies as a version was shipped, without the optional fields that have been added to it since; `added` pins those. */
const refusalAsShipped = wireRefusal.omit({ locked: true, instead: true }).meta({ id: 'Refusal' });
/** Only routes that were added later answer with the code that has been added since: older panes never see it. */
const errorAsShipped = errorBody.shape.error.extend({
  code: errorBody.shape.error.shape.code.exclude(['changed_meanwhile']),
});
const errorBodyAsShipped = errorBody.extend({ error: errorAsShipped }).meta({ id: 'Error' });
/** New rows may come in columns since, to servers that know of it. */
const tableEditsAsShipped = tableEdits.omit({ insertRows: true });
const syncRequestAsShipped = syncRequest
  .extend({ edits: z.record(z.string(), tableEditsAsShipped).default({}) })
  .meta({ id: 'SyncRequest' });
const rowsReplyAsShipped = rowsReply.omit({ hash: true }).meta({ id: 'Rows' });
/** Rows come by what has moved to those who ask for that. */
const remoteTableAsShipped = remoteTable.omit({ moved: true }).meta({ id: 'RemoteTable' });
const syncReplyAsShipped = syncReply
  .extend({
    refusals: z.array(refusalAsShipped),
    remote: z.object({ tables: z.record(z.string(), remoteTableAsShipped) }),
  })
  .meta({ id: 'SyncReply' });

test('the wire schemas are those of the protocol version they claim', () => {
  const schemas = {
    syncRequest: syncRequestAsShipped,
    syncReply: syncReplyAsShipped,
    rowsReply: rowsReplyAsShipped,
    signInRequest,
    signInReply,
    program,
    errorBody: errorBodyAsShipped,
  };
  const hash = hashOf(schemas);
  expect(hash, 'The wire changed: raise PROTOCOL_VERSION and pin the new hash.').toBe(shipped[PROTOCOL_VERSION]);
});

test.each(Object.entries(added))('what was added for %s is as it was shipped', (_name, { schemas, hash }) => {
  expect(hashOf(schemas), 'The wire changed: raise PROTOCOL_VERSION and pin the new hash.').toBe(hash);
});

test('how a conflict was decided is said, and kept, in the words that panes of every age use', () => {
  expect(outcomeOfChoice).toEqual({ keepLocal: 'mine', takeRemote: 'theirs', keepBoth: 'both', enterValue: 'other' });
});

function hashOf(schemas: Readonly<Record<string, z.ZodType>>): string {
  const text = Object.entries(schemas).map(
    ([name, schema]) => `${name} ${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }))}`,
  );
  return createHash('sha256').update(text.join('\n')).digest('hex').slice(0, 16);
}
