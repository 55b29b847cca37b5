import { auditKinds, type ActDoor, type AuditKind } from '../../../shared/protocol/audit.ts';
import type { Door } from '../../../shared/protocol/history.ts';

const acts: { readonly [K in AuditKind]: string } = {
  signIn: 'Sign-in',
  signInFailed: 'Failed sign-in',
  signOut: 'Sign-out',
  account: 'Account',
  grant: 'Access granted',
  revoke: 'Access ended',
  token: 'Reading token',
  feed: 'Read by token',
  export: 'Export',
  report: 'Report',
  publish: 'Publication',
  baseline: 'Baseline',
  decision: 'Decision',
  program: 'Program',
  rollUp: 'Roll-up',
  backup: 'Backup',
  restore: 'Restore',
  repair: 'Repair',
  sync: 'Sync',
  request: 'Change submitted',
  recommendation: 'Change recommended',
  approval: 'Change approved',
  rejection: 'Change rejected',
  withdrawal: 'Change withdrawn',
  softClose: 'Month soft closed',
  close: 'Month closed',
  reopen: 'Month reopened',
};

const doors: { readonly [D in Door | ActDoor]: string } = {
  sync: 'workbook',
  upload: 'returned file',
  revert: 'revert',
  commandLine: 'command line',
  demo: 'demo',
  import: 'import',
  action: 'pages',
  app: 'app',
  token: 'token',
  server: 'server',
};

/** Acts in the order in which they are offered. */
export const knownActs: readonly AuditKind[] = auditKinds;

/** A kind of act as a person reads it; of one that this page does not know, its name. */
export function actWords(kind: string): string {
  return Object.entries(acts).find(([known]) => known === kind)?.[1] ?? kind;
}

/** By which way somebody came in; empty where that was not kept. */
export function doorWords(door: string | null): string {
  return Object.entries(doors).find(([known]) => known === door)?.[1] ?? door ?? '';
}
