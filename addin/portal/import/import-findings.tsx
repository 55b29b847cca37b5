import { Text } from '@fluentui/react-components';
import { skippedWords } from '../../../shared/import/proposal-words.ts';
import type { ImportReply } from '../../../shared/protocol/imports.ts';
import { importTableNamed } from '../../../shared/import/import-table-named.ts';
import { columnLabel } from '../../../shared/tables/table.ts';
import { counted } from '../../views/cell-words.ts';
import { DataTable } from '../views/data-table.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { exceptionLines, importValue } from './import-words.ts';

interface ImportFindingsProps {
  readonly reply: ImportReply;
}

const SHOWN = 50;

/** What goes in, what cannot and why, and what was passed over. */
export function ImportFindings({ reply }: ImportFindingsProps) {
  return (
    <>
      <Exceptions reply={reply} />
      <Changes reply={reply} />
      <Passed reply={reply} />
    </>
  );
}

function Exceptions({ reply }: ImportFindingsProps) {
  const shared = usePortalStyles();
  const { exceptions } = reply;
  const lines = exceptionLines(reply);
  if (exceptions.length === 0) return null;
  return (
    <div className={shared.tight}>
      <Text as="h3" weight="semibold" className={shared.heading}>
        {counted(exceptions.length, 'thing')} can’t be taken
      </Text>
      <ul className={shared.list}>
        {lines.slice(0, SHOWN).map(({ place, message }) => (
          <li key={`${place} ${message}`}>
            <Text weight="semibold">{place}</Text>: {message}
          </li>
        ))}
      </ul>
      {lines.length > SHOWN && (
        <Text>and {counted(lines.length - SHOWN, 'more kind')}; the workbook to mend has them all</Text>
      )}
    </div>
  );
}

function Changes({ reply }: ImportFindingsProps) {
  const { changes, table } = reply;
  const of = importTableNamed(table);
  const updates = changes.filter(({ kind }) => kind === 'update');
  const inserts = changes.filter(({ kind }) => kind === 'insert');
  return (
    <>
      {updates.length > 0 && (
        <DataTable
          caption="What changes in the plan"
          columns={[{ label: 'Row' }, { label: 'Column' }, { label: 'In the plan' }, { label: 'In your table' }]}
          rows={updates.slice(0, SHOWN).flatMap(({ key, cells }) =>
            cells.map(({ column, before, after }) => ({
              id: `${key} ${column}`,
              cells: [
                key,
                columnLabel(of, column),
                importValue(table, column, before),
                importValue(table, column, after),
              ],
            })),
          )}
        />
      )}
      {inserts.length > 0 && (
        <DataTable
          caption="New rows"
          columns={[{ label: 'Row' }, { label: 'In your table' }, { label: 'Holds' }]}
          rows={inserts.slice(0, SHOWN).map(({ key, row, cells }) => ({
            id: key,
            cells: [
              key,
              `row ${row}`,
              cells
                .filter(({ column }) => !of.key.includes(column))
                .slice(0, 3)
                .map(({ column, after }) => importValue(table, column, after))
                .join(' · '),
            ],
          }))}
        />
      )}
    </>
  );
}

function Passed({ reply }: ImportFindingsProps) {
  const shared = usePortalStyles();
  const { skipped, translations, table, counts } = reply;
  const of = importTableNamed(table);
  if (skipped.length === 0 && translations.length === 0) return null;
  return (
    <details>
      <summary>
        <Text>
          {counted(counts.skipped, 'row')} passed over, {counted(translations.length, 'word')} taken for others
        </Text>
      </summary>
      <ul className={shared.list}>
        {skipped.map(({ row, why, text }) => (
          <li key={row}>
            Row {row} ({text}): {skippedWords[why]}
          </li>
        ))}
        {translations.map(({ column, from, to, count }) => (
          <li key={`${column} ${from}`}>
            {columnLabel(of, column)} “{from}” is taken for {to === '' ? 'nothing' : `“${to}”`} in{' '}
            {counted(count, 'row')}
          </li>
        ))}
      </ul>
    </details>
  );
}
