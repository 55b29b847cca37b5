import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  lines: {
    display: 'grid',
    gridTemplateColumns: 'fit-content(50%) 1fr',
    // At 200 % zoom each value goes under its name.
    '@media (max-width: 220px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    columnGap: '10px',
    rowGap: '4px',
    alignItems: 'baseline',
  },
  who: { color: tokens.colorNeutralForeground2 },
  value: { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  when: { color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
});

/** The sides of a decision under each other, names and values in two columns. */
export function ValueLines({ children }: { readonly children: ReactNode }) {
  return <div className={useStyles().lines}>{children}</div>;
}

interface ValueLineProps {
  readonly who: string;
  readonly value: string;
  readonly when?: string;
}

/** One line of `ValueLines`: whose value, what it is, when it was set. */
export function ValueLine({ who, value, when }: ValueLineProps) {
  const styles = useStyles();
  return (
    <>
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
    </>
  );
}
