import { Text, makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  line: {
    display: 'grid',
    gridTemplateColumns: 'minmax(56px, max-content) 1fr',
    columnGap: '10px',
    alignItems: 'baseline',
  },
  who: { color: tokens.colorNeutralForeground2 },
  value: { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  when: { color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
});

interface ValueLineProps {
  readonly who: string;
  readonly value: string;
  readonly when?: string;
}

/** One side of a decision: whose value, what it is, when it was set. */
export function ValueLine({ who, value, when }: ValueLineProps) {
  const styles = useStyles();
  return (
    <div className={styles.line}>
      <Text className={styles.who}>{who}</Text>
      <span>
        <Text weight="semibold" className={styles.value}>
          {value}
        </Text>{' '}
        {when !== undefined && (
          <Text size={200} className={styles.when}>
            {when}
          </Text>
        )}
      </span>
    </div>
  );
}
