import { useCallback } from 'react';
import { Text } from '@fluentui/react-components';
import type { PeriodsReply } from '../../../shared/protocol/periods.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { ProgramLink } from '../shell/page-links.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { DataTable } from '../views/data-table.tsx';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { monthName, statusWords } from './close-words.ts';
import { MonthClose } from './month-close.tsx';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** [control.md §5] The close of a month, step by step, and the months before with their reports. */
export function ClosePage(props: ProgramPageProps) {
  const { server, program, item } = props;
  const ask = useCallback(() => server.periods(program.id), [server, program.id]);
  const chosen = item !== null && MONTH.test(item) ? item : null;
  return (
    <PageFrame
      heading={chosen === null ? 'Month close' : `Close of ${monthName(chosen)}`}
      lead="Everything that stands in the way, one press from where it is mended."
      {...(item === null ? {} : { parent: { page: 'close', label: 'Month close' } })}
      hasDay={false}
    >
      <PortalAnswer ask={ask} waiting="Looking at the months…" failed="The months couldn’t be read">
        {(months) => <Months {...props} months={months} chosen={chosen} />}
      </PortalAnswer>
    </PageFrame>
  );
}

interface MonthsProps extends ProgramPageProps {
  readonly months: PeriodsReply;
  readonly chosen: string | null;
}

function Months({ months, chosen, ...props }: MonthsProps) {
  const month = chosen ?? months.next;
  return (
    <>
      {month === null ? (
        <Text>
          {months.periods.length === 0
            ? 'The plan has no accounting months yet. Enter them in the table Periods of a workbook.'
            : 'Every month is closed. Enter the next one in the table Periods of a workbook.'}
        </Text>
      ) : (
        <MonthClose key={month} {...props} month={month} mayClose={months.mayClose} isNext={month === months.next} />
      )}
      {months.periods.length > 0 && <AllMonths months={months} shown={month} />}
    </>
  );
}

function AllMonths({ months: { periods }, shown }: { readonly months: PeriodsReply; readonly shown: string | null }) {
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
        rows={periods.map((period) => ({
          id: period.period,
          cells: [
            period.period === shown ? (
              monthName(period.period)
            ) : (
              <ProgramLink page={`close/${period.period}`}>{monthName(period.period)}</ProgramLink>
            ),
            statusWords(period),
            period.controlTotal === null ? '' : formatMoney(period.controlTotal),
            period.difference === null ? '' : formatMoney(period.difference),
          ],
        }))}
      />
    </PagePart>
  );
}
