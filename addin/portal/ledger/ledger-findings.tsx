import { MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import type { LedgerReply } from '../../../shared/protocol/ledger.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { counted } from '../../views/cell-words.ts';
import { DataTable } from '../views/data-table.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { matchedWords } from './ledger-words.ts';

interface LedgerFindingsProps {
  readonly reply: LedgerReply;
}

const SHOWN = 50;

const parts = [
  ['taken', 'Found their line'],
  ['duplicates', 'In the plan already'],
  ['outside', 'Not of this plan'],
  ['waiting', 'Wait for your word'],
  ['exceptions', 'Stay out'],
] as const;

/** [V33] Where the money of the file goes, to the cent; what is flagged, and what came late. */
export function LedgerFindings({ reply: { ledger } }: LedgerFindingsProps) {
  const { sums, control, flags, late, tieOutWords } = ledger;
  return (
    <>
      <DataTable
        caption="Where the money of the file goes"
        columns={[{ label: 'Rows that' }, { label: 'Rows', isNumber: true }, { label: 'Amount', isNumber: true }]}
        rows={[
          ...parts
            .filter(([name]) => sums[name].rows > 0)
            .map(([name, label]) => ({
              id: name,
              cells: [label, counts(sums[name].rows), formatMoney(sums[name].cents)],
            })),
          { id: 'total', cells: ['The file', counts(sums.total.rows), formatMoney(sums.total.cents)], isTotal: true },
        ]}
      />
      {sums.taken.rows > 0 && <Text>{matchedWords(sums.matchedBy)}</Text>}
      {sums.unread > 0 && (
        <Text>{counted(sums.unread, 'row')} without an amount that can be read; no sum has them.</Text>
      )}
      {control !== null && (
        <MessageBar intent={control.message === null ? 'success' : 'warning'}>
          <MessageBarBody>
            {control.message ?? `The file adds up to the ledger’s control total of ${formatMoney(control.total)}.`}
          </MessageBarBody>
        </MessageBar>
      )}
      {tieOutWords !== null && <Text weight="semibold">{tieOutWords}</Text>}
      <Told
        heading="Taken in, and to be explained"
        lines={flags.map(({ row, rule, message }) => `Row ${row}: ${message} (${rule})`)}
      />
      <Told heading="Came late" lines={late.map(({ row, message }) => `Row ${row}: ${message}`)} />
    </>
  );
}

function counts(rows: number): string {
  return rows.toLocaleString('en-US');
}

function Told({ heading, lines }: { readonly heading: string; readonly lines: readonly string[] }) {
  const shared = usePortalStyles();
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>
        <Text>
          {heading}: {counted(lines.length, 'row')}
        </Text>
      </summary>
      <ul className={shared.list}>
        {lines.slice(0, SHOWN).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {lines.length > SHOWN && <Text>and {counted(lines.length - SHOWN, 'more')}</Text>}
    </details>
  );
}
