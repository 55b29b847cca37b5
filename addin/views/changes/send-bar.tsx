import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { counted } from '../cell-words.ts';

const useStyles = makeStyles({
  bar: {
    position: 'sticky',
    bottom: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    padding: '8px 0',
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    // At 200 % zoom a bar that stays would cover what it is about.
    '@media (max-height: 300px)': { position: 'static' },
  },
  quiet: { color: tokens.colorNeutralForeground2 },
});

interface SendBarProps {
  /** Changes that would be sent, those left out, those that cannot be sent, and likely slips. */
  readonly toSend: number;
  readonly leftOut: number;
  readonly refused: number;
  readonly slips: number;
  readonly isBusy: boolean;
  readonly onSend: () => void;
}

/** The one thing to do, in view however long the list is. */
export function SendBar({ toSend, leftOut, refused, slips, isBusy, onSend }: SendBarProps) {
  const styles = useStyles();
  const remarks = sendRemarks({ leftOut, refused, slips });
  return (
    <div className={styles.bar}>
      {remarks !== '' && (
        <Text size={200} className={styles.quiet}>
          {remarks}
        </Text>
      )}
      <Button
        appearance="primary"
        size="large"
        disabled={toSend === 0}
        disabledFocusable={isBusy}
        onClick={isBusy ? undefined : onSend}
      >
        {isBusy ? 'Working…' : `Send ${counted(toSend, 'change')}`}
      </Button>
    </div>
  );
}

/** "2 stay here · 1 can’t be sent · 3 worth a second look". */
export function sendRemarks({ leftOut, refused, slips }: Pick<SendBarProps, 'leftOut' | 'refused' | 'slips'>): string {
  const remarks = [
    leftOut > 0 ? `${leftOut} ${leftOut === 1 ? 'stays' : 'stay'} here` : '',
    refused > 0 ? `${refused} can’t be sent` : '',
    slips > 0 ? `${slips} worth a second look` : '',
  ];
  return remarks.filter((remark) => remark !== '').join(' · ');
}
