import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import { useParams } from 'react-router';
import { NoPage } from '../shell/no-page.tsx';
import { PageContext, withoutProgram } from '../shell/page-context.ts';
import { PageTabs } from '../shell/page-tabs.tsx';
import type { PortalServer } from '../portal-server.ts';
import { adminCalls } from './admin-calls.ts';
import { adminPages } from './admin-pages.ts';

interface AdminPlaceProps {
  readonly server: PortalServer;
  readonly takesFocus: boolean;
  readonly onProgramsChanged: () => void;
}

/** The pages for who administers the server. What they may not see, the server does not tell. */
export function AdminPlace({ server, takesFocus, onProgramsChanged }: AdminPlaceProps) {
  const { '*': rest = '' } = useParams();
  const [calls] = useState(() => adminCalls(server.asks));
  const [path = 'programs', item = null, ...further] = rest.split('/').filter((part) => part !== '');
  const known = adminPages.find((each) => each.path === path);
  const listed = item === null ? known?.page.View : known?.itemPage?.View;
  const Shown = further.length > 0 ? undefined : listed;
  const tabs = adminPages.map((each) => ({
    label: each.label,
    address: `/admin/${each.path}`,
    isCurrent: each === known,
    fetchAhead: each.page.fetchAhead,
  }));
  return (
    <PageContext value={withoutProgram(takesFocus)}>
      <PageTabs label="Pages of the administration" tabs={tabs}>
        {Shown === undefined ? (
          <NoPage heading="There is no page here">
            <Text>The address may be cut off. The pages of the administration stand beside.</Text>
          </NoPage>
        ) : (
          <Shown key={rest} {...{ calls, item, onProgramsChanged }} />
        )}
      </PageTabs>
    </PageContext>
  );
}
