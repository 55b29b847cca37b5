import { z } from 'zod';
import { wireRevision } from './cells.ts';
import { doors } from './history.ts';

/** [AUD1] What is written down besides syncs. A kind never goes away: old acts keep theirs. */
export const actKinds = [
  'signIn',
  'signInFailed',
  'signOut',
  'account',
  'grant',
  'revoke',
  'token',
  'feed',
  'export',
  'report',
  'publish',
  'baseline',
  'decision',
  'program',
  'rollUp',
  'backup',
  'restore',
  'repair',
] as const;

export type ActKind = (typeof actKinds)[number];

/** By which way somebody came in who did not sync: the pages and the pane, a reading token, the command line, the server itself. */
export const actDoors = ['app', 'token', 'commandLine', 'server'] as const;

export type ActDoor = (typeof actDoors)[number];

/** What of a revision is told apart: edits, and the steps of budget changes and of months. */
export const revisionActs = [
  'sync',
  'request',
  'recommendation',
  'approval',
  'rejection',
  'withdrawal',
  'softClose',
  'close',
  'reopen',
] as const;

export type RevisionAct = (typeof revisionActs)[number];

/** What acts are asked for by. */
export const auditKinds = [...actKinds, ...revisionActs] as const;

export type AuditKind = (typeof auditKinds)[number];

export const auditEntry = z
  .object({
    id: z.string().meta({ description: 'A12 is act 12 of the program, S5 act 5 of the server, R148 revision 148.' }),
    at: z.string(),
    kind: z.string().meta({ description: `One of ${auditKinds.join(', ')}; newer servers may say more.` }),
    by: z.string().meta({ description: 'What they were called then; anybody may be called anything.' }),
    account: z.string().nullable().optional().meta({
      description: 'Id of their account, which nobody else ever has; null: without one, as the server itself.',
    }),
    email: z
      .string()
      .nullable()
      .optional()
      .meta({ description: 'Address of the account by now, for who administers the program or the server' }),
    door: z
      .string()
      .nullable()
      .meta({ description: `One of ${[...doors, ...actDoors].join(', ')}; null: not kept.` }),
    what: z.string(),
    receipt: z.string().nullable(),
    revision: wireRevision.meta({
      description: 'The head that the act met, or the revision itself; 0 for the server’s.',
    }),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });

export type AuditEntry = z.infer<typeof auditEntry>;

export const auditReply = z
  .object({ entries: z.array(auditEntry), next: z.string().nullable() })
  .meta({ id: 'AuditReply' });

export type AuditReply = z.infer<typeof auditReply>;
