import { Button, Text } from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import { findTable } from '../../../shared/tables/all-tables.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { keyWords, placeWords } from '../../../shared/tables/place-words.ts';
import { ChangeGroup } from '../../components/change-group.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ENTRIES_PER_STEP } from '../../components/show-more.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import type { SelectedCell } from '../../excel/read/selected-cell.ts';
import { wordsOfServerProblem } from '../../sync/server/server-problem.ts';
import { momentWords } from '../cell-words.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import { itemKey, type ChangeItem } from './change-items.ts';
import { firstItems, itemCount } from './first-items.ts';
import { HistoryLine } from './history-line.tsx';
import { historyGroups, peopleOf } from './history-groups.ts';
import type { HistoryListProps } from './history-props.ts';
import { scopeEmpty, scopeQuery, type SelectedScope } from './history-scope.ts';
import { useHistoryPages } from './use-history-pages.ts';

interface ScopeHistoryProps extends HistoryListProps {
  readonly selected: SelectedCell;
  readonly scope: SelectedScope;
}

/** The changes of one cell, row or table, newest first. Give it a key: another place is another component. */
export function ScopeHistory(props: ScopeHistoryProps) {
  const { server, program, selected, scope, by, revision, isBusy, onPeople, onRestore, onJump } = props;
  const styles = useViewStyles();
  const names = useCodeNames();
  const [shown, setShown] = useState(ENTRIES_PER_STEP);
  const [now] = useState(() => new Date());
  const query = useMemo(
    () => ({ ...scopeQuery(scope, selected), ...(by === '' ? {} : { by }) }),
    [scope, selected, by],
  );
  const { revisions, hasMore, isLoading, problem, more, again } = useHistoryPages(server, program, query, revision);
  const groups = useMemo(() => historyGroups(revisions ?? [], scope, selected), [revisions, scope, selected]);
  useEffect(() => onPeople(peopleOf(revisions ?? [])), [revisions, onPeople]);
  const loaded = itemCount(groups);
  const showMore = (): void => {
    setShown(shown + ENTRIES_PER_STEP);
    if (loaded <= shown + ENTRIES_PER_STEP) more();
  };
  return (
    <div className={styles.column}>
      {problem !== null && <ProblemNotice words={wordsOfServerProblem(problem)} onRetry={again} />}
      {revisions !== null && loaded === 0 && !hasMore && <Text className={styles.quiet}>{scopeEmpty(scope, by)}</Text>}
      {firstItems(groups, shown).map((group) => (
        <ChangeGroup
          key={group.revision}
          title={group.by}
          lines={[
            `Revision ${group.revision}, ${momentWords(group.at, now)}`,
            ...(group.note === '' ? [] : [group.note]),
          ]}
        >
          {group.items.map((item) => (
            <HistoryLine
              key={itemKey(item)}
              place={placeIn(scope, item, names)}
              {...{ item, isBusy, onRestore, onJump }}
            />
          ))}
        </ChangeGroup>
      ))}
      {isLoading && <SlowSpinner label="Looking into the history…" />}
      {(hasMore || loaded > shown) && (
        <Button disabled={isLoading} onClick={showMore}>
          Show more
        </Button>
      )}
    </div>
  );
}

/** What the heading does not say already. */
function placeIn(scope: SelectedScope, { table, key, column }: ChangeItem, names: CodeNames): string | null {
  if (scope === 'table')
    return [keyWords(table, key, names), labelOf(table, column)].filter((part) => part !== '').join(' · ');
  if (scope === 'cell') return null;
  return column === null ? placeWords(table, key, null, names) : labelOf(table, column);
}

function labelOf(table: string, column: string | null): string {
  return column === null ? '' : (findTable(table)?.columns[column]?.label ?? column);
}
