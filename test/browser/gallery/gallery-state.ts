import type { InsertOutcome } from '../../../addin/excel/write/insert-figures.ts';
import type { SelectedCell } from '../../../addin/excel/read/selected-cell.ts';
import type { ConnectionPreview } from '../../../addin/excel/workbook-port.ts';
import type { Inspection } from '../../../addin/sync/inspect-workbook.ts';
import type { SyncState } from '../../../addin/sync/session/sync-state.ts';
import type { PaneView } from '../../../addin/views/pane-nav.tsx';
import type { ChangeView } from '../../../shared/protocol/budget-changes.ts';
import type { Comparison } from '../../../shared/protocol/compare.ts';
import type { ErrorCode } from '../../../shared/protocol/error.ts';
import type { RevisionChanges } from '../../../shared/protocol/history.ts';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import type { PresentPerson } from '../../../shared/protocol/presence.ts';
import type { SignInWays } from '../../../shared/protocol/sign-in.ts';

/** What the scripted server holds; it answers in the shape of the wire. */
export interface Wire {
  readonly programs: readonly WireProgram[];
  readonly people: readonly PresentPerson[];
  /** Newest first. */
  readonly revisions: readonly RevisionChanges[];
  /** What has changed since any revision. */
  readonly comparison: Comparison;
  /** What any one revision did. */
  readonly made: Comparison;
  /** Budget changes that wait for the person. */
  readonly waiting: readonly ChangeView[];
  /** By which ways people sign in there; with a provider, Excel opens windows, but this browser blocks them. */
  readonly ways: SignInWays;
  /** Answers every request but those of the gate with this error; 'offline': fails to; 'silent': lets it wait for ever. */
  readonly fails: ErrorCode | 'offline' | 'silent' | null;
}

/** One state of the pane: what its services hold when it opens. */
export interface GalleryState {
  readonly view: PaneView;
  readonly state: SyncState;
  readonly isSignedIn: boolean;
  /** Kept settings by name. */
  readonly settings: Readonly<Record<string, string>>;
  readonly wire: Wire;
  readonly inspection: Inspection | null;
  readonly preview: ConnectionPreview;
  readonly selected: SelectedCell | null;
  readonly inserting: InsertOutcome;
  /** Working out the totals before sending throws. */
  readonly preflightBreaks: boolean;
  /** Shows the gate of an Excel that is too old, instead of the pane. */
  readonly cannotRun: boolean;
}
