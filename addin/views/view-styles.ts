import { makeStyles, tokens } from '@fluentui/react-components';
import { unseen } from '../components/unseen.ts';

/** What the views share: a column with even gaps, quiet text. */
export const useViewStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', gap: '12px' },
  tight: { display: 'flex', flexDirection: 'column', gap: '4px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  quiet: { color: tokens.colorNeutralForeground2 },
  heading: { margin: 0 },
  unseen,
  /** A live region that has nothing to say takes no room. */
  status: { ':empty': { position: 'absolute' } },
  /** Entries that have buttons. */
  spaced: { '& > li + li': { marginTop: '8px' } },
  /** Takes back the indent Fluent gives to what opens or ticks, so that it lines up with the text. */
  outdent: { marginLeft: '-10px' },
  list: { margin: 0, paddingLeft: '18px', color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});
