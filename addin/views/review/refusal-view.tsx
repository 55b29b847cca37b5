import { Button, Text } from '@fluentui/react-components';
import type { GivenUp } from '../../sync/put-back.ts';
import { useState } from 'react';
import { lockedWords } from '../../../shared/sync/locked-words.ts';
import type { RefusalLine } from '../../../shared/sync/refusal-lines.ts';
import type { Cell, CellPlace } from '../../../shared/tables/cell.ts';
import { placeWords, valueWords } from '../../../shared/tables/place-words.ts';
import { DecisionCard } from '../../components/decision-card.tsx';
import type { OpenRefusal } from '../../sync/session/sync-state.ts';
import { AskAbout } from '../comments/ask-about.tsx';
import { askAboutRefusal } from '../comments/ask-about-refusal.ts';
import { RefusalActions, type RefusalAction } from '../refusal-actions.tsx';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import { nearestValue } from './nearest-value.ts';
import { ValueForm } from './value-form.tsx';

interface RefusalViewProps {
  readonly line: RefusalLine<OpenRefusal>;
  readonly isBusy: boolean;
  /** Puts another value into the cell and sends it. */
  readonly onMend: (place: CellPlace, value: Cell) => void;
  readonly onJump: (place: CellPlace) => void;
  readonly onPutBack: (places: readonly GivenUp[]) => void;
  readonly further?: readonly RefusalAction[] | undefined;
}

/** A value that was not accepted: why, and the ways to mend it. */
export function RefusalView({ line, isBusy, onMend, onJump, onPutBack, further }: RefusalViewProps) {
  const styles = useViewStyles();
  const names = useCodeNames();
  const [isTyping, setTyping] = useState(false);
  /** The form was cancelled: its button takes the focus back. */
  const [wasTyping, setWasTyping] = useState(false);
  const { column, message } = line;
  const { table, row, rowKey, value } = line.first;
  const place = column === null ? null : { table, row, column };
  const meant = column === null ? null : nearestValue(table, column, value);
  return (
    <DecisionCard
      title={placeWords(table, rowKey, column, names)}
      onJump={place === null ? undefined : () => onJump(place)}
      further={<AskAbout {...askAboutRefusal(line.first, column, names)} />}
      actions={
        !isTyping && (
          <>
            <RefusalActions line={line} isBusy={isBusy} onJump={onJump} onPutBack={onPutBack} further={further} />
            {place !== null && meant !== null && (
              <Button size="small" disabledFocusable={isBusy} onClick={isBusy ? undefined : () => onMend(place, meant)}>
                Use “{valueWords(table, place.column, meant, names)}”
              </Button>
            )}
            {place !== null && (
              <Button
                size="small"
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
      <Text>{message}</Text>
      {line.first.locked && <Text className={styles.quiet}>{lockedWords(line.first.locked, names)}</Text>}
      <Text className={styles.quiet}>Not sent. It stays in this workbook.</Text>
      {isTyping && place !== null && (
        <ValueForm
          table={table}
          column={place.column}
          isBusy={isBusy}
          onValue={(typed) => onMend(place, typed)}
          onCancel={() => {
            setTyping(false);
            setWasTyping(true);
          }}
        />
      )}
    </DecisionCard>
  );
}
