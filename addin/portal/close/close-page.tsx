import { Spinner, Text } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { PeriodsReply } from '../../../shared/protocol/periods.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { ShowMore } from '../../components/show-more.tsx';
import { useCodeNames } from '../../views/use-code-names.ts';
import { wordsOfPortalProblem } from '../portal-problem.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { ProgramLink } from '../shell/page-links.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { DataTable } from '../views/data-table.tsx';
import { PagePart } from '../views/page-part.tsx';
import { ProblemBar } from '../views/problem-bar.tsx';
import { monthName, statusWords } from './close-words.ts';
import { MonthClose } from './month-close.tsx';
import { useKeptAnswer } from './use-kept-answer.ts';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** [control.md §5] The close of a month, step by step, and the months before with their reports. */
export function ClosePage(props: ProgramPageProps) {
  const { server, program, item } = props;
  const ask = useCallback(() => server.periods(program.id), [server, program.id]);
  const { answer, refresh } = useKeptAnswer(ask);
  const chosen = item !== null && MONTH.test(item) ? item : null;
  return (
    <PageFrame
      heading={chosen === null ? 'Month close' : `Close of ${monthName(chosen)}`}
      lead="Everything that stands in the way, one press from where it is mended."
      {...(item === null ? {} : { parent: { page: 'close', label: 'Month close' } })}
      hasDay={false}
    >
      {answer === null && <Spinner size="tiny" label="Looking at the months…" labelPosition="after" />}
      {answer?.ok === false && (
        <ProblemBar
          words={wordsOfPortalProblem(answer.problem, 'The months couldn’t be read', 'The plan is as it was.')}
          onRetry={() => void refresh()}
        />
      )}
      {answer?.ok === true && (
        <Months
          key={chosen}
          {...props}
          months={answer.value}
          chosen={chosen}
          onChanged={() => {
            props.onChanged();
            void refresh();
          }}
        />
      )}
    </PageFrame>
  );
}

interface MonthsProps extends ProgramPageProps {
  readonly months: PeriodsReply;
  readonly chosen: string | null;
}

function Months({ months, chosen, ...props }: MonthsProps) {
  // Who has just closed the month sees what became of it; the next one is a press away.
  const [month] = useState(chosen ?? months.next);
  return (
    <>
      {month === null ? (
        <Text>
          {months.periods.length === 0
            ? 'The plan has no accounting months yet. Enter them in the table Periods of a workbook.'
            : 'Every month is closed. Enter the next one in the table Periods of a workbook.'}
        </Text>
      ) : (
        <MonthClose {...props} month={month} mayClose={months.mayClose} next={months.next} />
      )}
      {months.periods.length > 0 && <AllMonths months={months} shown={month} />}
    </>
  );
}

const MONTHS_AT_FIRST = 12;

function AllMonths({ months: { periods }, shown }: { readonly months: PeriodsReply; readonly shown: string | null }) {
  const [count, setCount] = useState(MONTHS_AT_FIRST);
  const names = useCodeNames();
  return (
    <PagePart heading="All months">
      <DataTable
        caption="Months with what the ledger says of them"
        columns={[
          { label: 'Month' },
          { label: 'State' },
          { label: 'Control total', isNumber: true },
          { label: 'Difference', isNumber: true },
        ]}
        rows={periods.slice(0, count).map((period) => ({
          id: period.period,
          cells: [
            <MonthLink key="month" period={period.period} isShown={period.period === shown} />,
            statusWords(period, names),
            period.controlTotal === null ? '' : formatMoney(period.controlTotal),
            period.difference === null ? '' : formatMoney(period.difference),
          ],
        }))}
      />
      <ShowMore
        shown={count}
        total={periods.length}
        step={MONTHS_AT_FIRST}
        onMore={() => setCount(count + MONTHS_AT_FIRST)}
      />
    </PagePart>
  );
}

function MonthLink({ period, isShown }: { readonly period: string; readonly isShown: boolean }) {
  return isShown ? <>{monthName(period)}</> : <ProgramLink page={`close/${period}`}>{monthName(period)}</ProgramLink>;
}
