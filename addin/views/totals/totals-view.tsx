import { Button, Field, Select, Text } from '@fluentui/react-components';
import { CutOptions } from './cut-options.tsx';
import { useCallback, useMemo, useState } from 'react';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { isCut, type Cut } from '../../../shared/plan/figures/cuts.ts';
import { DayField } from '../../components/day-field.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ResultNotice, type Result } from '../../components/result-notice.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { FiguresTable } from '../../components/figures-table.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import type { SheetTools } from '../../excel/sheet-tools.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { wordsOfServerProblem } from '../../sync/server/server-problem.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import { amountsOf } from './amounts-of.ts';
import { ChecksView } from './checks-view.tsx';
import { CutTotals, wordsOf } from './cut-totals.tsx';
import { programFigure, type ExplainedFigure } from './explained-figure.ts';
import { remarkOfTotals } from './day-of-totals.ts';
import { FigureExplanation } from './figure-explanation.tsx';
import { insertWords } from './insert-words.ts';
import { RevisionChoice } from './revision-choice.tsx';
import { figuresOfCut, programLine, shownIn } from './totals-figures.ts';
import { timeOf } from './time-of.ts';
import { TotalsOverTime } from './totals-over-time.tsx';

interface TotalsViewProps {
  readonly server: ServerClient;
  readonly program: string;
  /** The newest revision on the server, as far as known. */
  readonly head: number | null;
  readonly sheet: SheetTools;
  readonly onJump: (place: CellPlace) => void;
}

/** The program's figures, now or as of a revision; cut, drawn, and put into the sheet. */
export function TotalsView({ server, program, head, sheet, onJump }: TotalsViewProps) {
  const styles = useViewStyles();
  const names = useCodeNames();
  const [cut, setCut] = useState<Cut>('source');
  const [at, setAt] = useState<number | null>(null);
  const [figure, setFigure] = useState<ExplainedFigure | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const [isChecking, setChecking] = useState(false);
  const [asOf, setAsOf] = useState<string | null>(null);
  const ask = useCallback(
    () => server.totals(program, { by: [cut], ...timeOf(at, asOf) }),
    [server, program, cut, at, asOf],
  );
  const { value, problem, isLoading, again } = useAnswer(ask, at ?? head);
  const remark = value === null ? null : remarkOfTotals(value);
  const insert = async (reply: TotalsReply): Promise<void> => {
    setResult(null);
    setResult(insertWords(await sheet.insertFigures(figuresOfCut(reply, cutOf(reply), names)), reply.revision));
  };
  const source = useMemo(() => amountsOf(server, program), [server, program]);
  if (figure !== null)
    return <FigureExplanation {...{ source, figure, onJump }} level={2} onBack={() => setFigure(null)} />;
  if (isChecking) return <ChecksView {...{ server, program, at, asOf, onJump }} onBack={() => setChecking(false)} />;
  return (
    <div className={styles.column}>
      <DayField label="As of" day={asOf} onChoose={setAsOf} />
      <RevisionChoice {...{ server, program, head }} onChoose={setAt} />
      {problem !== null && <ProblemNotice words={wordsOfServerProblem(problem)} onRetry={again} />}
      {isLoading && <SlowSpinner label="Adding up…" />}
      <div role="status">{remark !== null && <Text>{remark.words}</Text>}</div>
      {value !== null && remark?.isEmpty !== true && (
        <>
          <ProgramFigures reply={value} onExplain={setFigure} />
          <Button style={{ alignSelf: 'flex-start' }} onClick={() => setChecking(true)}>
            Check the plan
          </Button>
          <Field label="Totals by">
            <Select value={cut} onChange={(_, data) => setCut(isCut(data.value) ? data.value : 'source')}>
              <CutOptions />
            </Select>
          </Field>
          <CutTotals key={cutOf(value)} reply={value} cut={cutOf(value)} onExplain={setFigure} />
          <Button onClick={() => void insert(value)}>Insert into sheet</Button>
          <ResultNotice result={result} />
          <TotalsOverTime {...{ server, program, at, asOf, head }} />
        </>
      )}
    </div>
  );
}

/** The cut that an answer is of, which is not the chosen one while that is on its way. */
function cutOf({ by: [name = ''] }: TotalsReply): Cut {
  return isCut(name) ? name : 'source';
}

interface ProgramFiguresProps {
  readonly reply: TotalsReply;
  readonly onExplain: (figure: ExplainedFigure) => void;
}

function ProgramFigures({ reply, onExplain }: ProgramFiguresProps) {
  const styles = useViewStyles();
  const { values } = programLine(reply);
  return (
    <section className={styles.tight} aria-label="Program figures">
      <Text as="h2" weight="semibold" size={400} className={styles.heading} aria-live="polite">
        As of revision {reply.revision}
        {reply.asOf === null ? '' : `, ${reply.asOf}`}
      </Text>
      <FiguresTable
        caption="Program figures"
        headers={['Program', ...shownIn(reply).map(({ label }) => label)]}
        rows={[{ name: 'Program', cells: wordsOf(values, reply) }]}
        isVisible
        opens={(_, measure) => {
          const figure = programFigure(reply, measure);
          return figure === null ? undefined : () => onExplain(figure);
        }}
      />
    </section>
  );
}
