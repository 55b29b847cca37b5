import { makeStyles } from '@fluentui/react-components';
import { useCallback } from 'react';
import { sourcesChart, usesChart } from '../../../shared/charts/funding-charts.ts';
import { spendChart, spendNote } from '../../../shared/charts/spend-chart.ts';
import { statusChart } from '../../../shared/charts/status-chart.ts';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { programFacts } from '../start/program-facts.ts';
import { OfDay } from '../views/of-day.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { WithExplanation } from '../views/with-explanation.tsx';
import { groupFigures } from './group-figures.ts';
import { LateWork } from './late-work.tsx';
import { News } from './news.tsx';
import { ProgramFigures } from './program-figures.tsx';
import { Waiting } from './waiting.tsx';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '40px' },
  panels: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '40px 48px',
    '@media (min-width: 860px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
  },
  wide: { gridColumn: '1 / -1' },
});

/** How the program stands: its figures, its money, what is late, what waits for whom, and what is new. */
export function OverviewPage(props: ProgramPageProps) {
  const { server, program } = props;
  const styles = useStyles();
  return (
    <PageFrame heading={program.name} lead={programFacts(program)}>
      <WithExplanation server={server} program={program.id}>
        {(explain) => (
          <div className={styles.page}>
            <ProgramFigures {...props} onExplain={explain} />
            <div className={styles.panels}>
              <div className={styles.wide}>
                <Spending {...props} />
              </div>
              <ChartOfTotals {...props} by="source" topic="Sources" chartOf={sourcesChart} />
              <ChartOfTotals {...props} by="program" topic="Uses" chartOf={usesChart} />
              <Schedule {...props} />
              <Waiting {...props} />
              <div className={styles.wide}>
                <News {...props} />
              </div>
            </div>
          </div>
        )}
      </WithExplanation>
    </PageFrame>
  );
}

function Spending({ server, program, moment }: ProgramPageProps) {
  const ask = useCallback(() => server.spending(program.id, moment), [server, program.id, moment]);
  return (
    <PortalAnswer ask={ask} waiting="Adding up the months…" failed="Spending by month couldn’t be read">
      {(spending) => <ChartPanel topic="Spending by month" chart={spendChart(spending)} note={spendNote(spending)} />}
    </PortalAnswer>
  );
}

interface ChartOfTotalsProps extends ProgramPageProps {
  readonly by: 'source' | 'program';
  readonly topic: string;
  readonly chartOf: typeof sourcesChart;
}

function ChartOfTotals({ server, program, moment, by, topic, chartOf }: ChartOfTotalsProps) {
  const names = useCodeNames();
  const ask = useCallback(() => server.totals(program.id, { by: [by], ...moment }), [server, program.id, moment, by]);
  return (
    <div>
      <PortalAnswer ask={ask} waiting="Adding up…" failed="The totals couldn’t be read">
        {(totals: TotalsReply) => (
          <OfDay totals={totals}>
            <ChartPanel topic={topic} chart={chartOf(groupFigures(totals, by, names))} />
          </OfDay>
        )}
      </PortalAnswer>
    </div>
  );
}

/** How the open work stands, and the latest of it. */
function Schedule({ server, program, moment }: ProgramPageProps) {
  const shared = usePortalStyles();
  const ask = useCallback(() => server.schedule(program.id, moment), [server, program.id, moment]);
  return (
    <PortalAnswer ask={ask} waiting="Looking up dates…" failed="The schedule couldn’t be read">
      {({ work }) => (
        <div className={shared.column}>
          <ChartPanel topic="Status by region" chart={statusChart(work)} />
          <LateWork work={work} />
        </div>
      )}
    </PortalAnswer>
  );
}
