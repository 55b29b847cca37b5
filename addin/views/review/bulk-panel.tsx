import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { DecisionCard } from '../../components/decision-card.tsx';
import type { OpenConflict } from '../../sync/session/sync-state.ts';
import { counted } from '../cell-words.ts';
import { effectWords } from '../money-words.ts';
import { useViewStyles } from '../view-styles.ts';
import { bulkWords, previewBulk, type BulkPreview } from './bulk-decision.ts';

interface BulkPanelProps {
  /** The conflicts in view. */
  readonly conflicts: readonly OpenConflict[];
  readonly isBusy: boolean;
  readonly onConfirm: (preview: BulkPreview) => void;
}

/** One answer for all conflicts in view: first what it does to the money, then the button that does it. */
export function BulkPanel({ conflicts, isBusy, onConfirm }: BulkPanelProps) {
  const styles = useViewStyles();
  /** Name of the preview that is open: it closes when other conflicts are in view, for its amounts no longer hold. */
  const [asked, setAsked] = useState('');
  const [cancelled, setCancelled] = useState('');
  const previews = (['keepLocal', 'takeRemote'] as const).map((kind) => previewBulk(conflicts, kind));
  const offered = previews.filter((preview) => preview.conflicts.length > 1);
  const open = offered.find((preview) => nameOf(preview) === asked);
  if (offered.length === 0) return null;
  if (open === undefined) {
    return (
      <div className={styles.row}>
        {offered.map((preview) => (
          <Button
            key={preview.kind}
            disabledFocusable={isBusy}
            autoFocus={nameOf(preview) === cancelled}
            onClick={isBusy ? undefined : () => setAsked(nameOf(preview))}
          >
            {bulkWords(preview).offer}
          </Button>
        ))}
      </div>
    );
  }
  const { confirm, effect } = bulkWords(open);
  return (
    <DecisionCard
      title={open.kind === 'keepLocal' ? 'Keep all mine' : 'Use all theirs'}
      actions={
        <>
          <Button appearance="primary" disabledFocusable={isBusy} onClick={isBusy ? undefined : () => onConfirm(open)}>
            {confirm}
          </Button>
          <Button
            autoFocus
            onClick={() => {
              setAsked('');
              setCancelled(asked);
            }}
          >
            Cancel
          </Button>
        </>
      }
    >
      <Text className={styles.quiet}>{effect}:</Text>
      <ul className={styles.list}>
        {open.tables.map(({ label, count, total }) => (
          <li key={label}>
            {label}, {counted(count, 'value')}: {effectWords(total)}
          </li>
        ))}
      </ul>
      <Text weight="semibold">Total: {effectWords(open.total)}</Text>
      {open.oneByOne > 0 && <Text>{counted(open.oneByOne, 'more value')} to decide one by one.</Text>}
    </DecisionCard>
  );
}

function nameOf({ kind, conflicts }: BulkPreview): string {
  return `${kind} ${conflicts.map(({ id }) => id).join(' ')}`;
}
