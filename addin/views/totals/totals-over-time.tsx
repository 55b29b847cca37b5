import { Text } from '@fluentui/react-components';
import { useCallback, useMemo } from 'react';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { FiguresTable } from '../../components/figures-table.tsx';
import { LineChart } from '../../components/line-chart.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { wordsOfServerProblem } from '../../sync/server/server-problem.ts';
import { useViewStyles } from '../view-styles.ts';
import { timeOf } from './time-of.ts';
import { yearSeries } from './totals-figures.ts';

const BUDGET = 'Current budget, added up';
const EXPENDED = 'Expended, added up';

const noYears = { years: [], budget: [], expended: [] };

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
  const { years, budget, expended } = useMemo(() => (value === null ? noYears : yearSeries(value)), [value]);
  const lines = useMemo(
    () => [
      { label: BUDGET, values: budget, isDashed: false },
      { label: EXPENDED, values: expended, isDashed: true },
    ],
    [budget, expended],
  );
  if (problem !== null) return <ProblemNotice words={wordsOfServerProblem(problem)} onRetry={again} />;
  if (years.length === 0) return null;
  return (
    <section className={styles.tight} aria-label="Budget against spending over time">
      <Text as="h2" weight="semibold" size={400} className={styles.heading}>
        Budget against spending
      </Text>
      <LineChart names={years} lines={lines} axisWords={shortDollars} />
      <FiguresTable
        caption="Budget against spending, added up over the fiscal years"
        headers={['Fiscal Year', BUDGET, EXPENDED]}
        rows={years.map((name, index) => ({
          name,
          cells: [formatMoney(budget[index] ?? 0), formatMoney(expended[index] ?? 0)],
        }))}
        isVisible
      />
    </section>
  );
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** Cents as dollars in a short form: "1.2M". */
function shortDollars(cents: number): string {
  return compact.format(cents / 100);
}
