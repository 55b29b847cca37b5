import { Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { ChangeView } from '../../../shared/protocol/budget-changes.ts';
import { momentWords } from '../../views/cell-words.ts';
import { PagePart } from '../views/page-part.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { pastWords } from '../../views/budget-changes/act-words.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column', gap: '8px' },
  entry: { display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
});

/** Who did what with the change, and when. */
export function ChangePast({ view }: { readonly view: ChangeView }) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const [now] = useState(() => new Date());
  return (
    <PagePart heading="Who did what">
      {view.history.length === 0 && <Text>Nothing has been done with it yet.</Text>}
      <ol className={styles.list}>
        {view.history.map(({ did, by, at, revision, note }) => (
          <li key={`${revision} ${did}`} className={styles.entry}>
            <Text>
              {pastWords[did]} by {by}
            </Text>
            <Text className={shared.quiet}>
              {momentWords(at, now)}, revision {revision}
            </Text>
            {note !== '' && <Text>“{note}”</Text>}
          </li>
        ))}
      </ol>
    </PagePart>
  );
}
