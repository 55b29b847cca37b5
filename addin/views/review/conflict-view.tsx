import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { bothChanges, type Choice } from '../../../shared/sync/apply/decide.ts';
import { placeWords, valueWords } from '../../../shared/tables/place-words.ts';
import { DecisionCard } from '../../components/decision-card.tsx';
import { ValueLine, ValueLines } from '../../components/value-line.tsx';
import { choicesOf, isAboutRow } from '../../sync/decide-conflict.ts';
import type { OpenConflict } from '../../sync/session/sync-state.ts';
import { AskAbout } from '../comments/ask-about.tsx';
import { momentWords } from '../cell-words.ts';
import { useCodeNames } from '../use-code-names.ts';
import type { ConflictCard } from './conflict-cards.ts';
import { choiceWords } from './conflict-words.ts';
import { RowValues } from './row-values.tsx';
import { ValueForm } from './value-form.tsx';

interface ConflictViewProps {
  readonly card: ConflictCard;
  readonly isBusy: boolean;
  readonly onDecide: (choice: Choice) => void;
  /** Shows the cell in the sheet; absent where there is no sheet. */
  readonly onJump?: (place: CellPlace) => void;
}

/** One conflict: where it is, both sides and what was before, then the decision. */
export function ConflictView({ card, isBusy, onDecide, onJump }: ConflictViewProps) {
  const names = useCodeNames();
  const [isTyping, setTyping] = useState(false);
  /** The form was cancelled: its button takes the focus back. */
  const [wasTyping, setWasTyping] = useState(false);
  const { first } = card;
  const { table, row, column, rowKey, kind, local } = first;
  const isRow = isAboutRow(first);
  const { mine, theirs, story } = choiceWords(card);
  const choices = choicesOf(first);
  const decide = (choice: Choice) => () => {
    if (!isBusy) onDecide(choice);
  };
  return (
    <DecisionCard
      title={placeWords(table, rowKey, isRow ? null : column, names)}
      // A row that is deleted here has no cell to go to.
      onJump={kind === 'deleteEdit' || onJump === undefined ? undefined : () => onJump(first)}
      further={
        <AskAbout
          label={`Ask ${first.by}`}
          asks={first.by}
          {...(isRow
            ? { about: { kind: 'row', table, row } }
            : { about: { kind: 'cell', table, row, column }, typed: local })}
        />
      }
      actions={
        !isTyping && (
          <>
            {choices.includes('keepLocal') && (
              <Button disabledFocusable={isBusy} onClick={decide({ kind: 'keepLocal' })}>
                {mine}
              </Button>
            )}
            <Button disabledFocusable={isBusy} onClick={decide({ kind: 'takeRemote' })}>
              {theirs}
            </Button>
            {choices.includes('keepBoth') && (
              <Button disabledFocusable={isBusy} onClick={decide({ kind: 'keepBoth' })}>
                Add both: {valueWords(table, column, bothChanges(first), names)}
              </Button>
            )}
            {choices.includes('enterValue') && !isRow && (
              <Button
                disabledFocusable={isBusy}
                appearance="subtle"
                autoFocus={wasTyping}
                onClick={() => setTyping(true)}
              >
                Enter another value
              </Button>
            )}
          </>
        )
      }
    >
      {story !== null && <Text>{story}</Text>}
      {isRow ? <RowValues card={card} /> : <Sides conflict={first} />}
      {isTyping && (
        <ValueForm
          table={table}
          column={column}
          isBusy={isBusy}
          onValue={(value) => onDecide({ kind: 'enterValue', value })}
          onCancel={() => {
            setTyping(false);
            setWasTyping(true);
          }}
        />
      )}
    </DecisionCard>
  );
}

function Sides({ conflict }: { readonly conflict: OpenConflict }) {
  const [now] = useState(() => new Date());
  const names = useCodeNames();
  const { table, column, base, local, remote, by, at } = conflict;
  return (
    <ValueLines>
      <ValueLine who="You" value={valueWords(table, column, local, names)} />
      <ValueLine who={by} value={valueWords(table, column, remote, names)} when={momentWords(at, now)} />
      <ValueLine who="Before" value={valueWords(table, column, base, names)} />
    </ValueLines>
  );
}
