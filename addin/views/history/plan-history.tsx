import { Button, Text } from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { wordsOfServerProblem } from '../../sync/server/server-problem.ts';
import { useViewStyles } from '../view-styles.ts';
import { peopleOf } from './history-groups.ts';
import type { HistoryListProps } from './history-props.ts';
import { scopeEmpty } from './history-scope.ts';
import { RevisionEntry } from './revision-entry.tsx';
import { useHistoryPages } from './use-history-pages.ts';

/** The revisions of the whole plan, newest first; each opens to its changes. Give it a key: another person is another component. */
export function PlanHistory({ server, program, by, revision, isBusy, onPeople, onRestore, onJump }: HistoryListProps) {
  const styles = useViewStyles();
  const [now] = useState(() => new Date());
  const query = useMemo(() => ({ changes: 'none' as const, ...(by === '' ? {} : { by }) }), [by]);
  const { revisions, hasMore, isLoading, problem, more, again } = useHistoryPages(server, program, query, revision);
  useEffect(() => onPeople(peopleOf(revisions ?? [])), [revisions, onPeople]);
  return (
    <div className={styles.column}>
      {problem !== null && <ProblemNotice words={wordsOfServerProblem(problem)} onRetry={again} />}
      {revisions?.length === 0 && <Text className={styles.quiet}>{scopeEmpty('plan', by)}</Text>}
      {revisions?.map((each) => (
        <RevisionEntry key={each.revision} of={each} {...{ server, program, now, isBusy, onRestore, onJump }} />
      ))}
      {isLoading && <SlowSpinner label="Looking into the history…" />}
      {hasMore && (
        <Button disabled={isLoading} onClick={more}>
          Show earlier revisions
        </Button>
      )}
    </div>
  );
}
