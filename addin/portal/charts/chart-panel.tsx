import { Text, makeStyles } from '@fluentui/react-components';
import { useId } from 'react';
import { chartTable, type Chart } from '../../../shared/charts/chart.ts';
import { ChartDrawing } from '../../components/chart-drawing.tsx';
import { DataTable } from '../views/data-table.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';

const useStyles = makeStyles({
  figure: { margin: 0, display: 'flex', flexDirection: 'column', gap: '12px', minWidth: 0, breakInside: 'avoid' },
  table: { '& > summary': { cursor: 'pointer', padding: '4px 0' } },
});

interface ChartPanelProps {
  /** What it is about, such as "Spending by month". */
  readonly topic: string;
  readonly chart: Chart;
  /** What has to be known to read it. */
  readonly note?: string | null;
  /** True: a table of the same figures stands beside on the page. */
  readonly hasTableBeside?: boolean;
}

/** A chart under its finding, with the same figures as a table. */
export function ChartPanel({ topic, chart, note = null, hasTableBeside = false }: ChartPanelProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const id = useId();
  const { headers, rows } = chartTable(chart);
  const hasRows = rows.length > 0;
  return (
    <figure className={styles.figure} aria-labelledby={id}>
      <figcaption className={shared.tight}>
        <Text size={200} className={shared.quiet}>
          {topic}
        </Text>
        <h2 id={id} className={shared.heading}>
          <Text size={400} weight="semibold">
            {chart.finding}
          </Text>
        </h2>
      </figcaption>
      {hasRows && <ChartDrawing chart={chart} />}
      {note !== null && (
        <Text size={200} className={shared.quiet}>
          {note}
        </Text>
      )}
      {hasRows && !hasTableBeside && (
        <details className={styles.table}>
          <summary>The figures as a table</summary>
          <DataTable
            caption={`${topic}: ${chart.finding}`}
            columns={headers.map((label, index) => ({ label, isNumber: index > 0 }))}
            rows={rows.map(({ name, cells }) => ({ id: name, cells: [name, ...cells] }))}
          />
        </details>
      )}
    </figure>
  );
}
