import { Button, Text, Title3 } from '@fluentui/react-components';
import type { SyncState } from '../../sync/session/sync-state.ts';
import { clockTime, counted } from '../cell-words.ts';
import { useViewStyles } from '../view-styles.ts';
import type { OldCopy } from './workbook-origin.ts';

interface OldCopyGateProps {
  readonly copy: OldCopy;
  readonly state: SyncState;
  readonly onChoice: (choice: 'update' | 'look') => void;
}

/** The file is older than what it has synced before: its old numbers must not pass for edits. */
export function OldCopyGate({ copy, state, onChoice }: OldCopyGateProps) {
  const styles = useViewStyles();
  return (
    <div className={styles.column}>
      <Title3 as="h2" className={styles.heading}>
        This file is {copy.madeAt === null ? 'an early copy' : `from ${dayWords(copy.madeAt)}`}
      </Title3>
      <Text>
        {changedWords(copy.changed)} We’ll bring it up to date first; {editsStay(state.toSend)}
      </Text>
      <Button appearance="primary" size="large" onClick={() => onChoice('update')}>
        Bring up to date
      </Button>
      <Button onClick={() => onChoice('look')}>Just look</Button>
    </div>
  );
}

function editsStay(count: number): string {
  if (count === 0) return 'edits in this file stay.';
  return `your ${counted(count, 'edit')} in this file ${count === 1 ? 'stays' : 'stay'}.`;
}

function changedWords(changed: number): string {
  return changed === 1 ? '1 value has changed since.' : `${changed.toLocaleString('en-US')} values have changed since.`;
}

/** "March 2", with the year when it is another one; "today, 10:31". */
function dayWords(iso: string): string {
  const [moment, now] = [new Date(iso), new Date()];
  if (moment.toDateString() === now.toDateString()) return `today, ${clockTime(iso)}`;
  const year = moment.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return moment.toLocaleDateString('en-US', { month: 'long', day: 'numeric', ...year });
}
