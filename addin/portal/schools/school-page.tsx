import { Button, Text, makeStyles } from '@fluentui/react-components';
import { ArrowDownloadRegular, PrintRegular } from '@fluentui/react-icons';
import { useCallback } from 'react';
import type { SiteReply } from '../../../shared/protocol/sites.ts';
import { withName } from '../../../shared/tables/code-names.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import type { AskedMoment } from '../asked-moment.ts';
import type { PortalServer } from '../portal-server.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { ProgramLink } from '../shell/page-links.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { DownloadStatus } from '../views/download-status.tsx';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { useDownload } from '../views/use-download.ts';
import { WithExplanation, type Explain } from '../views/with-explanation.tsx';
import { FactList } from '../views/fact-list.tsx';
import { LastChanges } from '../views/last-changes.tsx';
import { SchoolMoney } from './school-money.tsx';
import { SchoolPeople } from './school-people.tsx';
import { SchoolSystems } from './school-systems.tsx';
import { SchoolWindows } from './school-windows.tsx';
import { longDay } from '../../views/schedule/schedule-words.ts';
import { SchoolWork } from './school-work.tsx';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '32px' },
  actions: { '@media print': { display: 'none' } },
});

/** Everything about one school: what happens there and when, what it costs, what is installed, and whom to ask. */
export function SchoolPage({ server, program, moment, item }: ProgramPageProps) {
  const code = item ?? '';
  const names = useCodeNames();
  const ask = useCallback(() => server.site(program.id, code, moment), [server, program.id, code, moment]);
  return (
    <PageFrame heading={names.of('sites', code) ?? code} lead={code} parent={{ page: 'schools', label: 'Schools' }}>
      <WithExplanation server={server} program={program.id}>
        {(explain) => (
          <PortalAnswer ask={ask} waiting="Looking up the school…" failed="The school couldn’t be read">
            {(site) => <School {...{ server, site, moment, explain }} program={program.id} />}
          </PortalAnswer>
        )}
      </WithExplanation>
    </PageFrame>
  );
}

interface SchoolProps {
  readonly server: PortalServer;
  /** Program id. */
  readonly program: string;
  readonly site: SiteReply;
  readonly moment: AskedMoment;
  readonly explain: Explain;
}

function School({ server, program, site, moment, explain }: SchoolProps) {
  const styles = useStyles();
  return (
    <div className={styles.page}>
      <About site={site} />
      <div className={styles.actions}>
        <TakeAlong {...{ server, program, moment }} code={site.code} />
      </div>
      <PagePart heading="What happens here">
        <SchoolWork site={site} />
      </PagePart>
      <PagePart heading="Days without work">
        <SchoolWindows windows={site.windows} />
      </PagePart>
      <PagePart heading="What it costs">
        <SchoolMoney site={site} onExplain={explain} />
      </PagePart>
      <PagePart heading="What is installed">
        <SchoolSystems systems={site.systems} />
      </PagePart>
      <PagePart heading="Whom to ask">
        <SchoolPeople site={site} />
      </PagePart>
      <PagePart heading="What changed last">
        <LastChanges changes={site.changes} />
      </PagePart>
    </div>
  );
}

function About({ site }: { readonly site: SiteReply }) {
  const names = useCodeNames();
  const shared = usePortalStyles();
  const { code, type, status, region, boardDistrict, address, grades, enrollment, enrollmentAsOf, campus } = site;
  const counted =
    enrollment === null
      ? ''
      : `${enrollment.toLocaleString('en-US')} students${enrollmentAsOf === null ? '' : ` (${longDay(enrollmentAsOf)})`}`;
  return (
    <div className={shared.column}>
      <FactList
        facts={[
          { label: 'Site', value: `${code} · ${type}${status === 'Active' ? '' : ` · ${status}`}` },
          { label: 'Region', value: `${region} · board district ${boardDistrict}` },
          { label: 'Address', value: address },
          { label: 'Grades', value: grades ?? '' },
          { label: 'Enrollment', value: counted },
          {
            label: 'Campus',
            value:
              campus === null ? (
                ''
              ) : (
                <ProgramLink page={`schools/${campus}`}>{withName(names, 'sites', campus)}</ProgramLink>
              ),
          },
          { label: 'At the site', value: site.contactRole ?? '' },
        ]}
      />
      <Text className={shared.quiet}>
        As of {site.asOf}, at revision {site.revision}.
      </Text>
    </div>
  );
}

type TakeAlongProps = Pick<SchoolProps, 'server' | 'program' | 'moment'> & { readonly code: string };

/** The page on paper, and the sheet of the site as it goes into a binder. */
function TakeAlong({ server, program, moment, code }: TakeAlongProps) {
  const shared = usePortalStyles();
  const { download, fetchFile } = useDownload(() => server.downloadSiteSheet(program, code, moment), 'The site sheet');
  return (
    <div className={shared.tight}>
      <div className={shared.row}>
        <Button icon={<ArrowDownloadRegular />} disabledFocusable={download.kind === 'running'} onClick={fetchFile}>
          Download site sheet (PDF)
        </Button>
        <Button icon={<PrintRegular />} onClick={() => window.print()}>
          Print this page
        </Button>
      </div>
      <DownloadStatus download={download} what="the site sheet" onRetry={fetchFile} />
    </div>
  );
}
