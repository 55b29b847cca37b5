import { Text, makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  counter: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    flexGrow: 1,
    flexBasis: 0,
    textAlign: 'center',
  },
  label: { color: tokens.colorNeutralForeground2 },
});

interface CounterProps {
  readonly label: string;
  readonly count: number;
}

/** A number with its name under it. */
export function Counter({ label, count }: CounterProps) {
  const styles = useStyles();
  return (
    <div className={styles.counter}>
      <Text size={600} weight="semibold">
        {count}
      </Text>
      <Text size={200} className={styles.label}>
        {label}
      </Text>
    </div>
  );
}
