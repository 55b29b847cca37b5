import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import type { Slip } from '../../../shared/slips/slip.ts';
import { placeWords } from '../../../shared/tables/place-words.ts';
import { ENTRIES_PER_STEP, ShowMore } from '../../components/show-more.tsx';
import { useFocusAfter } from '../../components/use-focus-after.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useChangesStyles } from './changes-styles.ts';
import { slipPlace } from './slips-of.ts';

const SHOWN = 5;

interface SlipsSectionProps {
  readonly slips: readonly Slip[];
  readonly onJump: (place: CellPlace) => void;
  /** The person has looked: it is as it should be. */
  readonly onConfirm: (slip: Slip) => void;
}

/** Changes that may be slips of the hand, the most money first. They are sent like any other. */
export function SlipsSection({ slips, onJump, onConfirm }: SlipsSectionProps) {
  const styles = useChangesStyles();
  const names = useCodeNames();
  const [most, setMost] = useState(SHOWN);
  const [hadSlips, setHadSlips] = useState(false);
  const { around, expect } = useFocusAfter(slips.length);
  if (slips.length > 0 && !hadSlips) setHadSlips(true);
  if (slips.length === 0 && !hadSlips) return null;
  if (slips.length === 0) {
    // Takes the focus from the last card, and says why there is none any more.
    return (
      <div ref={around} tabIndex={-1} className={styles.section} role="group" aria-label="Worth a second look">
        <Text className={styles.quiet}>Nothing is left to look at twice.</Text>
      </div>
    );
  }
  return (
    <div ref={around} tabIndex={-1} className={styles.section} role="group" aria-labelledby="slips">
      <Text as="h2" id="slips" weight="semibold" className={styles.heading}>
        Worth a second look ({slips.length})
      </Text>
      <ul className={styles.list}>
        {slips.slice(0, most).map((slip) => (
          <li
            key={`${slip.table} ${slip.row} ${slip.column ?? ''} ${slip.kind}`}
            className={styles.item}
            data-card
            tabIndex={-1}
          >
            <Text weight="semibold">{placeWords(slip.table, slip.rowKey, slip.column, names)}</Text>
            <Text>
              {slip.sentence}
              {slip.weight > 0 && <span className={styles.quiet}> {formatMoney(slip.weight)} at stake.</span>}
            </Text>
            <div className={styles.actions}>
              <Button size="small" onClick={() => onJump(slipPlace(slip))}>
                Go to cell
              </Button>
              <Button
                size="small"
                appearance="subtle"
                onClick={() => {
                  expect();
                  onConfirm(slip);
                }}
              >
                It’s right
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <ShowMore shown={most} total={slips.length} onMore={() => setMost(most + ENTRIES_PER_STEP)} />
    </div>
  );
}
