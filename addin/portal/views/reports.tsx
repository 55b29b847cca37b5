import { Field, Select, Spinner } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import type { ChecksReply, TotalsReply } from '../../../shared/protocol/totals.ts';
import { withName } from '../../../shared/tables/code-names.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { cutLabels, isCut, tableOfCut, type Cut } from '../../../shared/totals/cuts.ts';
import { measures } from '../../../shared/totals/measures.ts';
import { DayField } from '../../components/day-field.tsx';
import { useCodeNames } from '../../views/use-code-names.ts';
import { wordsOfPortalProblem, type PortalOutcome } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { Checks } from './checks.tsx';
import { DataTable, type DataRow } from './data-table.tsx';
import { usePortalStyles } from './portal-styles.ts';
import { ProblemBar } from './problem-bar.tsx';

/** What fits a page; the workbook has every measure. */
const SHOWN = ['current', 'obligated', 'expended', 'eac', 'vac'];

interface Figures {
  readonly totals: TotalsReply;
  readonly checks: ChecksReply;
}

interface ReportsProps {
  readonly server: PortalServer;
  readonly program: WireProgram;
  /** The day that is asked for; null: today. */
  readonly asOf: string | null;
  readonly onDay: (day: string | null) => void;
}

/** The plan's totals by a cut, and whether its checks pass, as of a day. */
export function Reports({ server, program, asOf, onDay }: ReportsProps) {
  const shared = usePortalStyles();
  const [answer, setAnswer] = useState<PortalOutcome<Figures> | null>(null);
  const [cut, setCut] = useState<Cut>('source');
  const load = useCallback(() => {
    let isWanted = true;
    void readFigures(server, program.id, cut, asOf).then((found) => isWanted && setAnswer(found));
    return () => void (isWanted = false);
  }, [server, program.id, cut, asOf]);
  useEffect(load, [load]);
  return (
    <section className={shared.column} aria-label={`Reports of ${program.name}`}>
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
        <>
          <TotalsTable totals={answer.value.totals} cut={cut} />
          <Checks checks={answer.value.checks} />
        </>
      )}
    </section>
  );
}

async function readFigures(
  server: PortalServer,
  program: string,
  cut: Cut,
  asOf: string | null,
): Promise<PortalOutcome<Figures>> {
  const [totals, checks] = await Promise.all([server.totals(program, cut, asOf), server.checks(program, asOf)]);
  if (!totals.ok) return totals;
  if (!checks.ok) return checks;
  return { ok: true, value: { totals: totals.value, checks: checks.value } };
}

function TotalsTable({ totals, cut }: { readonly totals: TotalsReply; readonly cut: Cut }) {
  const shown = measures.filter(({ name }) => SHOWN.includes(name));
  const names = useCodeNames();
  const table = tableOfCut[cut];
  const row = (id: string, values: TotalsReply['rows'][number], isTotal: boolean): DataRow => ({
    id,
    isTotal,
    cells: [
      table === null || isTotal ? id : withName(names, table, id),
      ...shown.map(({ name }) => amount(values[name])),
    ],
  });
  return (
    <DataTable
      caption={`Totals by ${cutLabels[cut].toLowerCase()}${totals.asOf === null ? '' : ` as of ${totals.asOf}`}, at revision ${totals.revision}, in dollars`}
      columns={[{ label: cutLabels[cut] }, ...shown.map(({ label }) => ({ label, isNumber: true }))]}
      rows={[
        ...totals.rows.map((values) => row(String(values[cut] ?? ''), values, false)),
        row('Program', totals.total, true),
      ]}
    />
  );
}

function amount(value: string | number | null | undefined): string {
  return typeof value === 'number' ? formatMoney(value) : '';
}
