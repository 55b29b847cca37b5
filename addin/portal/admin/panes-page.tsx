import { Text } from '@fluentui/react-components';
import type { PageSeen, PagesSeenReply } from '../../../shared/protocol/administration.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { AppLink } from '../shell/page-links.tsx';
import { DataTable } from '../views/data-table.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import type { AdminPageProps } from './admin-page.ts';

const pageNames: { readonly [P in PageSeen['page']]: string } = {
  pane: 'Pane in Excel',
  workbench: 'Workbench',
  web: 'Web app',
};

const columns = ['Page', 'Version', 'Who', 'Last day (UTC)', 'Days'].map((label) => ({
  label,
  isNumber: label === 'Days',
}));

/** Who uses which page in which version. */
export function PanesPage({ calls }: AdminPageProps) {
  return (
    <PageFrame
      heading="Panes in use"
      lead="Who has used which page in which version in the last 30 days. A pane takes a new version when it is opened the next time."
      hasDay={false}
    >
      <PortalAnswer ask={calls.pagesSeen} waiting="Looking up the panes…" failed="The panes couldn’t be read">
        {(reply) => <Pages {...reply} />}
      </PortalAnswer>
    </PageFrame>
  );
}

function Pages({ version, pages }: PagesSeenReply) {
  const shared = usePortalStyles();
  const older = new Set(pages.filter((seen) => seen.version !== version).map(({ account }) => account)).size;
  if (pages.length === 0)
    return <Text className={shared.quiet}>Nobody has used a page yet that says its version.</Text>;
  return (
    <div className={shared.column}>
      <Text>
        This server is version {version}.{' '}
        {older === 0
          ? 'Everybody uses it.'
          : `${older} ${older === 1 ? 'person has' : 'people have'} used another one.`}
      </Text>
      <DataTable
        caption="Pages in use, the newest use first"
        columns={columns}
        rows={pages.map((seen) => ({
          id: `${seen.account} ${seen.page} ${seen.version}`,
          cells: [
            pageNames[seen.page],
            seen.version,
            <AppLink key="who" to={`/admin/people/${seen.account}`}>
              {seen.name}
            </AppLink>,
            seen.lastDay,
            String(seen.days),
          ],
        }))}
      />
    </div>
  );
}
