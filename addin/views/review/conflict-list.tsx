import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { ShowMore } from '../../components/show-more.tsx';
import type { Choice } from '../../../shared/sync/apply/decide.ts';
import type { OpenConflict } from '../../sync/session/sync-state.ts';
import { counted } from '../cell-words.ts';
import { useViewStyles } from '../view-styles.ts';
import type { BulkPreview } from './bulk-decision.ts';
import { BulkPanel } from './bulk-panel.tsx';
import { conflictCards, everyConflict, filtered } from './conflict-cards.ts';
import { ConflictFilters } from './conflict-filters.tsx';
import { ConflictView } from './conflict-view.tsx';

/** Cards at a time: each has several buttons. */
const CARDS_PER_STEP = 25;

interface ConflictListProps {
  readonly conflicts: readonly OpenConflict[];
  readonly isBusy: boolean;
  readonly onDecide: (conflict: OpenConflict, choice: Choice) => void;
  readonly onDecideAll: (preview: BulkPreview) => void;
  /** Shows the cell in the sheet; absent where there is no sheet. */
  readonly onJump?: (place: CellPlace) => void;
}

/** The conflicts, filtered where there are many, with one answer for all of them beside their own. */
export function ConflictList({ conflicts, isBusy, onDecide, onDecideAll, onJump }: ConflictListProps) {
  const styles = useViewStyles();
  const [filter, setFilter] = useState(everyConflict);
  const [shown, setShown] = useState(CARDS_PER_STEP);
  if (conflicts.length === 0) return null;
  const inView = filtered(conflicts, filter);
  const cards = conflictCards(inView);
  return (
    <section className={styles.column} aria-labelledby="conflicts">
      <Text as="h2" id="conflicts" weight="semibold" className={styles.heading}>
        {conflicts.length === 1 ? '1 value needs your decision' : `${conflicts.length} values need your decision`}
      </Text>
      <ConflictFilters conflicts={conflicts} filter={filter} onFilter={setFilter} />
      {inView.length < conflicts.length && (
        <Text className={styles.quiet}>
          {counted(inView.length, 'value')} of {conflicts.length}
        </Text>
      )}
      <BulkPanel conflicts={inView} isBusy={isBusy} onConfirm={onDecideAll} />
      {cards.slice(0, shown).map((card) => (
        <ConflictView
          key={card.first.id}
          card={card}
          isBusy={isBusy}
          onDecide={(decision) => onDecide(card.first, decision)}
          {...(onJump && { onJump })}
        />
      ))}
      <ShowMore
        shown={shown}
        total={cards.length}
        step={CARDS_PER_STEP}
        onMore={() => setShown(shown + CARDS_PER_STEP)}
      />
    </section>
  );
}
