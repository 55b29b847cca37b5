import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { StayTick } from '../../components/stay-tick.tsx';
import { useViewStyles } from '../view-styles.ts';

interface OneButtonWayProps {
  readonly label: string;
  /** What goes on elsewhere meanwhile. */
  readonly busy: string;
  /** Ends when it has come about or not. */
  readonly onStart: (stay: boolean) => Promise<void>;
  /** Absent: it ends by itself. */
  readonly onCancel?: () => void;
}

/** A way to sign in that is a button here, and the rest somewhere else. */
export function OneButtonWay({ label, busy, onStart, onCancel }: OneButtonWayProps) {
  const styles = useViewStyles();
  const [stay, setStay] = useState(false);
  const [isBusy, setBusy] = useState(false);
  return (
    <div className={styles.column}>
      <StayTick stay={stay} onStay={setStay} />
      <Button
        appearance="primary"
        size="large"
        disabled={isBusy}
        onClick={() => {
          setBusy(true);
          void onStart(stay).finally(() => setBusy(false));
        }}
      >
        {label}
      </Button>
      <div role="status" className={styles.status}>
        {isBusy && <Text>{busy}</Text>}
      </div>
      {isBusy && onCancel !== undefined && <Button onClick={onCancel}>Cancel</Button>}
    </div>
  );
}
