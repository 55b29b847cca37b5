import { Text } from '@fluentui/react-components';
import { useCallback } from 'react';
import { monthWords } from '../../../shared/ledger/tie-out.ts';
import { snapshotNumber } from '../close/close-words.ts';
import type { PortalServer } from '../portal-server.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';

/** Months whose reports are listed here; those before stand on the page of the month close. */
const MONTHS_SHOWN = 12;

interface ClosedMonthsProps {
  readonly server: PortalServer;
  readonly program: string;
}

/** The months that were closed here, whose reports are kept as they were made. */
export function ClosedMonths({ server, program }: ClosedMonthsProps) {
  const shared = usePortalStyles();
  const ask = useCallback(() => server.periods(program), [server, program]);
  return (
    <PagePart heading="Reports of closed months">
      <PortalAnswer ask={ask} waiting="Looking at the months…" failed="The months couldn’t be read">
        {({ periods }) => {
          const closed = periods.filter(({ snapshot }) => snapshot !== null).slice(0, MONTHS_SHOWN);
          if (closed.length === 0)
            return (
              <Text className={shared.quiet}>
                When a month is closed, its schedule, accountability report and workbook are made and kept here.
              </Text>
            );
          return (
            <ul className={shared.list}>
              {closed.map(({ period, snapshot, closedOn }) => (
                <li key={period}>
                  <ProgramLink page={`close/${period}`}>{monthWords(period)}</ProgramLink>
                  {` · revision ${snapshotNumber(snapshot ?? '')}${closedOn === null ? '' : `, closed on ${closedOn}`}`}
                </li>
              ))}
            </ul>
          );
        }}
      </PortalAnswer>
    </PagePart>
  );
}
