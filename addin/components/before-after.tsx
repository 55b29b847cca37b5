import { Text, makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', columnGap: '8px', overflowWrap: 'anywhere', minWidth: 0 },
  before: { color: tokens.colorNeutralForeground2 },
  after: { fontWeight: tokens.fontWeightSemibold },
  /** For those who hear it: an arrow says nothing. */
  heard: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

interface BeforeAfterProps {
  /** Absent: there was nothing before. */
  readonly before?: string | undefined;
  readonly after: string;
  /** Difference of money, such as "+2,500.00". */
  readonly difference?: string | undefined;
}

/** "12,400.00 → 12,900.00 (+500.00)". */
export function BeforeAfter({ before, after, difference }: BeforeAfterProps) {
  const styles = useStyles();
  return (
    <div className={styles.line}>
      <Text>
        {before !== undefined && (
          <>
            <span className={styles.before}>{before}</span>
            <span className={styles.heard}> becomes </span>
            <span aria-hidden> → </span>
          </>
        )}
        <span className={styles.after}>{after}</span>
      </Text>
      {difference !== undefined && <Text className={styles.before}>({difference})</Text>}
    </div>
  );
}
