import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { indicators } from '../../../shared/tables/lists.ts';

type Indicator = (typeof indicators)[number];

const useStyles = makeStyles({
  line: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    minWidth: '20px',
    height: '20px',
    borderRadius: tokens.borderRadiusSmall,
    color: tokens.colorNeutralBackground1,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightBold,
    flexShrink: 0,
    '@media print': { color: '#000', outline: '1px solid #000' },
    '@media (forced-colors: active)': { outline: '1px solid' },
  },
  Green: { backgroundColor: tokens.colorStatusSuccessForeground1 },
  // Marigold is light in every theme.
  Yellow: { backgroundColor: tokens.colorPaletteMarigoldBorderActive, color: '#1b1a19' },
  Red: { backgroundColor: tokens.colorStatusDangerForeground1 },
  none: { backgroundColor: tokens.colorNeutralBackground6, color: tokens.colorNeutralForeground1 },
});

const letters: { readonly [I in Indicator]: string } = { Green: 'G', Yellow: 'Y', Red: 'R', '–': '–' };
const words: { readonly [I in Indicator]: string } = {
  Green: 'Green',
  Yellow: 'Yellow',
  Red: 'Red',
  '–': 'No figures',
};

/** An indicator: a letter in its colour, and in words. */
export function IndicatorMark({ indicator }: { readonly indicator: Indicator }) {
  const styles = useStyles();
  return (
    <span className={styles.line}>
      <span
        aria-hidden="true"
        className={mergeClasses(styles.mark, indicator === '–' ? styles.none : styles[indicator])}
      >
        {letters[indicator]}
      </span>
      <span>{words[indicator]}</span>
    </span>
  );
}
