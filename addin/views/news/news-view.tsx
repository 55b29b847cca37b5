import { Button, Text } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import type { Subject } from '../../../shared/questions/subject.ts';
import { ChangeGroup } from '../../components/change-group.tsx';
import { ChangeLine } from '../../components/change-line.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ENTRIES_PER_STEP, ShowMore } from '../../components/show-more.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { wordsOfServerProblem, type ServerOutcome } from '../../sync/server/server-problem.ts';
import { counted, momentWords } from '../cell-words.ts';
import { itemCell, itemKey, itemPlace, itemWords, type ChangeItem } from '../history/change-items.ts';
import { firstItems, itemCount } from '../history/first-items.ts';
import { AskAbout } from '../comments/ask-about.tsx';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import { gatherNews, NEWS_ROWS, type News } from './gather-news.ts';
import { newsGroups, type NewsGroup } from './news-groups.ts';

interface NewsViewProps {
  readonly server: ServerClient;
  readonly program: string;
  /** Revisions after this one are news. */
  readonly since: number;
  /** The newest revision on the server, as far as known: a new one is looked up. */
  readonly head: number | null;
  /** Name of the person who looks. */
  readonly me: string;
  readonly onJump: (place: CellPlace) => void;
  readonly onRead: () => void;
}

/** Since you last looked: what others changed, the largest money first. */
export function NewsView({ server, program, since, head, me, onJump, onRead }: NewsViewProps) {
  const styles = useViewStyles();
  const names = useCodeNames();
  const [shown, setShown] = useState(ENTRIES_PER_STEP);
  const ask = useCallback(
    () => (head !== null && head <= since ? noNews() : gatherNews(server, { program, since, me })),
    [server, program, since, me, head],
  );
  const { value, problem, isLoading, again } = useAnswer(ask);
  const groups = useMemo(() => newsGroups(value?.revisions ?? []), [value]);
  const [now] = useState(() => new Date());
  const total = itemCount(groups);
  return (
    <div className={styles.column}>
      {problem !== null && <ProblemNotice words={wordsOfServerProblem(problem)} onRetry={again} />}
      {isLoading && <SlowSpinner label="Looking for what others changed…" />}
      <div role="status" aria-live="polite">
        {value !== null && (
          <Text as="h2" className={styles.heading}>
            {summary(groups, total, since)}
          </Text>
        )}
      </div>
      {value?.isCut === true && (
        <Text className={styles.quiet}>
          Only the newest {NEWS_ROWS.toLocaleString('en-US')} changed rows are listed. History has the rest.
        </Text>
      )}
      {total > 0 && <Button onClick={onRead}>Mark as read</Button>}
      {firstItems(groups, shown).map((group) => (
        <ChangeGroup key={group.revision} title={group.by} lines={groupLines(group, now)}>
          {group.items.map((item) => (
            <ChangeLine
              key={itemKey(item)}
              place={itemPlace(item, names)}
              values={itemWords(item, names)}
              onJump={jumpTo(item, onJump)}
            >
              <AskAbout label={`Ask ${group.by}`} asks={group.by} about={itemSubject(item)} />
            </ChangeLine>
          ))}
        </ChangeGroup>
      ))}
      <ShowMore shown={shown} total={total} onMore={() => setShown(shown + ENTRIES_PER_STEP)} />
    </div>
  );
}

function noNews(): Promise<ServerOutcome<News>> {
  return Promise.resolve({ ok: true, value: { revisions: [], isCut: false } });
}

function summary(groups: readonly NewsGroup[], total: number, since: number): string {
  if (total === 0) return 'Nothing new from others.';
  const people = new Set(groups.map(({ by }) => by)).size;
  return `${counted(total, 'change')} by ${people === 1 ? '1 person' : `${people} people`} since revision ${since}.`;
}

function groupLines({ revision, at, note }: NewsGroup, now: Date): string[] {
  const when = `Revision ${revision}, ${momentWords(at, now)}`;
  return note === '' ? [when] : [when, note];
}

function itemSubject({ table, row, column }: ChangeItem): Subject {
  return column === null ? { kind: 'row', table, row } : { kind: 'cell', table, row, column };
}

function jumpTo(item: ChangeItem, onJump: (place: CellPlace) => void): (() => void) | undefined {
  const cell = itemCell(item);
  return cell === null ? undefined : () => onJump(cell);
}
