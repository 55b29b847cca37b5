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
  name: { margin: 0 },
});

/** Which program this is. */
export function PaneHeader({ name }: { readonly name: string }) {
  const styles = useStyles();
  return (
    <header className={styles.header}>
      <Text as="h1" weight="semibold" size={200} className={styles.name}>
        {name === '' ? 'SEP Sync' : name}
      </Text>
    </header>
  );
}
