import { Link, makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  // Figures stand close under each other; each must be big enough to hit.
  figure: {
    display: 'inline-flex',
    alignItems: 'center',
    minHeight: '24px',
    fontSize: 'inherit',
    fontWeight: 'inherit',
    fontVariantNumeric: 'inherit',
  },
});

interface FigureProps {
  readonly words: string;
  /** What it is a figure of: "Current Budget of Program". */
  readonly label: string;
  /** Is given what was pressed, where the focus may come back to; undefined: there is nothing to tell about it. */
  readonly onOpen: ((pressed: HTMLElement) => void) | undefined;
}

/** A figure, which can be pressed where there is something to tell about it. */
export function Figure({ words, label, onOpen }: FigureProps) {
  const styles = useStyles();
  if (onOpen === undefined) return <span>{words}</span>;
  return (
    <Link
      as="button"
      className={styles.figure}
      aria-label={`${words}, ${label}: what it is made of`}
      onClick={({ currentTarget }) => onOpen(currentTarget)}
    >
      {words}
    </Link>
  );
}
