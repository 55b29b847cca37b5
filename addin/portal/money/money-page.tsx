import { Field, Select } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import { cutLabels, isCut, type Cut } from '../../../shared/plan/figures/cuts.ts';
import { Figure } from '../../components/figure.tsx';
import { groupFigure, programFigure, type ExplainedFigure } from '../../views/totals/explained-figure.ts';
import { cutLines, figureWords, programLine, shownIn, type FigureLine } from '../../views/totals/totals-figures.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { DataTable, type DataRow } from '../views/data-table.tsx';
import { OfDay } from '../views/of-day.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { WithExplanation, type Explain } from '../views/with-explanation.tsx';

const TOTAL = 'total';

/** The plan's totals by any cut, as of a day, each of which says what it is made of. */
export function MoneyPage({ server, program, asOf }: ProgramPageProps) {
  const shared = usePortalStyles();
  const [cut, setCut] = useState<Cut>('source');
  const ask = useCallback(
    () => server.totals(program.id, { by: [cut], ...(asOf === null ? {} : { asOf }) }),
    [server, program.id, cut, asOf],
  );
  return (
    <PageFrame heading="Money">
      <WithExplanation server={server} program={program.id}>
        {(explain) => (
          <div className={shared.column}>
            <Field label="Totals by">
              <Select value={cut} onChange={(_, data) => setCut(isCut(data.value) ? data.value : 'source')}>
                {Object.entries(cutLabels).map(([name, label]) => (
                  <option key={name} value={name}>
                    {label}
                  </option>
                ))}
              </Select>
            </Field>
            <PortalAnswer ask={ask} waiting="Adding up…" failed="The totals couldn’t be read">
              {(totals) => (
                <OfDay totals={totals}>
                  <TotalsTable totals={totals} cut={cut} onExplain={explain} />
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
