import { Button, Field, Select, Text, makeStyles } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import { cutLabels, isCut, type Cut } from '../../../shared/plan/figures/cuts.ts';
import { CutOptions } from '../../views/totals/cut-options.tsx';
import { Figure } from '../../components/figure.tsx';
import { groupFigure, programFigure, type ExplainedFigure } from '../../views/totals/explained-figure.ts';
import { cutLines, figureWords, programLine, shownIn, type FigureLine } from '../../views/totals/totals-figures.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { cutChart } from '../../views/totals/totals-charts.ts';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { saveFile } from '../save-file.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { ProgramLink } from '../shell/page-links.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { DataTable, type DataRow } from '../views/data-table.tsx';
import { OfDay } from '../views/of-day.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { withParameter } from '../views/with-parameter.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { WithExplanation, type Explain } from '../views/with-explanation.tsx';
import { totalsCsv } from './totals-csv.ts';

const TOTAL = 'total';
/** More bars than these say nothing at a glance; the table has every group. */
const BARS = 12;
const PARAMETER = 'by';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '32px' },
  choice: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'end' },
  cut: { minWidth: 'min(100%, 260px)' },
});

/** The plan's totals by any cut, as of a moment, each of which says what it is made of. */
export function MoneyPage({ server, program, moment }: ProgramPageProps) {
  const styles = useStyles();
  const [query, setQuery] = useSearchParams();
  const asked = query.get(PARAMETER) ?? '';
  const cut: Cut = isCut(asked) ? asked : 'source';
  const choose = (by: string): void => setQuery((before) => withParameter(before, PARAMETER, by), { replace: true });
  const ask = useCallback(
    () => server.totals(program.id, { by: [cut], ledger: true, ...moment }),
    [server, program.id, cut, moment],
  );
  return (
    <PageFrame heading="Money">
      <WithExplanation server={server} program={program.id}>
        {(explain) => (
          <div className={styles.page}>
            <div className={styles.choice}>
              <Field label="Totals by" className={styles.cut}>
                <Select value={cut} onChange={(_, { value }) => choose(value)}>
                  <CutOptions />
                </Select>
              </Field>
            </div>
            {asked !== '' && !isCut(asked) && (
              <Text>
                Totals are not kept by “{asked.slice(0, 60)}”. These are by {cutLabels[cut]}.
              </Text>
            )}
            <PortalAnswer ask={ask} waiting="Adding up…" failed="The totals couldn’t be read">
              {(totals) => (
                <OfDay totals={totals}>
                  <CutOfTotals totals={totals} cut={cut} onExplain={explain} />
                  {totals.ledger !== undefined && (
                    <Text>
                      {totals.ledger.words} <ProgramLink page="workbooks/ledger">Plan and ledger</ProgramLink>
                    </Text>
                  )}
                </OfDay>
              )}
            </PortalAnswer>
          </div>
        )}
      </WithExplanation>
    </PageFrame>
  );
}

interface TotalsTableProps {
  readonly totals: TotalsReply;
  readonly cut: Cut;
  readonly onExplain: Explain;
}

/** The groups as bars and as a table, to take along as well. */
function CutOfTotals({ totals, cut, onExplain }: TotalsTableProps) {
  const shared = usePortalStyles();
  const names = useCodeNames();
  const chart = useMemo(() => cutChart(totals, cut, names, { most: BARS, which: 'largest' }), [totals, cut, names]);
  const left = totals.rows.length - BARS;
  const save = (): void => {
    const { name, text } = totalsCsv(totals, cut, names);
    saveFile(name, new Blob([text], { type: 'text/csv;charset=utf-8' }));
  };
  return (
    <>
      {totals.rows.length > 0 && (
        <ChartPanel
          topic={`Budget by ${cutLabels[cut]}`}
          chart={chart}
          hasTableBeside
          note={
            left > 0
              ? `The ${BARS} with the largest budget; the table has the other ${left.toLocaleString('en-US')} as well.`
              : null
          }
        />
      )}
      <TotalsTable {...{ totals, cut, onExplain }} />
      <div className={shared.row}>
        <Button icon={<ArrowDownloadRegular />} onClick={save}>
          Export as CSV
        </Button>
      </div>
    </>
  );
}

function TotalsTable({ totals, cut, onExplain }: TotalsTableProps) {
  const names = useCodeNames();
  const told = shownIn(totals);
  // What fits a page; the workbook has every measure.
  const shown = told.filter(({ kind }) => kind === 'money');
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
        const place = told.indexOf(measure);
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
