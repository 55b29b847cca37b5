import { Text, makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  // Excel's personality menu covers the top right corner, so nothing to click stands in this line.
  header: {
    minHeight: '32px',
    boxSizing: 'border-box',
    padding: '8px 44px 0 20px',
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
});

/** Which program this is. */
export function PaneHeader({ name }: { readonly name: string }) {
  return (
    <header className={useStyles().header}>
      <Text weight="semibold" size={200}>
        {name === '' ? 'SEP Sync' : name}
      </Text>
    </header>
  );
}
