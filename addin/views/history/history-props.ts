import type { CellPlace } from '../../../shared/tables/cell.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import type { CellValue } from '../../sync/set-cells.ts';

/** What can be done with a change of the past. */
export interface ChangeActions {
  readonly isBusy: boolean;
  readonly onRestore: (value: CellValue) => void;
  readonly onJump: (place: CellPlace) => void;
}

/** Whose past it is, and what can be done with it. */
export interface PastProps extends ChangeActions {
  readonly server: ServerClient;
  readonly program: string;
}

/** A list of the past, of whatever it is. */
export interface HistoryListProps extends PastProps {
  /** Name of the one person whose changes are shown; "": everybody's. */
  readonly by: string;
  /** Of the workbook: each new one may have brought changes. */
  readonly revision: number | null;
  readonly onPeople: (names: readonly string[]) => void;
}
