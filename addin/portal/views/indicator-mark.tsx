import { makeStyles, tokens } from '@fluentui/react-components';
import type { indicators } from '../../../shared/tables/lists.ts';
import { LetterMark } from '../../components/letter-mark.tsx';

type Indicator = (typeof indicators)[number];

const useStyles = makeStyles({
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
    <LetterMark
      letter={letters[indicator]}
      words={words[indicator]}
      shape="square"
      colors={indicator === '–' ? styles.none : styles[indicator]}
    />
  );
}
