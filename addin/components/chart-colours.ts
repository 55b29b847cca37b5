import { tokens } from '@fluentui/react-components';

/**
 * Colours of everything that is drawn, charts and schedules alike, as variables of its style: those of the page around it,
 * light, dark or of a contrast theme.
 */
export const chartColours = {
  '--chart-ink': tokens.colorNeutralForeground1,
  '--chart-quiet': tokens.colorNeutralForeground2,
  '--chart-grid': tokens.colorNeutralStroke2,
  '--chart-on': tokens.colorNeutralBackground1,
  '--chart-first': tokens.colorBrandForeground1,
  '--chart-second': tokens.colorPaletteMarigoldBorderActive,
  '--chart-third': tokens.colorPaletteBlueBorderActive,
  '--chart-fourth': tokens.colorNeutralStroke1Pressed,
  '--chart-good': tokens.colorStatusSuccessForeground1,
  '--chart-watch': tokens.colorPaletteMarigoldBorderActive,
  '--chart-bad': tokens.colorStatusDangerForeground1,
  '--chart-none': tokens.colorNeutralStroke2,
  '--chart-on-none': tokens.colorNeutralForeground1,
  // Contrast themes leave the colours of drawings alone, but not the ground that they stand on.
  '@media (forced-colors: active)': {
    '--chart-ink': 'CanvasText',
    '--chart-quiet': 'CanvasText',
    '--chart-grid': 'GrayText',
    '--chart-on': 'Canvas',
    '--chart-first': 'Highlight',
    '--chart-second': 'CanvasText',
    '--chart-third': 'LinkText',
    '--chart-fourth': 'GrayText',
    '--chart-good': 'CanvasText',
    '--chart-watch': 'Mark',
    '--chart-bad': 'Highlight',
    '--chart-none': 'GrayText',
    '--chart-on-none': 'Canvas',
  },
};
