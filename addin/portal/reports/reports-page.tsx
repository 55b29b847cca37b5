import { useCallback } from 'react';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { Checks } from './checks.tsx';
import { PublicGuide } from './public-guide.tsx';

/** Whether the plan's checks pass, and what of it the public sees. */
export function ReportsPage({ server, program, asOf }: ProgramPageProps) {
  const ask = useCallback(() => server.checks(program.id, asOf), [server, program.id, asOf]);
  return (
    <PageFrame heading="Reports">
      <PortalAnswer ask={ask} waiting="Checking…" failed="The checks couldn’t be read">
        {(checks) => <Checks checks={checks} />}
      </PortalAnswer>
      <PublicGuide {...{ server, asOf }} program={program.id} />
    </PageFrame>
  );
}
