import { Text } from '@fluentui/react-components';
import { SHOWN_CHANGES, type WorkbookReply } from '../../../shared/protocol/workbook.ts';
import { lockedWords } from '../../../shared/sync/locked-words.ts';
import { refusalLines } from '../../../shared/sync/refusal-lines.ts';
import { placeWords } from '../../../shared/tables/place-words.ts';
import { counted } from '../../views/cell-words.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { DataTable } from '../views/data-table.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { changeLines, conflictLines, heldDeletions } from './return-words.ts';

interface ReturnFindingsProps {
  readonly reply: WorkbookReply;
  /** The conflicts are decided beside it, so they are not listed. */
  readonly isDecided: boolean;
}

/** Changes, conflicts, refusals and warnings of a returned workbook, each in words; empty parts are left out. */
export function ReturnFindings({ reply, isDecided }: ReturnFindingsProps) {
  const shared = usePortalStyles();
  const names = useCodeNames();
  const conflicts = isDecided ? [] : conflictLines(reply, names);
  // Those stand beside the tick that lets them go.
  const held = heldDeletions(reply.warnings);
  const warnings = reply.warnings.filter((warning) => !held.includes(warning));
  return (
    <>
      <Changes reply={reply} />
      {conflicts.length > 0 && (
        <div className={shared.tight}>
          <DataTable
            caption={`${counted(conflicts.length, 'value')} somebody else has changed meanwhile`}
            columns={[{ label: 'Cell' }, { label: 'In your file' }, { label: 'In the plan' }, { label: 'Before' }]}
            rows={conflicts.map(({ id, place, yours, theirs, base }) => ({ id, cells: [place, yours, theirs, base] }))}
          />
          <Text className={shared.quiet}>
            The plan keeps its values for now. You decide between them here once the file is taken over.
          </Text>
        </div>
      )}
      {reply.refusals.length > 0 && (
        <div className={shared.tight}>
          <Text weight="semibold">{counted(reply.refusals.length, 'value')} can’t be taken</Text>
          <ul className={shared.list}>
            {refusalLines(reply.refusals).map(
              ({ first: { table, row, rule, locked }, column, placeColumn, message }, index) => (
                <li key={`${row} ${column ?? ''} ${rule} ${index}`}>
                  <Text weight="semibold">{placeWords(table, reply.rowKeys[row] ?? '', placeColumn, names)}</Text>:{' '}
                  {message}
                  {locked && ` ${lockedWords(locked, names)}`}
                </li>
              ),
            )}
          </ul>
        </div>
      )}
      {warnings.length > 0 && (
        <div className={shared.tight}>
          <Text weight="semibold">Worth a look</Text>
          <ul className={shared.list}>
            {warnings.map(({ rule, message }, index) => (
              <li key={`${rule} ${index}`}>{message}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Changes({ reply }: Pick<ReturnFindingsProps, 'reply'>) {
  const shared = usePortalStyles();
  const names = useCodeNames();
  const lines = changeLines(reply, names);
  const rest = (reply.changes?.rowCount ?? 0) - SHOWN_CHANGES;
  if (lines.length === 0) return null;
  return (
    <div className={shared.tight}>
      <DataTable
        caption="What would change"
        columns={[{ label: 'Cell' }, { label: 'In the plan' }, { label: 'In your file' }]}
        rows={lines.map(({ id, place, before, after }) => ({ id, cells: [place, before, after] }))}
      />
      {rest > 0 && <Text className={shared.quiet}>and {counted(rest, 'more row')}</Text>}
    </div>
  );
}
