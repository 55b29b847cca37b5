import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { findTable } from '../../shared/tables/all-tables.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { DecisionCard } from '../components/decision-card.tsx';
import { ValueLine, ValueLines } from '../components/value-line.tsx';
import type { Decision } from '../sync/sync-session.ts';
import type { OpenConflict } from '../sync/sync-state.ts';
import { momentWords, placeWords, valueWords } from './cell-words.ts';
import { parseTypedValue } from './parse-typed-value.ts';
import { useViewStyles } from './view-styles.ts';

interface ConflictViewProps {
  readonly conflict: OpenConflict;
  readonly isBusy: boolean;
  readonly onDecide: (decision: Decision) => void;
  readonly onJump: () => void;
}

/** One conflict: the cell, both values and what was before, then the decision. */
export function ConflictView({ conflict, isBusy, onDecide, onJump }: ConflictViewProps) {
  const [isTyping, setTyping] = useState(false);
  const { table, column, rowKey, kind } = conflict;
  const isRow = kind === 'editDelete' || kind === 'deleteEdit';
  const [now] = useState(() => new Date());
  const when = momentWords(conflict.at, now);
  const words = choiceWords(conflict);
  const both = bothValue(conflict);
  return (
    <DecisionCard
      title={placeWords(table, rowKey, isRow ? null : column)}
      onJump={onJump}
      actions={
        !isTyping && (
          <>
            <Button disabled={isBusy} onClick={() => onDecide({ outcome: 'mine' })}>
              {words.mine}
            </Button>
            <Button disabled={isBusy} onClick={() => onDecide({ outcome: 'theirs' })}>
              {words.theirs}
            </Button>
            {both !== null && (
              <Button disabled={isBusy} onClick={() => onDecide({ outcome: 'both' })}>
                Add both: {valueWords(table, column, both)}
              </Button>
            )}
            {!isRow && (
              <Button disabled={isBusy} appearance="subtle" onClick={() => setTyping(true)}>
                Enter another value
              </Button>
            )}
          </>
        )
      }
    >
      {words.story !== null && <Text>{words.story}</Text>}
      <ValueLines>
        {kind !== 'deleteEdit' && <ValueLine who="You" value={valueWords(table, column, conflict.local)} />}
        {kind === 'editDelete' ? (
          <ValueLine who={conflict.by} value="deleted the row" when={when} />
        ) : (
          <ValueLine who={conflict.by} value={valueWords(table, column, conflict.remote)} when={when} />
        )}
        <ValueLine who="Before" value={valueWords(table, column, conflict.base)} />
      </ValueLines>
      {isTyping && (
        <OtherValue
          conflict={conflict}
          isBusy={isBusy}
          onValue={(value) => onDecide({ outcome: 'other', value })}
          onCancel={() => setTyping(false)}
        />
      )}
    </DecisionCard>
  );
}

/** Sum of both changes onto what was before, in cents, where the column is money and the cell itself is in conflict. */
function bothValue({ table, column, kind, base, local, remote }: OpenConflict): number | null {
  if (kind !== 'cell' || findTable(table)?.columns[column]?.kind !== 'money') return null;
  const [before, mine, theirs] = [base ?? 0, local ?? 0, remote ?? 0];
  if (typeof before !== 'number' || typeof mine !== 'number' || typeof theirs !== 'number') return null;
  return mine + theirs - before;
}

interface ChoiceWords {
  readonly mine: string;
  readonly theirs: string;
  readonly story: string | null;
}

function choiceWords({ kind, by }: OpenConflict): ChoiceWords {
  switch (kind) {
    case 'cell':
      return { mine: 'Keep mine', theirs: `Use ${by}’s`, story: null };
    case 'combined':
      return {
        mine: 'Keep mine',
        theirs: `Use ${by}’s`,
        story: 'Each change is right on its own, but together they break a rule of this row.',
      };
    case 'sameKey':
      return { mine: 'Keep mine', theirs: `Use ${by}’s`, story: 'You both added this row, with different values.' };
    case 'editDelete':
      return { mine: 'Keep row', theirs: 'Delete row', story: `${by} deleted this row while you changed it.` };
    case 'deleteEdit':
      return { mine: 'Delete row', theirs: 'Keep row', story: `You deleted this row while ${by} changed it.` };
  }
}

interface OtherValueProps {
  readonly conflict: OpenConflict;
  readonly isBusy: boolean;
  readonly onValue: (value: Cell) => void;
  readonly onCancel: () => void;
}

function OtherValue({ conflict, isBusy, onValue, onCancel }: OtherValueProps) {
  const styles = useViewStyles();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const fieldId = useId();
  const column = findTable(conflict.table)?.columns[conflict.column];
  const submit = (): void => {
    if (column === undefined) return;
    const parsed = parseTypedValue(column, typed);
    if (parsed.ok) onValue(parsed.value);
    else setWrong(parsed.message);
  };
  return (
    <form
      className={styles.column}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={column?.label ?? 'Value'} {...(wrong === null ? {} : { validationMessage: wrong })}>
        <Input id={fieldId} value={typed} autoFocus onChange={(_, data) => setTyped(data.value)} />
      </Field>
      <div className={styles.row}>
        <Button type="submit" appearance="primary" disabled={isBusy}>
          Use this value
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}
