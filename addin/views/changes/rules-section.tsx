import { Text } from '@fluentui/react-components';
import type { GivenUp } from '../../sync/put-back.ts';
import { useState } from 'react';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { lockedWords } from '../../../shared/sync/locked-words.ts';
import { refusalLines } from '../../../shared/sync/refusal-lines.ts';
import type { Warning } from '../../../shared/sync/outcome.ts';
import { placeWords } from '../../../shared/tables/place-words.ts';
import { ENTRIES_PER_STEP, ShowMore } from '../../components/show-more.tsx';
import { placeText } from '../../sync/excluded-edits.ts';
import type { OpenRefusal } from '../../sync/session/sync-state.ts';
import { counted } from '../cell-words.ts';
import { ActionForAll, RefusalActions, type FurtherActions } from '../refusal-actions.tsx';
import { useCodeNames } from '../use-code-names.ts';
import { useChangesStyles } from './changes-styles.ts';

const SHOWN = 10;

interface RulesSectionProps {
  readonly refusals: readonly OpenRefusal[];
  readonly warnings: readonly Warning[];
  readonly isBusy: boolean;
  readonly onJump: (place: CellPlace) => void;
  readonly onPutBack: (places: readonly GivenUp[]) => void;
  /** [FB4] Further ways out of a refusal, and of all of them together, where there are some. */
  readonly further: FurtherActions;
}

/** What would not be accepted, each with its cell and the way to mend it; then what would be, with a warning. */
export function RulesSection(props: RulesSectionProps) {
  const { refusals, warnings, isBusy, onJump, onPutBack, further } = props;
  const styles = useChangesStyles();
  const names = useCodeNames();
  const [most, setMost] = useState(SHOWN);
  const lines = refusalLines(refusals);
  return (
    <>
      {refusals.length > 0 && (
        <section className={styles.section} aria-labelledby="rules">
          <Text as="h2" id="rules" weight="semibold" className={styles.heading}>
            {counted(refusals.length, 'value')} can’t be sent
          </Text>
          <Text className={styles.quiet}>
            {refusals.length === 1 ? 'It stays' : 'They stay'} in this workbook. Everything else is sent.
          </Text>
          <ActionForAll action={further.ofAll} isBusy={isBusy} />
          <ul className={styles.list}>
            {lines.slice(0, most).map((line) => (
              <li key={`${placeText(line.first)} ${line.first.rule}`} className={styles.item}>
                <Text weight="semibold">{placeWords(line.first.table, line.first.rowKey, line.column, names)}</Text>
                <Text>{line.message}</Text>
                {line.first.locked && <Text className={styles.quiet}>{lockedWords(line.first.locked, names)}</Text>}
                <div className={styles.actions}>
                  <RefusalActions
                    line={line}
                    isBusy={isBusy}
                    onJump={onJump}
                    onPutBack={onPutBack}
                    further={further.ofOne(line.first)}
                  />
                </div>
              </li>
            ))}
          </ul>
          <ShowMore shown={most} total={lines.length} onMore={() => setMost(most + ENTRIES_PER_STEP)} />
        </section>
      )}
      {warnings.length > 0 && <Warnings warnings={warnings} />}
    </>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly Warning[] }) {
  const styles = useChangesStyles();
  const rest = warnings.length - SHOWN;
  return (
    <section className={styles.section} aria-labelledby="warnings">
      <Text as="h2" id="warnings" weight="semibold" className={styles.heading}>
        Will be accepted with a warning
      </Text>
      <ul className={styles.list}>
        {warnings.slice(0, SHOWN).map(({ rule, message }, index) => (
          <li key={`${rule} ${index}`}>
            <Text className={styles.quiet}>{message}</Text>
          </li>
        ))}
      </ul>
      {rest > 0 && <Text className={styles.quiet}>and {rest} more</Text>}
    </section>
  );
}
