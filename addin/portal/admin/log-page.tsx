import { useMemo } from 'react';
import { AuditLog, type AuditSource } from '../proof/audit-log.tsx';
import { PageFrame } from '../shell/page-frame.tsx';
import type { AdminPageProps } from './admin-page.ts';

/** Who did what with the server: sign-ins, accounts, links, backups. */
export function LogPage({ calls }: AdminPageProps) {
  const source = useMemo((): AuditSource => ({ ask: calls.audit, download: calls.auditFile }), [calls]);
  return (
    <PageFrame
      heading="Who did what"
      lead="Sign-ins, accounts, links and backups, when and by which way. What was done in a program stands in its own log, under Proof."
      hasDay={false}
    >
      <AuditLog source={source} />
    </PageFrame>
  );
}
