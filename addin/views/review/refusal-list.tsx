import { Text } from '@fluentui/react-components';
import type { GivenUp } from '../../sync/put-back.ts';
import { useState } from 'react';
import { refusalLines } from '../../../shared/sync/refusal-lines.ts';
import type { Cell, CellPlace } from '../../../shared/tables/cell.ts';
import { ShowMore } from '../../components/show-more.tsx';
import { placeText } from '../../sync/excluded-edits.ts';
import type { OpenRefusal } from '../../sync/session/sync-state.ts';
import { useViewStyles } from '../view-styles.ts';
import { ActionForAll, type FurtherActions } from '../refusal-actions.tsx';
import { RefusalView } from './refusal-view.tsx';

const CARDS_PER_STEP = 25;

interface RefusalListProps {
  readonly refusals: readonly OpenRefusal[];
  readonly isBusy: boolean;
  readonly onMend: (place: CellPlace, value: Cell) => void;
  readonly onJump: (place: CellPlace) => void;
  readonly onPutBack: (places: readonly GivenUp[]) => void;
  /** [FB4] Further ways out of a refusal, and of all of them together, where there are some. */
  readonly further: FurtherActions;
}

/** The values that were not accepted. */
export function RefusalList({ refusals, isBusy, onMend, onJump, onPutBack, further }: RefusalListProps) {
  const styles = useViewStyles();
  const [shown, setShown] = useState(CARDS_PER_STEP);
  if (refusals.length === 0) return null;
  const lines = refusalLines(refusals);
  return (
    <section className={styles.column} aria-labelledby="refusals">
      <Text as="h2" id="refusals" weight="semibold" className={styles.heading}>
        {refusals.length === 1 ? '1 value wasn’t accepted' : `${refusals.length} values weren’t accepted`}
      </Text>
      <ActionForAll action={further.ofAll} isBusy={isBusy} />
      {lines.slice(0, shown).map((line) => (
        <RefusalView
          key={`${placeText(line.first)} ${line.first.rule}`}
          line={line}
          isBusy={isBusy}
          onMend={onMend}
          onJump={onJump}
          onPutBack={onPutBack}
          further={further.ofOne(line.first)}
        />
      ))}
      <ShowMore
        shown={shown}
        total={lines.length}
        step={CARDS_PER_STEP}
        onMore={() => setShown(shown + CARDS_PER_STEP)}
      />
    </section>
  );
}
