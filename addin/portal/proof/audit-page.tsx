import { Text } from '@fluentui/react-components';
import { useMemo } from 'react';
import { PageFrame } from '../shell/page-frame.tsx';
import { AppLink } from '../shell/page-links.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { AuditLog, type AuditSource } from './audit-log.tsx';

/** Who did what in the program, when and by which way, and how to verify what was given out. */
export function AuditPage({ server, program: { id } }: ProgramPageProps) {
  const source = useMemo(
    (): AuditSource => ({
      ask: (query, cursor) => server.proof.audit(id, query, cursor),
      download: (query, format) => server.proof.download(id, query, format),
    }),
    [server, id],
  );
  return (
    <PageFrame
      heading="Proof"
      lead="Who did what here, when and by which way. Entries are only ever added, and each is sealed with the one before."
      hasDay={false}
    >
      <Text>
        <AppLink to="/verify">Verify a receipt or a file</AppLink>
      </Text>
      <AuditLog source={source} />
    </PageFrame>
  );
}
