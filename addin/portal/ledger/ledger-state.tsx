import { Text, Title3 } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { monthWords } from '../../../shared/ledger/tie-out.ts';
import type { LedgerStateReply } from '../../../shared/protocol/ledger.ts';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import type { PortalServer } from '../portal-server.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import { DataTable } from '../views/data-table.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { LedgerExceptions } from './ledger-exceptions.tsx';
import { importWords } from './ledger-words.ts';
import { ledgerCalls } from './ledger-calls.ts';

const SHOWN_MONTHS = 12;
const SHOWN_IMPORTS = 20;
/** Characters of the minute in a moment. */
const MINUTE = 16;

interface LedgerStateProps {
  readonly server: PortalServer;
  readonly program: WireProgram;
}

/** How plan and ledger tie out, which rows stayed out, and what was imported. */
export function LedgerState({ server, program }: LedgerStateProps) {
  const ask = useCallback(() => ledgerCalls(server.asks).ledger(program.id), [server, program.id]);
  return (
    <PortalAnswer ask={ask} waiting="Adding up the ledger…" failed="The ledger couldn’t be read">
      {(state) => <Told {...{ server, program }} first={state} />}
    </PortalAnswer>
  );
}

function Told({ server, program, first }: LedgerStateProps & { readonly first: LedgerStateReply }) {
  const shared = usePortalStyles();
  const [state, setState] = useState(first);
  const { tieOut, tieOutWords, imports } = state;
  return (
    <>
      <section className={shared.column} aria-labelledby="tie-out">
        <h2 id="tie-out" className={shared.heading}>
          <Title3>Plan and ledger</Title3>
        </h2>
        <Text weight="semibold">{tieOutWords}</Text>
        {tieOut.months.length > 0 && <Months months={tieOut.months.slice(-SHOWN_MONTHS).toReversed()} />}
        <Text>
          A month without a total of the ledger, or off by a cent, can’t be closed.{' '}
          <ProgramLink page="workbooks/ledger-rules">Ledger rules</ProgramLink> say where rows go that name neither
          commitment nor account.
        </Text>
      </section>
      <LedgerExceptions {...{ server, program, state }} onDecided={setState} />
      {imports.length > 0 && (
        <section className={shared.column} aria-labelledby="imports">
          <h2 id="imports" className={shared.heading}>
            <Title3>What was imported</Title3>
          </h2>
          <DataTable
            caption="Imports of the ledger, the newest first"
            columns={[
              { label: 'When' },
              { label: 'File' },
              { label: 'Who' },
              { label: 'What became of it' },
              { label: 'Amount of the file', isNumber: true },
              { label: 'Revision', isNumber: true },
            ]}
            rows={imports
              .slice(0, SHOWN_IMPORTS)
              .map(({ id, at, fileName, by, sums, revision, tieOutWords: words }) => ({
                id,
                cells: [
                  at.slice(0, MINUTE).replace('T', ' '),
                  fileName === '' ? 'pasted' : fileName,
                  by,
                  [importWords(sums), words].filter(Boolean).join('. '),
                  formatMoney(sums.total.cents),
                  revision === null ? 'nothing new' : String(revision),
                ],
              }))}
          />
        </section>
      )}
    </>
  );
}

function Months({ months }: { readonly months: LedgerStateReply['tieOut']['months'] }) {
  const amount = (cents: number | null): string => (cents === null ? 'not said' : formatMoney(cents));
  return (
    <DataTable
      caption="Expenditures by month"
      columns={[
        { label: 'Month' },
        { label: 'State' },
        { label: 'Plan', isNumber: true },
        { label: 'Ledger', isNumber: true },
        { label: 'Difference', isNumber: true },
        { label: 'Of it late', isNumber: true },
      ]}
      rows={months.map(({ period, status, posted, ledger, difference, cameLate }) => ({
        id: period,
        cells: [
          monthWords(period),
          status ?? 'not begun',
          formatMoney(posted),
          amount(ledger),
          difference === null ? '' : formatMoney(difference),
          cameLate === 0 ? '' : formatMoney(cameLate),
        ],
      }))}
    />
  );
}
