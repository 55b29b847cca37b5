import { Text } from '@fluentui/react-components';
import { useCallback, useMemo } from 'react';
import { chartTable } from '../../../shared/charts/chart.ts';
import { ChartDrawing } from '../../components/chart-drawing.tsx';
import { FiguresTable } from '../../components/figures-table.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { wordsOfServerProblem } from '../../sync/server/server-problem.ts';
import { useViewStyles } from '../view-styles.ts';
import { timeOf } from './time-of.ts';
import { yearChart } from './totals-charts.ts';

interface TotalsOverTimeProps {
  readonly server: ServerClient;
  readonly program: string;
  readonly at: number | null;
  readonly asOf: string | null;
  readonly head: number | null;
}

/** Budget against spending, added up over the fiscal years. */
export function TotalsOverTime({ server, program, at, asOf, head }: TotalsOverTimeProps) {
  const styles = useViewStyles();
  const ask = useCallback(
    () => server.totals(program, { by: ['fiscalYear'], ...timeOf(at, asOf) }),
    [server, program, at, asOf],
  );
  const { value, problem, again } = useAnswer(ask, at ?? head);
  const chart = useMemo(() => (value === null ? null : yearChart(value)), [value]);
  if (problem !== null) return <ProblemNotice words={wordsOfServerProblem(problem)} onRetry={again} />;
  if (chart === null || chart.names.length === 0) return null;
  return (
    <section className={styles.tight} aria-label="Budget against spending over time">
      <Text as="h2" weight="semibold" size={400} className={styles.heading}>
        Budget against spending
      </Text>
      <ChartDrawing chart={chart} />
      <FiguresTable
        caption="Budget against spending, added up over the fiscal years"
        {...chartTable(chart)}
        isVisible
      />
    </section>
  );
}
