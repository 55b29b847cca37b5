import { useCallback } from 'react';
import { isReportName } from '../../../shared/protocol/reports.ts';
import { NoPage } from '../shell/no-page.tsx';
import { PageFrame } from '../shell/page-frame.tsx';
import { ProgramLink } from '../shell/page-links.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { Checks } from './checks.tsx';
import { ClosedMonths } from './closed-months.tsx';
import { FeedsPage } from './feeds-page.tsx';
import { PublicGuide } from './public-guide.tsx';
import { PublishedTotalsPage } from './published-totals-page.tsx';
import { ReportMaker } from './report-maker.tsx';
import { ReportTextsPage } from './report-texts-page.tsx';

/** Reports to look at and to take along, whether the plan's checks pass, and what of it the public sees. */
export function ReportsPage(props: ProgramPageProps) {
  const { server, program, moment, item } = props;
  const ask = useCallback(() => server.checks(program.id, moment), [server, program.id, moment]);
  if (item === 'texts') return <ReportTextsPage {...props} />;
  if (item === 'roll-ups') return <PublishedTotalsPage {...props} />;
  if (item === 'feeds') return <FeedsPage {...props} />;
  if (item !== null && !isReportName(item))
    return <NoPage heading="There is no such report">Choose one on the page Reports.</NoPage>;
  return (
    <PageFrame heading="Reports">
      <ReportMaker {...{ server, program, moment }} first={item ?? 'annual'} />
      <div>
        <ProgramLink page="reports/texts">Texts of the annual plan and of board reports</ProgramLink>
      </div>
      <div>
        <ProgramLink page="reports/feeds">Feeds: the tables in Excel, Power BI and other programs</ProgramLink>
      </div>
      <div>
        <ProgramLink page="reports/roll-ups">Totals for roll-ups: what a state or county office sees</ProgramLink>
      </div>
      <PortalAnswer ask={ask} waiting="Checking…" failed="The checks couldn’t be read">
        {(checks) => <Checks checks={checks} />}
      </PortalAnswer>
      <ClosedMonths server={server} program={program.id} />
      <PublicGuide server={server} asOf={moment.asOf} program={program.id} />
    </PageFrame>
  );
}
