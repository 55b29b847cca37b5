import { Field, Select, Spinner, Text } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import type { ChecksReply, TotalsReply } from '../../../shared/protocol/totals.ts';
import { cutLabels, isCut, type Cut } from '../../../shared/plan/figures/cuts.ts';
import { DayField } from '../../components/day-field.tsx';
import { Figure } from '../../components/figure.tsx';
import type { PostingsQuery, TotalsQuery } from '../../sync/server/server-client.ts';
import { remarkOfTotals } from '../../views/totals/day-of-totals.ts';
import { groupFigure, programFigure, type ExplainedFigure } from '../../views/totals/explained-figure.ts';
import type { AmountSource } from '../../views/totals/amount-source.ts';
import { FigureExplanation } from '../../views/totals/figure-explanation.tsx';
import {
  cutLines,
  figureWords,
  programLine,
  shownMeasures,
  type FigureLine,
} from '../../views/totals/totals-figures.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { wordsOfPortalProblem, type PortalOutcome, type PortalProblem } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { Checks } from './checks.tsx';
import { DataTable, type DataRow } from '../views/data-table.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { PublicGuide } from './public-guide.tsx';
import { ProblemBar } from '../views/problem-bar.tsx';

/** What fits a page; the workbook has every measure. */
const shown = shownMeasures.filter(({ kind }) => kind === 'money');
const TOTAL = 'total';

interface Figures {
  readonly totals: TotalsReply;
  readonly checks: ChecksReply;
}

interface ReportsProps {
  readonly server: PortalServer;
  readonly program: WireProgram;
  /** The day that is asked for; null: today. */
  readonly asOf: string | null;
  /** What the page's address asks for that is no day; null: nothing of the kind. */
  readonly wrong: string | null;
  readonly onDay: (day: string | null) => void;
}

/** The plan's totals by a cut, and whether its checks pass, as of a day. */
export function Reports({ server, program, asOf, wrong, onDay }: ReportsProps) {
  const shared = usePortalStyles();
  const [answer, setAnswer] = useState<PortalOutcome<Figures> | null>(null);
  const [cut, setCut] = useState<Cut>('source');
  const load = useCallback(() => {
    let isWanted = true;
    void readFigures(server, program.id, cut, asOf).then((found) => isWanted && setAnswer(found));
    return () => void (isWanted = false);
  }, [server, program.id, cut, asOf]);
  useEffect(load, [load]);
  const source = useMemo(() => amountSource(server, program.id), [server, program.id]);
  const [figure, setFigure] = useState<ExplainedFigure | null>(null);
  const pressed = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (figure === null) pressed.current?.focus();
  }, [figure]);
  return (
    <>
      {figure !== null && <FigureExplanation {...{ source, figure }} level={4} onBack={() => setFigure(null)} />}
      {/* The totals stay where they are, so that the way back leads to the figure that was pressed. */}
      <div hidden={figure !== null}>
        <section className={shared.column} aria-label={`Reports of ${program.name}`}>
          {wrong !== null && (
            <Text>The address asks for “{wrong.slice(0, 40)}”, which is no day. These are the figures of today.</Text>
          )}
          <DayField
            label="As of"
            day={asOf}
            onChoose={(day) => {
              setAnswer(null);
              onDay(day);
            }}
          />
          <Field label="Totals by">
            <Select
              value={cut}
              onChange={(_, data) => {
                setAnswer(null);
                setCut(isCut(data.value) ? data.value : 'source');
              }}
            >
              {Object.entries(cutLabels).map(([name, label]) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
          {answer === null && <Spinner size="tiny" label="Adding up…" labelPosition="after" />}
          {answer?.ok === false && (
            <ProblemBar
              words={wordsOfPortalProblem(answer.problem, 'The totals couldn’t be read', 'The plan is as it was.')}
              onRetry={() => {
                setAnswer(null);
                load();
              }}
            />
          )}
          {answer?.ok === true && (
            <OfDay totals={answer.value.totals}>
              <TotalsTable
                totals={answer.value.totals}
                cut={cut}
                onExplain={(explained, from) => {
                  pressed.current = from;
                  setFigure(explained);
                }}
              />
              <Checks checks={answer.value.checks} />
            </OfDay>
          )}
          <PublicGuide {...{ server, asOf }} program={program.id} />
        </section>
      </div>
    </>
  );
}

interface OfDayProps {
  readonly totals: TotalsReply;
  readonly children: ReactNode;
}

/** Figures with what has to be said of their day; of a day that knows none, that alone. */
function OfDay({ totals, children }: OfDayProps) {
  const remark = remarkOfTotals(totals);
  return (
    <>
      <div role="status">{remark !== null && <Text>{remark.words}</Text>}</div>
      {remark?.isEmpty === true ? null : children}
    </>
  );
}

/** The amounts of a program's figures as the front door has them. */
function amountSource(server: PortalServer, program: string): AmountSource<PortalProblem> {
  return {
    postings: (query: PostingsQuery) => server.postings(program, query),
    totals: (query: TotalsQuery) => server.totals(program, query),
    words: (problem) => wordsOfPortalProblem(problem, 'The amounts couldn’t be read', 'The plan is as it was.'),
  };
}

async function readFigures(
  server: PortalServer,
  program: string,
  cut: Cut,
  asOf: string | null,
): Promise<PortalOutcome<Figures>> {
  const [totals, checks] = await Promise.all([
    server.totals(program, { by: [cut], ...(asOf === null ? {} : { asOf }) }),
    server.checks(program, asOf),
  ]);
  if (!totals.ok) return totals;
  if (!checks.ok) return checks;
  return { ok: true, value: { totals: totals.value, checks: checks.value } };
}

interface TotalsTableProps {
  readonly totals: TotalsReply;
  readonly cut: Cut;
  readonly onExplain: (figure: ExplainedFigure, pressed: HTMLElement) => void;
}

function TotalsTable({ totals, cut, onExplain }: TotalsTableProps) {
  const names = useCodeNames();
  const row = (
    id: string,
    { group, values }: FigureLine,
    explained: (place: number) => ExplainedFigure | null,
  ): DataRow => ({
    id,
    isTotal: id === TOTAL,
    cells: [
      group,
      ...shown.map((measure) => {
        const place = shownMeasures.indexOf(measure);
        const figure = explained(place);
        return (
          <Figure
            key={measure.name}
            words={figureWords(measure.kind, values[place] ?? null)}
            label={`${measure.label} of ${group}`}
            onOpen={figure === null ? undefined : (pressed) => onExplain(figure, pressed)}
          />
        );
      }),
    ],
  });
  return (
    <DataTable
      caption={`Totals by ${cutLabels[cut].toLowerCase()}${totals.asOf === null ? '' : ` as of ${totals.asOf}`}, at revision ${totals.revision}, in dollars`}
      columns={[{ label: cutLabels[cut] }, ...shown.map(({ label }) => ({ label, isNumber: true }))]}
      rows={[
        ...cutLines(totals, cut, names).map((line, index) =>
          row(String(index), line, (place) => groupFigure(totals, cut, names, [index, place])),
        ),
        row(TOTAL, programLine(totals), (place) => programFigure(totals, place)),
      ]}
    />
  );
}
