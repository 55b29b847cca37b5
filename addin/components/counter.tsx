import { Text, makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  counter: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    flexGrow: 1,
    flexBasis: 0,
    padding: '6px 2px',
    textAlign: 'center',
    border: '0',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  label: { color: tokens.colorNeutralForeground2 },
});

interface CounterProps {
  readonly label: string;
  readonly count: number;
  /** Shows what is counted. */
  readonly onOpen: () => void;
}

/** A number with its name under it, and the way to what it counts. */
export function Counter({ label, count, onOpen }: CounterProps) {
  const styles = useStyles();
  return (
    <button type="button" className={styles.counter} onClick={onOpen}>
      <Text size={600} weight="semibold">
        {count.toLocaleString('en-US')}
      </Text>
      <Text size={200} className={styles.label}>
        {label}
      </Text>
    </button>
  );
}
