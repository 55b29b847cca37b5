import { Button, Link, Text, Title3 } from '@fluentui/react-components';
import { useViewStyles } from './view-styles.ts';

/** What the pane is for, once, before anybody is asked who they are. */
export function FirstRunView({ onGoOn }: { readonly onGoOn: () => void }) {
  const styles = useViewStyles();
  return (
    <div className={styles.column}>
      <Title3 as="h1" className={styles.heading}>
        Keep your budget in step with finance
      </Title3>
      <Text>Fill in your table as usual. We send your changes, show you others’, and ask before anything clashes.</Text>
      <ul className={styles.list}>
        <li>Nothing you typed is lost or overwritten without your word.</li>
        <li>You see who changed what, and can put it back.</li>
        <li>Your formulas, colors and other sheets stay as they are.</li>
      </ul>
      <Button appearance="primary" size="large" onClick={onGoOn}>
        Sign in
      </Button>
      <Link href="/workbench/" target="_blank" rel="noreferrer">
        See an example
      </Link>
    </div>
  );
}
