import { Button, makeStyles } from '@fluentui/react-components';

/** Entries of a long list that come at a time: a pane that renders thousands of them would stand still. */
export const ENTRIES_PER_STEP = 100;

const useStyles = makeStyles({ more: { alignSelf: 'flex-start' } });

interface ShowMoreProps {
  /** How many are shown at most, and how many there are. */
  readonly shown: number;
  readonly total: number;
  /** How many come at a time. */
  readonly step?: number;
  /** Words of the button, from how many are left. */
  readonly words?: (rest: number) => string;
  readonly onMore: () => void;
}

/** Goes on with a list that is shown in parts; nothing where all of it is shown. */
export function ShowMore({ shown, total, step = ENTRIES_PER_STEP, words, onMore }: ShowMoreProps) {
  const styles = useStyles();
  if (total <= shown) return null;
  const rest = total - shown;
  return (
    <Button className={styles.more} size="small" appearance="subtle" onClick={onMore}>
      {words === undefined ? `Show ${Math.min(rest, step).toLocaleString('en-US')} more` : words(rest)}
    </Button>
  );
}
