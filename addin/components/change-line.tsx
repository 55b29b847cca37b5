import { Button, Link, Text, makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  line: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: '2px', overflowWrap: 'anywhere' },
  values: { whiteSpace: 'pre-wrap' },
});

export interface ChangeLineProps {
  /** Where: "Budget Lines · BL-010 · Original"; null where that is said above. */
  readonly place: string | null;
  /** What: "10,000.00 → 12,500.00 (+2,500.00)". */
  readonly values: string;
  /** Shows the cell in the sheet. */
  readonly onJump?: (() => void) | undefined;
  readonly action?: { readonly label: string; readonly isDisabled: boolean; readonly does: () => void } | undefined;
  /** What else there is to do with it. */
  readonly children?: ReactNode;
}

/** One change: where, from what to what, and what can be done with it. */
export function ChangeLine({ place, values, onJump, action, children }: ChangeLineProps) {
  const styles = useStyles();
  return (
    <li className={styles.line}>
      {place !== null && (onJump === undefined ? <Text>{place}</Text> : <Link onClick={onJump}>{place}</Link>)}
      <Text className={styles.values}>{values}</Text>
      {action !== undefined && (
        <Button size="small" disabled={action.isDisabled} onClick={action.does}>
          {action.label}
        </Button>
      )}
      {children}
    </li>
  );
}
