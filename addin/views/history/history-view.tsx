import { Text, ToggleButton } from '@fluentui/react-components';
import { useState } from 'react';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { ResultNotice, type Result } from '../../components/result-notice.tsx';
import type { SheetTools } from '../../excel/sheet-tools.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import type { CellValue } from '../../sync/set-cells.ts';
import type { SyncSession } from '../../sync/session/sync-session.ts';
import type { SyncState } from '../../sync/session/sync-state.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import { ChangesPanel } from './changes-panel.tsx';
import { ComparePanel } from './compare-panel.tsx';
import { isFilterInTheWay, restoreCell, restoreWords } from './restore-cell.ts';
import { UndoButton } from './undo-button.tsx';
import { undoLastSync } from './undo-last-sync.ts';

interface HistoryViewProps {
  readonly session: SyncSession;
  readonly server: ServerClient;
  readonly sheet: SheetTools;
  readonly state: SyncState;
  readonly onJump: (place: CellPlace) => void;
}

type Panel = 'changes' | 'compare';

/** Who changed what and when, how to put it back, and how the plan was at another time. */
export function HistoryView({ session, server, sheet, state, onJump }: HistoryViewProps) {
  const styles = useViewStyles();
  const names = useCodeNames();
  const [panel, setPanel] = useState<Panel>('changes');
  const [result, setResult] = useState<Result | null>(null);
  const { program, revision, undoable } = state;
  if (program === null) return <Text className={styles.quiet}>Connect this workbook to see the plan’s history.</Text>;
  const isBusy = state.phase !== 'resting';
  const show = (chosen: Panel): void => {
    setResult(null);
    setPanel(chosen);
  };
  const restore = async (value: CellValue, clearFilters = false): Promise<void> => {
    setResult(null);
    const restored = await restoreCell({ session, sheet }, value, clearFilters);
    const text = restoreWords(value, restored, names);
    const again = { label: 'Clear the filter and restore', does: () => void restore(value, true) };
    setResult({
      intent: restored.kind === 'restored' ? 'success' : 'warning',
      text,
      ...(isFilterInTheWay(restored) ? { action: again } : {}),
    });
  };
  const undo = async (made: number): Promise<void> => {
    setResult(null);
    setResult(await undoLastSync(session, server, program, made, names));
  };
  return (
    <div className={styles.column}>
      {undoable !== null && (
        <UndoButton revision={undoable} {...{ server, program, isBusy }} onUndo={() => void undo(undoable)} />
      )}
      <ResultNotice result={result} />
      <div role="group" aria-label="Show" className={styles.row}>
        <ToggleButton size="small" checked={panel === 'changes'} onClick={() => show('changes')}>
          Changes
        </ToggleButton>
        <ToggleButton size="small" checked={panel === 'compare'} onClick={() => show('compare')}>
          Compare
        </ToggleButton>
      </div>
      {panel === 'changes' ? (
        <ChangesPanel
          {...{ server, program, sheet, revision, isBusy, onJump }}
          onRestore={(value) => void restore(value)}
        />
      ) : (
        <ComparePanel {...{ server, program, revision, onJump }} />
      )}
    </div>
  );
}
