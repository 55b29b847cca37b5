import { makeStyles, tokens } from '@fluentui/react-components';

/** What the views share: a column with even gaps, quiet text. */
export const useViewStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', gap: '12px' },
  tight: { display: 'flex', flexDirection: 'column', gap: '4px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  quiet: { color: tokens.colorNeutralForeground2 },
  heading: { margin: 0 },
  /** Takes back the indent Fluent gives to what opens or ticks, so that it lines up with the text. */
  outdent: { marginLeft: '-10px' },
  list: { margin: 0, paddingLeft: '18px', color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});
