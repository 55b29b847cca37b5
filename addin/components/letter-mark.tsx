import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  line: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    minWidth: '20px',
    height: '20px',
    color: tokens.colorNeutralBackground1,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightBold,
    flexShrink: 0,
    // Print and contrast themes leave backgrounds out: the letter stays.
    '@media print': { color: '#000', outline: '1px solid #000' },
    '@media (forced-colors: active)': { outline: '1px solid' },
  },
  round: { borderRadius: tokens.borderRadiusCircular },
  square: { borderRadius: tokens.borderRadiusSmall },
});

interface LetterMarkProps {
  readonly letter: string;
  readonly words: string;
  readonly shape: 'round' | 'square';
  /** Classes of the letter and its ground. */
  readonly colors: string;
}

/** How something stands: a letter in a color, and in words for whoever sees neither. */
export function LetterMark({ letter, words, shape, colors }: LetterMarkProps) {
  const styles = useStyles();
  return (
    <span className={styles.line}>
      <span aria-hidden="true" className={mergeClasses(styles.mark, styles[shape], colors)}>
        {letter}
      </span>
      <span>{words}</span>
    </span>
  );
}
