import { Switch, Text } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import { cutLabels, type Cut } from '../../../shared/plan/figures/cuts.ts';
import { touchingMeasure } from '../../../shared/plan/figures/measures.ts';
import { ChartDrawing } from '../../components/chart-drawing.tsx';
import { FiguresTable } from '../../components/figures-table.tsx';
import { ShowMore } from '../../components/show-more.tsx';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import { groupFigure, type ExplainedFigure } from './explained-figure.ts';
import { cutChart } from './totals-charts.ts';
import { cutLines, figureWords, shownIn, type FigureLine } from './totals-figures.ts';

/** Groups at first and at a time: four bars each. */
const GROUPS_PER_STEP = 25;

interface CutTotalsProps {
  readonly reply: TotalsReply;
  readonly cut: Cut;
  readonly onExplain: (figure: ExplainedFigure) => void;
}

/** The groups of a cut as bars, and as a table, whose figures can be asked what they are made of. */
export function CutTotals({ reply, cut, onExplain }: CutTotalsProps) {
  const styles = useViewStyles();
  const names = useCodeNames();
  const [isTable, setTable] = useState(false);
  const [shown, setShown] = useState(GROUPS_PER_STEP);
  const chart = useMemo(() => cutChart(reply, cut, names, { most: shown, which: 'first' }), [reply, cut, names, shown]);
  const lines = useMemo(() => cutLines(reply, cut, names), [reply, cut, names]);
  const counts = touchingCounts(reply);
  if (lines.length === 0) return <Text className={styles.quiet}>No figures yet.</Text>;
  return (
    <div className={styles.column}>
      <Switch
        className={styles.outdent}
        label="Show as a table"
        checked={isTable}
        onChange={(_, data) => setTable(data.checked)}
      />
      {!isTable && <ChartDrawing chart={chart} />}
      <FiguresTable
        caption={`Totals by ${cutLabels[cut].toLowerCase()}`}
        headers={[
          cutLabels[cut],
          ...shownIn(reply).map(({ label }) => label),
          ...(counts === null ? [] : [COUNT_LABEL]),
        ]}
        rows={lines.slice(0, shown).map(({ group, values }, index) => ({
          name: group,
          cells: [...wordsOf(values, reply), ...(counts === null ? [] : [String(counts[index] ?? 0)])],
        }))}
        isVisible={isTable}
        opens={(row, measure) => {
          const figure = isTable ? groupFigure(reply, cut, names, [row, measure]) : null;
          return figure === null ? undefined : () => onExplain(figure);
        }}
      />
      <ShowMore
        shown={shown}
        total={lines.length}
        step={GROUPS_PER_STEP}
        onMore={() => setShown(shown + GROUPS_PER_STEP)}
      />
    </div>
  );
}

/** Several places may share a project, so these counts do not add up, and say so. */
const COUNT_LABEL = touchingMeasure.label;

/** Projects that touch each group of a cut by place; null for another cut. */
function touchingCounts({ measures, rows }: TotalsReply): readonly number[] | null {
  const { name } = touchingMeasure;
  return measures.includes(name) ? rows.map((row) => Number(row[name])) : null;
}

/** The figures of a line as words. */
export function wordsOf(values: FigureLine['values'], reply: TotalsReply): string[] {
  return shownIn(reply).map(({ kind }, index) => figureWords(kind, values[index] ?? null));
}
