import type { Tone } from './chart.ts';
import { paperTheme } from './paper-theme.ts';

/** Font and colours that a chart is drawn in: any that SVG takes, variables of a page included. */
export interface ChartLook {
  /** Families, the first that there is; on paper one that the document is set in, since it takes no other. */
  readonly font: string;
  readonly ink: string;
  readonly quiet: string;
  readonly grid: string;
  /** Of a tone the colour of its marks, and that of letters within them. */
  readonly tones: { readonly [T in Tone]: { readonly fill: string; readonly text: string } };
}

/**
 * For paper: told apart by their lightness as well, so that they survive a black and white print, and by who sees no red or
 * green (after Okabe and Ito).
 */
export const printLook: ChartLook = {
  font: 'Source Sans 3',
  ink: paperTheme.ink,
  quiet: paperTheme.quiet,
  grid: paperTheme.hair,
  tones: {
    first: { fill: '#0b5a50', text: '#ffffff' },
    second: { fill: '#e69f00', text: paperTheme.ink },
    third: { fill: '#56b4e9', text: paperTheme.ink },
    fourth: { fill: '#b8c2c6', text: paperTheme.ink },
    good: { fill: paperTheme.fills.G, text: '#ffffff' },
    watch: { fill: paperTheme.fills.Y, text: paperTheme.ink },
    bad: { fill: paperTheme.fills.R, text: '#ffffff' },
    none: { fill: paperTheme.hair, text: paperTheme.ink },
  },
};

/** Where a chart is drawn. */
export interface ChartPlace {
  /** Pixels. */
  readonly width: number;
  readonly look: ChartLook;
}
