import type { WirePerson } from '../../shared/protocol/people.ts';
import type { SheetTools } from '../excel/sheet-tools.ts';
import type { KeptSettings } from '../pane/kept-settings.ts';
import type { PageAround } from '../pane/page-around.ts';
import type { Inspection } from '../sync/inspect-workbook.ts';
import type { Preflight } from '../../shared/sync/apply/preflight.ts';
import type { SignInHost } from '../sign-in/sign-in-host.ts';
import type { ServerClient, Session } from '../sync/server/server-client.ts';
import type { ServerOutcome } from '../sync/server/server-problem.ts';
import type { SyncSession } from '../sync/session/sync-session.ts';

/** Everything the views act with. */
export interface PaneServices {
  readonly session: SyncSession;
  readonly server: ServerClient;
  readonly sheet: SheetTools;
  readonly preflight: (inspection: Inspection) => Promise<ServerOutcome<Preflight>>;
  readonly settings: KeptSettings;
  readonly signIn: (email: string, password: string, stay: boolean) => Promise<ServerOutcome<WirePerson>>;
  /** Goes on as who was signed in by another way than a password. */
  readonly enter: (session: Session, stay: boolean) => void;
  /** What the Excel around the pane has for signing in; fetched when somebody is to sign in. */
  readonly signInHost: () => Promise<SignInHost>;
  readonly reload: () => void;
  /** Opens an address in the person's own browser; null where a link does that by itself. */
  readonly openInBrowser: ((address: string) => void) | null;
  /** Null in Excel. */
  readonly around: PageAround | null;
}
