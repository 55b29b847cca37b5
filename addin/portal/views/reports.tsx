import { Field, Select, Spinner, Text, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular, ErrorCircleRegular, WarningRegular } from '@fluentui/react-icons';
import { useCallback, useEffect, useState } from 'react';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import type { ChecksReply, TotalsReply } from '../../../shared/protocol/totals.ts';
import { withName } from '../../../shared/tables/code-names.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { cutLabels, isCut, tableOfCut, type Cut } from '../../../shared/totals/cuts.ts';
import { measures } from '../../../shared/totals/measures.ts';
import { DayField } from '../../components/day-field.tsx';
import { counted } from '../../views/cell-words.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { wordsOfPortalProblem, type PortalOutcome } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
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

const useStyles = makeStyles({
  check: { display: 'flex', gap: '8px', alignItems: 'baseline' },
  icon: { flexShrink: 0, alignSelf: 'flex-start', fontSize: '20px', lineHeight: '20px' },
  all: { '& > summary': { cursor: 'pointer', padding: '4px 0' } },
  plain: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '8px' },
});

const icons = {
  passed: <CheckmarkCircleRegular primaryFill={tokens.colorPaletteGreenForeground1} />,
  warning: <WarningRegular primaryFill={tokens.colorPaletteDarkOrangeForeground1} />,
  error: <ErrorCircleRegular primaryFill={tokens.colorPaletteRedForeground1} />,
} as const;

function Checks({ checks: { checks } }: { readonly checks: ChecksReply }) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const failed = checks.filter(({ passed }) => !passed);
  const passed = checks.filter((check) => check.passed);
  return (
    <div className={shared.column}>
      <Text as="h4" weight="semibold" className={shared.heading}>
        {failed.length === 0
          ? `All ${checks.length} checks pass`
          : `${failed.length} of ${checks.length} checks ${failed.length === 1 ? 'does' : 'do'} not pass`}
      </Text>
      {failed.length > 0 && (
        <ul className={styles.plain}>
          {failed.map(({ id, name, severity, detail, difference }) => (
            <li key={id} className={styles.check}>
              <span className={styles.icon} aria-hidden>
                {icons[severity]}
              </span>
              <span>
                <Text weight="semibold">
                  {severity === 'error' ? 'Error' : 'Warning'}: {name}.
                </Text>{' '}
                <Text>{detail}</Text>{' '}
                {difference !== 0 && <Text className={shared.quiet}>Difference {formatMoney(difference)}.</Text>}
              </span>
            </li>
          ))}
        </ul>
      )}
      <details className={styles.all}>
        <summary>{counted(passed.length, 'check')} passed</summary>
        <ul className={styles.plain}>
          {passed.map(({ id, name }) => (
            <li key={id} className={styles.check}>
              <span className={styles.icon} aria-hidden>
                {icons.passed}
              </span>
              <Text>{name}</Text>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
