import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { standingLabels, standingLetters, type SiteStanding } from '../../shared/plan/sites/site-standing.ts';
import { LetterMark } from './letter-mark.tsx';

/** Colors of a standing: for shapes and for the letter in them. */
export const useStandingStyles = makeStyles({
  late: { backgroundColor: tokens.colorPaletteRedBackground3, fill: tokens.colorPaletteRedBackground3 },
  onHold: { backgroundColor: tokens.colorNeutralForeground3, fill: tokens.colorNeutralForeground3 },
  underway: { backgroundColor: tokens.colorBrandBackground, fill: tokens.colorBrandBackground },
  planned: { backgroundColor: tokens.colorPaletteBlueForeground2, fill: tokens.colorPaletteBlueForeground2 },
  undated: { backgroundColor: tokens.colorNeutralForeground3, fill: tokens.colorNeutralForeground3 },
  done: { backgroundColor: tokens.colorPaletteGreenForeground1, fill: tokens.colorPaletteGreenForeground1 },
  none: { backgroundColor: tokens.colorNeutralBackground6, fill: tokens.colorNeutralBackground6 },
});

const useStyles = makeStyles({
  none: { color: tokens.colorNeutralForeground1 },
  // Their ground is as dark in the dark theme.
  onDark: { color: tokens.colorNeutralForegroundStaticInverted },
});

/** Whether the letter is white in every theme. */
export function isOnDark(standing: SiteStanding): boolean {
  return standing === 'late' || standing === 'underway';
}

/** How something stands: a letter in a color, and in words. */
export function StandingMark({ standing, words }: { readonly standing: SiteStanding; readonly words?: string }) {
  const styles = useStyles();
  const colors = useStandingStyles();
  return (
    <LetterMark
      letter={standingLetters[standing]}
      words={words ?? standingLabels[standing]}
      shape="round"
      colors={mergeClasses(colors[standing], standing === 'none' && styles.none, isOnDark(standing) && styles.onDark)}
    />
  );
}
