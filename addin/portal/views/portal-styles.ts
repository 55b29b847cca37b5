import { makeStyles, tokens } from '@fluentui/react-components';

/** What the front door's views share. */
export const usePortalStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', gap: '12px' },
  tight: { display: 'flex', flexDirection: 'column', gap: '4px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  quiet: { color: tokens.colorNeutralForeground2 },
  /** Where the focus of a page that has changed goes for screen readers; nobody presses a heading, so it has no ring. */
  heading: { margin: 0, ':focus': { outlineStyle: 'none' } },
  list: { margin: 0, paddingLeft: '20px', display: 'flex', flexDirection: 'column', gap: '4px' },
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: '16px',
    padding: '20px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    overflowWrap: 'anywhere',
    '@media (max-width: 480px)': { padding: '16px' },
  },
});
