import { Button, Link, Text, Title3 } from '@fluentui/react-components';
import { useState } from 'react';
import { BeforeAfter } from '../components/before-after.tsx';
import { useViewStyles } from './view-styles.ts';

/** What the pane is for, once, before anybody is asked who they are. */
export function FirstRunView({ onGoOn }: { readonly onGoOn: () => void }) {
  const styles = useViewStyles();
  const [isExampleShown, setExampleShown] = useState(false);
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
      <Link
        as="button"
        aria-expanded={isExampleShown}
        onClick={() => setExampleShown((isShown) => !isShown)}
        style={{ alignSelf: 'flex-start' }}
      >
        See an example
      </Link>
      {isExampleShown && <Example />}
    </div>
  );
}

/** [FC12] One sync of two people, told where the person is: no page has to be opened for it. */
function Example() {
  const styles = useViewStyles();
  return (
    <section className={styles.column} aria-label="An example">
      <div>
        <Text>You change the enrollment of Alder Elementary, and send it:</Text>
        <BeforeAfter before="412" after="431" />
      </div>
      <div>
        <Text>Finance has changed an amount; it comes into your sheet:</Text>
        <BeforeAfter before="1,350,000.00" after="1,351,000.50" difference="+1,000.50" />
      </div>
      <div>
        <Text block>Both of you have changed the name of one school. Nothing is overwritten, and you decide:</Text>
        <Text weight="semibold">Yours: Alder North. Finance’s: Alder Elem.</Text>
      </div>
    </section>
  );
}
