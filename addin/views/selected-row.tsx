import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { SheetTools } from '../excel/sheet-tools.ts';
import { codeLines, refusedHere } from './selected-row-words.ts';
import type { CellPlace } from '../../shared/tables/cell.ts';
import type { SyncSession } from '../sync/session/sync-session.ts';
import type { SyncState } from '../sync/session/sync-state.ts';
import { useTalk } from './comments/talk-context.ts';
import { fetchedView } from './fetched-view.tsx';
import { selectedPlace, type SelectedPlace } from './schedule/selected-place.ts';
import type { SelectedBudgetProps } from './totals/selected-budget.tsx';
import { useCodeNames } from './use-code-names.ts';
import { useSelectedCell } from './use-selected-cell.ts';
import { useViewStyles } from './view-styles.ts';

const useStyles = makeStyles({
  codes: { margin: 0, display: 'flex', flexDirection: 'column', gap: '2px', overflowWrap: 'anywhere' },
  code: { display: 'flex', flexWrap: 'wrap', columnGap: '8px' },
  label: { color: tokens.colorNeutralForeground2 },
  words: { margin: 0 },
});

const SelectedSchedule = fetchedView(async () => (await import('./schedule/selected-schedule.tsx')).SelectedSchedule);

const SelectedTalk = fetchedView(async () => (await import('./comments/selected-talk.tsx')).SelectedTalk);

const SelectedBudget = fetchedView(async () => (await import('./totals/selected-budget.tsx')).SelectedBudget);

interface SelectedRowProps {
  readonly server: SelectedBudgetProps['server'];
  readonly sheet: SheetTools;
  readonly session: Pick<SyncSession, 'programRows'>;
  readonly state: Pick<SyncState, 'refusals' | 'program' | 'revision'>;
  readonly onJump: (place: CellPlace) => void;
}

/**
 * [FB6] What the codes of the row that is selected in the sheet stand for, why it was not accepted, how its budget came about, and when
 * it happens.
 */
export function SelectedRow({ server, sheet, session, state, onJump }: SelectedRowProps) {
  const shared = useViewStyles();
  const styles = useStyles();
  const names = useCodeNames();
  // [FB8] Whoever loses the network later can still look at it.
  useEffect(() => {
    for (const { fetchAhead } of [SelectedBudget, SelectedSchedule, SelectedTalk]) fetchAhead();
  }, []);
  const isTalking = useTalk() !== null;
  const selected = useSelectedCell(sheet);
  const lines = selected ? codeLines(selected, names) : [];
  const refused = selected ? refusedHere(selected, state.refusals) : [];
  const place = selected ? selectedPlace(selected) : null;
  const { program, revision } = state;
  const isPlanned = place !== null && program !== null && revision !== null && revision > 0;
  const budgeted = selected ? budgetedPart(selected.table, selected.rowKey, place) : null;
  const isKept = selected !== null && selected !== undefined && isTalking;
  if (lines.length + refused.length === 0 && !isPlanned && !isKept) return null;
  return (
    <section className={shared.tight} aria-labelledby="selected-row">
      <Text as="h2" id="selected-row" weight="semibold" className={shared.heading}>
        In the selected row
      </Text>
      {refused.map(({ first, column, message }) => (
        <Text key={`${column ?? ''} ${first.rule}`}>Not accepted, so not sent: {message}</Text>
      ))}
      {lines.length > 0 && (
        <dl className={styles.codes}>
          {lines.map(({ label, words }) => (
            <div key={label} className={styles.code}>
              <dt className={styles.label}>{label}</dt>
              <dd className={styles.words}>{words}</dd>
            </div>
          ))}
        </dl>
      )}
      {isPlanned && budgeted !== null && (
        <SelectedBudget.View
          key={JSON.stringify(budgeted)}
          {...{ server, program, revision, onJump }}
          part={budgeted}
        />
      )}
      {isPlanned && <SelectedSchedule.View {...{ session, program, revision, place, onJump }} />}
      {isKept && <SelectedTalk.View selected={selected} place={place} />}
    </section>
  );
}

/** The budget line that is selected, else the project that the row belongs to. */
function budgetedPart(table: string, key: string, place: SelectedPlace | null): SelectedBudgetProps['part'] | null {
  if (table === 'budgetLines' && key !== '') return { line: key };
  return place === null || place.project === null ? null : { project: place.project };
}
