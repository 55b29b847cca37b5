import { Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', gap: '8px', overflowWrap: 'anywhere' },
  words: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: '8px' },
  label: { color: tokens.colorNeutralForeground2 },
  bar: {
    height: '6px',
    minWidth: '1px',
    borderRadius: tokens.borderRadiusSmall,
    // Contrast themes paint over backgrounds, and a bar is nothing else.
    '@media (forced-colors: active)': { forcedColorAdjust: 'none', backgroundColor: 'CanvasText' },
  },
  tone0: { backgroundColor: tokens.colorBrandForeground1 },
  tone1: { backgroundColor: tokens.colorPaletteTealBorderActive },
  tone2: { backgroundColor: tokens.colorPaletteGoldBorderActive },
  tone3: { backgroundColor: tokens.colorNeutralForeground3 },
});

interface FigureBarsProps {
  readonly title: string;
  readonly bars: readonly {
    readonly label: string;
    readonly words: string;
    /** Length, 0–1 of the width. */
    readonly share: number;
  }[];
}

/** Amounts of one group as bars under each other, each with its name and number: color says nothing alone. */
export function FigureBars({ title, bars }: FigureBarsProps) {
  const styles = useStyles();
  const tones = [styles.tone0, styles.tone1, styles.tone2, styles.tone3];
  return (
    <div className={styles.group}>
      <Text weight="semibold">{title}</Text>
      {bars.map(({ label, words, share }, index) => (
        <div key={label}>
          <div className={styles.words}>
            <Text size={200} className={styles.label}>
              {label}
            </Text>
            <Text size={200}>{words}</Text>
          </div>
          <div className={mergeClasses(styles.bar, tones[index % tones.length])} style={{ width: `${share * 100}%` }} />
        </div>
      ))}
    </div>
  );
}
