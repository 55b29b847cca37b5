import { Button, Text, Title3 } from '@fluentui/react-components';
import { counted } from '../cell-words.ts';
import { useViewStyles } from '../view-styles.ts';

interface UnfinishedGateProps {
  /** Changes of the update in all. */
  readonly changes: number;
  readonly onChoice: (choice: 'finish' | 'later') => void;
}

/** Excel was closed, or the add-in stopped, while an update was being written into the sheet. */
export function UnfinishedGate({ changes, onChoice }: UnfinishedGateProps) {
  const styles = useViewStyles();
  return (
    <div className={styles.column}>
      <Title3 as="h2" className={styles.heading}>
        The last update stopped half-way
      </Title3>
      <Text>
        Some of its {counted(changes, 'change')} are in this workbook, some are not yet. Nothing is lost, and nothing of
        yours was replaced.
      </Text>
      <Button appearance="primary" size="large" onClick={() => onChoice('finish')}>
        Finish update
      </Button>
      <Button onClick={() => onChoice('later')}>Not now</Button>
    </div>
  );
}
