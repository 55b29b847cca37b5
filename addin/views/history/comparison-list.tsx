import { Text } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import type { Comparison } from '../../../shared/protocol/compare.ts';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { ChangeGroup } from '../../components/change-group.tsx';
import { ChangeLine } from '../../components/change-line.tsx';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ENTRIES_PER_STEP, ShowMore } from '../../components/show-more.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import { itemCell, itemKey, itemPlace, itemWords, type ChangeItem } from './change-items.ts';
import { comparedTables, orderedTables, type ComparisonOrder } from './compare-tables.ts';
import { comparePast, wordsOfCompareProblem, type Past } from './compare-past.ts';
import { firstItems, itemCount } from './first-items.ts';

interface ComparisonListProps {
  readonly server: ServerClient;
  readonly program: string;
  readonly past: Past;
  readonly onJump: (place: CellPlace) => void;
}

const orders: readonly { readonly value: ComparisonOrder; readonly label: string }[] = [
  { value: 'table', label: 'By table' },
  { value: 'money', label: 'By money' },
];

/** What lies between two states of the plan. Give it a key: other states are another component. */
export function ComparisonList({ server, program, past, onJump }: ComparisonListProps) {
  const styles = useViewStyles();
  const names = useCodeNames();
  const [shown, setShown] = useState(ENTRIES_PER_STEP);
  const [order, setOrder] = useState<ComparisonOrder>('table');
  const ask = useCallback(() => comparePast(server, program, past), [server, program, past]);
  const { value, problem, isLoading, again } = useAnswer(ask);
  const tables = useMemo(() => (value === null ? [] : comparedTables(value)), [value]);
  const ordered = useMemo(() => orderedTables(tables, order), [tables, order]);
  return (
    <div className={styles.column}>
      {problem !== null && <ProblemNotice words={wordsOfCompareProblem(problem)} onRetry={again} />}
      {isLoading && <SlowSpinner label="Comparing…" />}
      <div role="status" aria-live="polite">
        {value !== null && (
          <Text as="h2" className={styles.heading}>
            {comparedWords(past, value, tables.length === 0)}
          </Text>
        )}
      </div>
      {tables.length > 0 && <ChoiceRow label="Order" choices={orders} value={order} onChoose={setOrder} />}
      {firstItems(ordered, shown).map(({ table, label, sums, items }) => (
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
function comparedWords(past: Past, { from, to }: Comparison, isEqual: boolean): string {
  const then = from === 0 ? 'the empty plan' : `revision ${from}`;
  if (past.kind === 'revision' && past.to !== null)
    return isEqual ? `Nothing has changed from ${then} to revision ${to}.` : `From ${then} to revision ${to}:`;
  return isEqual ? `Nothing has changed since ${then}.` : `From ${then} to revision ${to} (now):`;
}

function jumpOf(item: ChangeItem, onJump: (place: CellPlace) => void): (() => void) | undefined {
  const cell = itemCell(item);
  return cell === null ? undefined : () => onJump(cell);
}
