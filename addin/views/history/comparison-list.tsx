import { Text } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { ChangeGroup } from '../../components/change-group.tsx';
import { ChangeLine } from '../../components/change-line.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ENTRIES_PER_STEP, ShowMore } from '../../components/show-more.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import { itemCell, itemKey, itemPlace, itemWords, type ChangeItem } from './change-items.ts';
import { comparedTables } from './compare-tables.ts';
import { comparePast, wordsOfCompareProblem, type Past } from './compare-past.ts';
import { firstItems, itemCount } from './first-items.ts';

interface ComparisonListProps {
  readonly server: ServerClient;
  readonly program: string;
  readonly past: Past;
  readonly onJump: (place: CellPlace) => void;
}

/** What lies between a moment of the past and now. Give it a key: another moment is another component. */
export function ComparisonList({ server, program, past, onJump }: ComparisonListProps) {
  const styles = useViewStyles();
  const names = useCodeNames();
  const [shown, setShown] = useState(ENTRIES_PER_STEP);
  const ask = useCallback(() => comparePast(server, program, past), [server, program, past]);
  const { value, problem, isLoading, again } = useAnswer(ask);
  const tables = useMemo(() => (value === null ? [] : comparedTables(value)), [value]);
  return (
    <div className={styles.column}>
      {problem !== null && <ProblemNotice words={wordsOfCompareProblem(problem)} onRetry={again} />}
      {isLoading && <SlowSpinner label="Comparing…" />}
      <div role="status" aria-live="polite">
        {value !== null && (
          <Text as="h2" className={styles.heading}>
            {comparedWords(value.from, value.to, tables.length === 0)}
          </Text>
        )}
      </div>
      {firstItems(tables, shown).map(({ table, label, sums, items }) => (
        <ChangeGroup key={table} title={label} lines={sums}>
          {items.map((item) => (
            <ChangeLine
              key={itemKey(item)}
              place={itemPlace(item, names)}
              values={itemWords(item, names)}
              onJump={jumpOf(item, onJump)}
            />
          ))}
        </ChangeGroup>
      ))}
      <ShowMore shown={shown} total={itemCount(tables)} onMore={() => setShown(shown + ENTRIES_PER_STEP)} />
    </div>
  );
}

/** Revision 0 is the plan before its first sync. */
function comparedWords(from: number, to: number, isEqual: boolean): string {
  const then = from === 0 ? 'the empty plan' : `revision ${from}`;
  return isEqual ? `Nothing has changed since ${then}.` : `From ${then} to revision ${to} (now):`;
}

function jumpOf(item: ChangeItem, onJump: (place: CellPlace) => void): (() => void) | undefined {
  const cell = itemCell(item);
  return cell === null ? undefined : () => onJump(cell);
}
