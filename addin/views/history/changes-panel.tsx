import { Field, Select, Text } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import type { SelectedCell } from '../../excel/read/selected-cell.ts';
import type { SheetTools } from '../../excel/sheet-tools.ts';
import { AskAbout } from '../comments/ask-about.tsx';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import type { HistoryListProps } from './history-props.ts';
import { scopeTitle, type HistoryScope } from './history-scope.ts';
import { PlanHistory } from './plan-history.tsx';
import { ScopeHistory } from './scope-history.tsx';
import { useSelectedCell } from '../use-selected-cell.ts';

interface ChangesPanelProps extends Omit<HistoryListProps, 'by' | 'onPeople'> {
  readonly sheet: SheetTools;
}

const EVERYBODY = '';

const scopes: readonly { readonly value: HistoryScope; readonly label: string }[] = [
  { value: 'cell', label: 'Cell' },
  { value: 'row', label: 'Row' },
  { value: 'table', label: 'Table' },
  { value: 'plan', label: 'Whole plan' },
];

/** History of what is selected in the sheet, the cell, its row or its table, or of the whole plan; of everybody or of one person. */
export function ChangesPanel({ sheet, ...rest }: ChangesPanelProps) {
  const styles = useViewStyles();
  const selected = useSelectedCell(sheet);
  const [scope, setScope] = useState<HistoryScope>('cell');
  const [by, setBy] = useState(EVERYBODY);
  const [people, setPeople] = useState<readonly string[]>([]);
  // Whoever has been seen can be chosen, also where the filter hides them.
  const meet = useCallback(
    (names: readonly string[]) =>
      setPeople((known) => (names.every((name) => known.includes(name)) ? known : merged(known, names))),
    [],
  );
  return (
    <div className={styles.column}>
      <ScopeTitle {...{ scope, selected }} />
      <ChoiceRow label="History of" choices={scopes} value={scope} onChoose={setScope} />
      {selected && (scope === 'cell' || scope === 'row') && (
        <AskAbout
          key={`${scope} ${selected.row} ${selected.column}`}
          label="Ask or comment"
          about={
            scope === 'row'
              ? { kind: 'row', table: selected.table, row: selected.row }
              : { kind: 'cell', table: selected.table, row: selected.row, column: selected.column }
          }
        />
      )}
      {(scope === 'plan' || selected) && <PersonChoice {...{ by, people }} onChoose={setBy} />}
      {scope === 'plan' && <PlanHistory key={by} {...rest} by={by} onPeople={meet} />}
      {scope !== 'plan' && selected && (
        <ScopeHistory
          key={JSON.stringify([scope, selected, by])}
          {...rest}
          {...{ selected, scope, by }}
          onPeople={meet}
        />
      )}
    </div>
  );
}

interface ScopeTitleProps {
  readonly scope: HistoryScope;
  /** Null: none of the plan's cells; undefined: not known yet. */
  readonly selected: SelectedCell | null | undefined;
}

/** What the history is of, or how to say it. */
function ScopeTitle({ scope, selected }: ScopeTitleProps) {
  const styles = useViewStyles();
  const names = useCodeNames();
  if (scope !== 'plan' && selected === undefined) return <SlowSpinner label="Looking at the selection…" />;
  if (scope !== 'plan' && !selected)
    return <Text className={styles.quiet}>Select a cell of one of the plan’s tables, or choose the whole plan.</Text>;
  return (
    <Text as="h2" weight="semibold" size={400} className={styles.heading} aria-live="polite">
      {scope === 'plan' || !selected ? 'The whole plan' : scopeTitle(scope, selected, names)}
    </Text>
  );
}

interface PersonChoiceProps {
  readonly by: string;
  readonly people: readonly string[];
  readonly onChoose: (by: string) => void;
}

function PersonChoice({ by, people, onChoose }: PersonChoiceProps) {
  return (
    <Field label="Changed by">
      <Select value={by} onChange={(_, data) => onChoose(data.value)}>
        <option value={EVERYBODY}>Everybody</option>
        {people.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function merged(known: readonly string[], names: readonly string[]): string[] {
  return [...new Set([...known, ...names])].toSorted((a, b) => a.localeCompare(b));
}
