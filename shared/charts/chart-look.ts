import type { Tone } from './chart.ts';

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
  ink: '#1f2a2e',
  quiet: '#56646a',
  grid: '#d9e0e2',
  tones: {
    first: { fill: '#0b5a50', text: '#ffffff' },
    second: { fill: '#e69f00', text: '#1f2a2e' },
    third: { fill: '#56b4e9', text: '#1f2a2e' },
    fourth: { fill: '#b8c2c6', text: '#1f2a2e' },
    good: { fill: '#1d6b45', text: '#ffffff' },
    watch: { fill: '#f0c94c', text: '#1f2a2e' },
    bad: { fill: '#a4262c', text: '#ffffff' },
    none: { fill: '#d9e0e2', text: '#1f2a2e' },
  },
};

/** Where a chart is drawn. */
export interface ChartPlace {
  /** Pixels. */
  readonly width: number;
  readonly look: ChartLook;
}
