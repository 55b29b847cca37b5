import { Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { SiteReply } from '../../../shared/protocol/sites.ts';
import { columnWords, placeWords, valueWords } from '../../../shared/tables/place-words.ts';
import { ShowMore } from '../../components/show-more.tsx';
import { BeforeAfter } from '../../components/before-after.tsx';
import { momentWords } from '../../views/cell-words.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { usePortalStyles } from './portal-styles.ts';

type Change = SiteReply['changes'][number];

/** So many are shown, and printed, at first. */
const CHANGES = 8;

const kindWords: { readonly [K in Change['kind']]: string } = {
  insert: 'Entered',
  update: 'Changed',
  delete: 'Removed',
};

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column', gap: '12px' },
  entry: { display: 'flex', flexDirection: 'column', gap: '2px', overflowWrap: 'anywhere' },
});

/** What was changed last of a school or a project, and of the rows that belong to it. */
export function LastChanges({ changes }: { readonly changes: readonly Change[] }) {
  const styles = useStyles();
  const [now] = useState(() => new Date());
  const [shown, setShown] = useState(CHANGES);
  if (changes.length === 0) return <Text>Nothing has been changed yet.</Text>;
  return (
    <>
      <ol className={styles.list}>
        {changes.slice(0, shown).map((change) => (
          <ChangeEntry key={`${change.revision} ${change.table} ${change.row}`} change={change} now={now} />
        ))}
      </ol>
      <ShowMore shown={shown} total={changes.length} step={changes.length} onMore={() => setShown(changes.length)} />
    </>
  );
}

function ChangeEntry({ change, now }: { readonly change: Change; readonly now: Date }) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const names = useCodeNames();
  const { revision, at, by, table, key, kind, cells } = change;
  return (
    <li className={styles.entry}>
      <Text weight="semibold">{placeWords(table, key, null, names)}</Text>
      <Text className={shared.quiet}>
        {kindWords[kind]} by {by}, {momentWords(at, now)}, revision {revision}
      </Text>
      {kind === 'update' &&
        cells.map(({ column, before, after }) => (
          <div key={column} className={shared.row}>
            <Text>{columnWords(table, column)}:</Text>
            <BeforeAfter
              before={valueWords(table, column, before, names)}
              after={valueWords(table, column, after, names)}
            />
          </div>
        ))}
    </li>
  );
}
