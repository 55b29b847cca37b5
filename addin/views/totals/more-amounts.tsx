import { Text } from '@fluentui/react-components';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ShowMore } from '../../components/show-more.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { useViewStyles } from '../view-styles.ts';

/** Amounts of a list at first and at a time, and as many as the server tells at once. */
export const AMOUNTS_PER_STEP = 25;
const MOST_AMOUNTS = 500;

interface MoreAmountsProps {
  /** Words of what went wrong; null: nothing. */
  readonly problem: { readonly title: string; readonly line: string } | null;
  readonly isLoading: boolean;
  readonly onRetry: () => void;
  /** How many are asked for, and how many there are. */
  readonly shown: number;
  readonly count: number;
  readonly onMore: (shown: number) => void;
}

/** How a list of amounts ends: what is still to come of it, and what keeps it. */
export function MoreAmounts({ problem, isLoading, onRetry, shown, count, onMore }: MoreAmountsProps) {
  const styles = useViewStyles();
  const listed = Math.min(count, MOST_AMOUNTS);
  return (
    <li className={styles.column} style={{ listStyle: 'none' }}>
      {problem !== null && <ProblemNotice words={problem} onRetry={onRetry} />}
      {isLoading && <SlowSpinner label="Looking it up…" />}
      <ShowMore
        shown={shown}
        total={listed}
        step={AMOUNTS_PER_STEP}
        onMore={() => onMore(Math.min(listed, shown + AMOUNTS_PER_STEP))}
      />
      {shown >= MOST_AMOUNTS && count > MOST_AMOUNTS && (
        <Text className={styles.quiet}>The other {count - MOST_AMOUNTS} are smaller. They are in the workbook.</Text>
      )}
    </li>
  );
}
