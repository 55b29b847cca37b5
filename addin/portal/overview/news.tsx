import { Text } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { ChangeGroup } from '../../components/change-group.tsx';
import { ChangeLine } from '../../components/change-line.tsx';
import { counted, momentWords } from '../../views/cell-words.ts';
import { itemKey, itemPlace, itemWords } from '../../views/history/change-items.ts';
import { firstItems, itemCount } from '../../views/history/first-items.ts';
import { gatherNews, type News as GatheredNews } from '../../views/news/gather-news.ts';
import { newsGroups } from '../../views/news/news-groups.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { AppLink } from '../shell/page-links.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { lastLook } from './last-look.ts';

/** As many as are worth a look here; the page of what moved has all. */
const MOST = 8;

/** What others have changed since the person last looked at this page in this browser, the largest money first. */
export function News({ server, program }: ProgramPageProps) {
  const shared = usePortalStyles();
  const person = server.person();
  const email = person?.email ?? '';
  const [since] = useState(() => lastLook(email, program.id).read());
  useEffect(() => lastLook(email, program.id).keep(program.revision), [email, program.id, program.revision]);
  const me = person?.name ?? '';
  const ask = useCallback(
    () =>
      since === null || since >= program.revision
        ? Promise.resolve(nothingNew)
        : gatherNews(server, { program: program.id, since, me }),
    [server, program.id, program.revision, since, me],
  );
  return (
    <section className={shared.column} aria-labelledby="news">
      <h2 id="news" className={shared.heading}>
        <Text size={400} weight="semibold">
          Since you last looked
        </Text>
      </h2>
      {since === null ? (
        <Text>This is your first look with this browser. What others change from now on is told here.</Text>
      ) : (
        <PortalAnswer ask={ask} waiting="Looking for what others changed…" failed="History couldn’t be read">
          {(news) => <Items program={program.id} news={news} since={since} />}
        </PortalAnswer>
      )}
    </section>
  );
}

const nothingNew = { ok: true, value: { revisions: [], isCut: false } } as const;

interface ItemsProps {
  /** Id of the program. */
  readonly program: string;
  readonly news: GatheredNews;
  readonly since: number;
}

function Items({ program, news, since }: ItemsProps) {
  const names = useCodeNames();
  const [now] = useState(() => new Date());
  const groups = newsGroups(news.revisions);
  const total = itemCount(groups);
  if (total === 0) return <Text>Nothing new from others since revision {since}.</Text>;
  return (
    <>
      <Text>
        {counted(total, 'change')} by others since revision {since}
        {total > MOST ? `, the largest ${MOST} first` : ''}.
      </Text>
      {firstItems(groups, MOST).map(({ revision, by, at, note, items }) => (
        <ChangeGroup
          key={revision}
          level={3}
          title={by}
          lines={[`Revision ${revision}, ${momentWords(at, now)}`, ...(note === '' ? [] : [note])]}
        >
          {items.map((item) => (
            <ChangeLine key={itemKey(item)} place={itemPlace(item, names)} values={itemWords(item, names)} />
          ))}
        </ChangeGroup>
      ))}
      <AppLink to={`/p/${program}/moved?from=${since}`}>All that moved since revision {since}</AppLink>
    </>
  );
}
