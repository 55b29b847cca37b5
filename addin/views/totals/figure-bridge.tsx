import { Field, Select, Text } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import type { BridgeReply, WireBridgeStep } from '../../../shared/protocol/bridge.ts';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { ChangeLine } from '../../components/change-line.tsx';
import { ChartDrawing } from '../../components/chart-drawing.tsx';
import { DayField } from '../../components/day-field.tsx';
import { OpeningGroup } from '../../components/opening-group.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import type { BridgeQuery } from '../../sync/server/server-client.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import type { AmountSource } from './amount-source.ts';
import {
  baselineWords,
  chartOf,
  endWords,
  entryPlace,
  entryWords,
  FROM_NOTHING,
  stepLines,
  stepTitle,
} from './bridge-words.ts';
import { amountColumn, type ExplainedFigure } from './explained-figure.ts';
import { AMOUNTS_PER_STEP, MoreAmounts } from './more-amounts.tsx';

const A_DAY = 'day';

interface FigureBridgeProps<P extends { readonly kind: string }> {
  readonly source: AmountSource<P>;
  readonly figure: ExplainedFigure;
  readonly level: 2 | 4;
  /** Shows a cell in the sheet; absent: there is no sheet. */
  readonly onJump?: ((place: CellPlace) => void) | undefined;
}

/** How a figure came from what it was to what it is: since the adopted plan, until another moment is chosen. */
export function FigureBridge<P extends { readonly kind: string }>(props: FigureBridgeProps<P>) {
  const { source, figure } = props;
  const ask = useCallback(() => source.baselines(), [source]);
  const { value, problem, isLoading, again } = useAnswer(ask);
  const [chosen, setChosen] = useState<string | null>(null);
  const [day, setDay] = useState<string | null>(null);
  if (problem !== null) return <ProblemNotice words={source.words(problem)} onRetry={again} />;
  if (value === null || isLoading) return <SlowSpinner label="Looking it up…" />;
  const asked = figure.since;
  const isListed = asked === undefined || value.baselines.some(({ id }) => id === asked);
  const since = chosen ?? asked ?? value.baselines[0]?.id ?? FROM_NOTHING;
  return (
    <>
      <Field label="Since">
        <Select value={since} onChange={(_, data) => setChosen(data.value)}>
          {!isListed && <option value={asked}>{asked}</option>}
          <option value={FROM_NOTHING}>Before the original budget</option>
          {value.baselines.toReversed().map((baseline) => (
            <option key={baseline.id} value={baseline.id}>
              {baselineWords(baseline)}
            </option>
          ))}
          <option value={A_DAY}>A day…</option>
        </Select>
      </Field>
      {since === A_DAY && <DayField label="Since the day" day={day} onChoose={setDay} />}
      <Bridged {...props} from={since === A_DAY ? (day ?? 'today') : since} />
    </>
  );
}

interface BridgedProps<P extends { readonly kind: string }> extends FigureBridgeProps<P> {
  readonly from: string;
}

function queryOf({ measure, part, revision, asOf }: ExplainedFigure, from: string): BridgeQuery {
  return {
    measure,
    part,
    ...(revision === null ? {} : { to: String(revision) }),
    ...(from === FROM_NOTHING ? {} : { from }),
    ...(asOf === null ? {} : { asOf }),
  };
}

function Bridged<P extends { readonly kind: string }>(props: BridgedProps<P>) {
  const { source, figure, from } = props;
  const styles = useViewStyles();
  const ask = useCallback(() => source.bridge(queryOf(figure, from)), [source, figure, from]);
  const { value, problem, isLoading, again } = useAnswer(ask);
  return (
    <>
      {problem !== null && <ProblemNotice words={source.words(problem)} onRetry={again} />}
      {isLoading && <SlowSpinner label="Looking it up…" />}
      {value !== null && (
        <>
          <Text className={styles.quiet}>
            {formatMoney(value.start)} at {endWords(value.from)}, {formatMoney(value.end)} at {endWords(value.to)}.
          </Text>
          <BridgeDrawing reply={value} />
          {value.steps.map((step) => (
            <Step key={step.key} {...props} step={step} />
          ))}
        </>
      )}
    </>
  );
}

/** The steps between both figures; the list below it has the same in words. */
function BridgeDrawing({ reply }: { readonly reply: BridgeReply }) {
  const chart = useMemo(() => chartOf(reply), [reply]);
  return (
    <>
      <Text weight="semibold">{chart.finding}</Text>
      {reply.steps.length > 0 && <ChartDrawing chart={chart} />}
    </>
  );
}

interface StepProps<P extends { readonly kind: string }> extends BridgedProps<P> {
  readonly step: WireBridgeStep;
}

function Step<P extends { readonly kind: string }>(props: StepProps<P>) {
  const { step, level } = props;
  const names = useCodeNames();
  return (
    <OpeningGroup level={level === 2 ? 3 : 5} title={stepTitle(step)} lines={stepLines(step, names)} of="rows">
      <StepRows {...props} />
    </OpeningGroup>
  );
}

function StepRows<P extends { readonly kind: string }>({ source, figure, from, step, onJump }: StepProps<P>) {
  const names = useCodeNames();
  const [shown, setShown] = useState(AMOUNTS_PER_STEP);
  const { key, count } = step;
  const ask = useCallback(
    () => source.bridge({ ...queryOf(figure, from), step: key, limit: shown }),
    [source, figure, from, key, shown],
  );
  const { value, problem, isLoading, again } = useAnswer(ask);
  return (
    <>
      {value?.entries.map((entry) => {
        const place = { table: entry.table, row: entry.row, column: amountColumn(entry) };
        const jump = entry.key === null || onJump === undefined ? undefined : () => onJump(place);
        return (
          <ChangeLine
            key={`${entry.table} ${entry.row} ${entry.account} ${entry.line ?? ''}`}
            place={entryPlace(entry, names)}
            values={entryWords(entry)}
            onJump={jump}
          />
        );
      })}
      <MoreAmounts
        problem={problem === null ? null : source.words(problem)}
        onRetry={again}
        onMore={setShown}
        {...{ isLoading, shown, count }}
      />
    </>
  );
}
