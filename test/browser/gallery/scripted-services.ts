import { done } from '../../../addin/excel/workbook-problem.ts';
import type { SheetTools } from '../../../addin/excel/sheet-tools.ts';
import { preflight } from '../../../shared/sync/apply/preflight.ts';
import type { PaneServices } from '../../../addin/views/pane-services.ts';
import { bareHost, type SignInHost } from '../../../addin/sign-in/sign-in-host.ts';
import type { GalleryState } from './gallery-state.ts';
import { scriptedServer } from './scripted-server.ts';
import { scriptedSession, type ScriptedSession } from './scripted-session.ts';

/** The services of a pane in this state. */
export function scriptedServices(
  entry: GalleryState,
  note: (call: string) => void,
): PaneServices & { readonly session: ScriptedSession } {
  const server = scriptedServer(entry);
  const kept = new Map(Object.entries(entry.settings));
  return {
    session: scriptedSession(entry, note),
    server,
    sheet: scriptedSheet(entry, note),
    preflight: ({ send, base }) =>
      entry.preflightBreaks
        ? Promise.reject(new Error('The worker is gone.'))
        : Promise.resolve({
            ok: true,
            value: preflight({ edits: send, program: base, membership: null, at: new Date().toISOString() }),
          }),
    settings: { read: (name) => kept.get(name) ?? null, write: (name, value) => void kept.set(name, value) },
    signIn: (email, password) => server.signIn(email, password),
    enter: (session) => server.enter(session),
    signInHost: () => Promise.resolve(scriptedSignIn(entry)),
    reload: () => note('reload'),
    openInBrowser: null,
    around: null,
  };
}

/** An Excel that has windows where the district has a provider, in a browser that blocks them. */
function scriptedSignIn({ wire }: GalleryState): SignInHost {
  return {
    ...bareHost,
    hasDialogs: wire.ways.provider !== null,
    openDialog: () => ({ outcome: Promise.resolve({ kind: 'failed', code: 12011 }), close: () => undefined }),
  };
}

function scriptedSheet({ selected, inserting }: GalleryState, note: (call: string) => void): SheetTools {
  const counted = (call: string): ReturnType<SheetTools['freezeFunctions']> => {
    note(call);
    return Promise.resolve(done(0));
  };
  return {
    selectedCell: () => Promise.resolve(done(selected)),
    selectedCells: () => Promise.resolve(done({ kind: 'nothing' })),
    watchSelection: () => Promise.resolve(done(() => undefined)),
    cellValue: () => Promise.resolve(done(null)),
    markCells: () => counted('markCells'),
    greyLockedCells: () => counted('greyLockedCells'),
    restoreDropDowns: () => counted('restoreDropDowns'),
    insertFigures: () => {
      note('insertFigures');
      return Promise.resolve(done(inserting));
    },
    freezeFunctions: () => counted('freezeFunctions'),
    reenterFunctions: () => counted('reenterFunctions'),
  };
}
