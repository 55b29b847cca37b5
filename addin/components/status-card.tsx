import { Button, Spinner, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, CircleHalfFillRegular, WarningFilled } from '@fluentui/react-icons';
import type { StatusCardWords } from '../views/status-card-words.ts';

const useStyles = makeStyles({
  card: {
    display: 'grid',
    gridTemplateColumns: '24px 1fr',
    // At 200 % zoom the words need the whole width.
    '@media (max-width: 220px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    columnGap: '10px',
    rowGap: '10px',
    padding: '14px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  good: { borderLeft: `4px solid ${tokens.colorPaletteGreenBorderActive}` },
  busy: { borderLeft: `4px solid ${tokens.colorBrandStroke1}` },
  waiting: { borderLeft: `4px solid ${tokens.colorNeutralStroke1}` },
  attention: { borderLeft: `4px solid ${tokens.colorPaletteDarkOrangeBorderActive}` },
  icon: { fontSize: '22px', lineHeight: '22px' },
  words: { display: 'flex', flexDirection: 'column', gap: '2px', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
  button: { gridColumn: '1 / -1', width: '100%' },
});

const icons = {
  good: <CheckmarkCircleFilled primaryFill={tokens.colorPaletteGreenForeground1} />,
  busy: <Spinner size="extra-tiny" />,
  waiting: <CircleHalfFillRegular />,
  attention: <WarningFilled primaryFill={tokens.colorPaletteDarkOrangeForeground1} />,
} as const;

interface StatusCardProps {
  readonly words: StatusCardWords;
  readonly onAction: () => void;
  /** Offered beside the card's own action, where that is not syncing. */
  readonly onSync: (() => void) | undefined;
}

/** Says in words how things are, politely announced, with the one thing to do about it. */
export function StatusCard({ words, onAction, onSync }: StatusCardProps) {
  const styles = useStyles();
  return (
    <section
      className={mergeClasses(styles.card, styles[words.tone])}
      aria-label="Sync status"
      data-status={words.tone}
    >
      <span className={styles.icon} aria-hidden>
        {icons[words.tone]}
      </span>
      <div className={styles.words} aria-live="polite" aria-atomic>
        <Text weight="semibold" size={400}>
          {words.title}
        </Text>
        <Text className={styles.quiet}>{words.line}</Text>
      </div>
      {words.action !== null && (
        <Button appearance="primary" size="large" className={styles.button} onClick={onAction}>
          {words.action.label}
        </Button>
      )}
      {onSync !== undefined && (
        <Button className={styles.button} onClick={onSync}>
          Sync now
        </Button>
      )}
    </section>
  );
}
