import { useState } from 'react';
import type { ServerJob, ServerJobs } from '../../../shared/protocol/administration.ts';
import { momentWords } from '../../views/cell-words.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { DataTable } from '../views/data-table.tsx';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import type { AdminPageProps } from './admin-page.ts';

const states: { readonly [S in ServerJob['state']]: string } = {
  off: 'Off',
  waiting: 'Not yet',
  done: 'Done',
  failing: 'Failing',
};

/** What the server does by itself. */
export function JobsPage({ calls }: AdminPageProps) {
  return (
    <PageFrame heading="Jobs" lead="What this server does by itself, and how that went." hasDay={false}>
      <PortalAnswer ask={calls.jobs} waiting="Looking up the jobs…" failed="The jobs couldn’t be read">
        {(reply) => <Jobs {...reply} />}
      </PortalAnswer>
    </PageFrame>
  );
}

function Jobs({ jobs, kept }: ServerJobs) {
  const [now] = useState(() => new Date());
  const when = (moment: string | null): string => (moment === null ? 'Not known' : momentWords(moment, now));
  return (
    <>
      <DataTable
        caption="Jobs of the server"
        columns={['Job', 'State', 'Last', 'Next', 'How it stands'].map((label) => ({ label }))}
        rows={jobs.map(({ name, state, lastAt, nextAt, what }) => ({
          id: name,
          cells: [
            name,
            states[state],
            lastAt === null ? 'Not yet' : when(lastAt),
            state === 'off' ? 'Not planned' : when(nextAt),
            what,
          ],
        }))}
      />
      <PagePart heading="What is kept how long">
        <DataTable
          caption="Kept by this server"
          columns={['What', 'How long'].map((label) => ({ label }))}
          rows={kept.map(({ what, howLong }) => ({ id: what, cells: [what, howLong] }))}
        />
      </PagePart>
    </>
  );
}
