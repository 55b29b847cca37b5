import { Link, Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    padding: '12px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

interface DecisionCardProps {
  readonly title: string;
  /** Shows the cell in the sheet; absent where there is none to show. */
  readonly onJump?: (() => void) | undefined;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** What else can be done about it, below the buttons that decide. */
  readonly further?: ReactNode;
}

/** One thing to look at or decide: where, what, and the buttons, in this order. */
export function DecisionCard({ title, onJump, children, actions, further }: DecisionCardProps) {
  const styles = useStyles();
  return (
    <article className={styles.card} aria-label={title} data-card tabIndex={-1}>
      <Text weight="semibold" as="h3" style={{ margin: 0 }}>
        {onJump === undefined ? title : <Link onClick={onJump}>{title}</Link>}
      </Text>
      {children}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      {further}
    </article>
  );
}
