import { createRoot } from 'react-dom/client';
import { createExcelWorkbook } from '../excel/excel-workbook.ts';
import {
  browserOpener,
  canRunHere,
  excelRun,
  officeIsDark,
  onSchemeChange,
  onRibbonButton,
  showPaneAt,
  storagePartition,
  whenOfficeIsReady,
} from '../excel/office-app.ts';
import { createSheetTools } from '../excel/sheet-tools.ts';
import { createHttpServerClient } from '../sync/server/http-server-client.ts';
import type { Session } from '../sync/server/server-client.ts';
import { createSyncSession } from '../sync/session/create-sync-session.ts';
import { CannotRunView } from '../views/gates/cannot-run-view.tsx';
import { PaneApp } from '../views/pane-app.tsx';
import { keptSession } from './kept-session.ts';
import { keptSettings } from './kept-settings.ts';
import { standingOf } from './page-around.ts';
import { pageVersion } from './page-version.ts';
import { createPreflight } from './preflight-in-worker.ts';
import { whenFetched } from './when-fetched.ts';

async function start(place: HTMLElement): Promise<void> {
  await whenOfficeIsReady();
  const root = createRoot(place);
  if (!canRunHere()) return root.render(<CannotRunView isDark={officeIsDark()} />);
  const around = window.pageAround ?? null;
  const kept = keptSession(storagePartition());
  const known = kept.read();
  let staySignedIn = false;
  const server = createHttpServerClient({
    fetch: async (request) => {
      // A reload that takes a Row ID back after its row was sent would send the row once more.
      if (request.method !== 'GET') await around?.kept();
      // Administrators see which panes are still in use before they end a version.
      request.headers.set('sep-page', `${around === null ? 'pane' : 'workbench'}/${pageVersion}`);
      return await fetch(request);
    },
    address: window.location.origin,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    ...(known === null ? {} : { session: known }),
    onSession: (session, before) => {
      if (session !== null) kept.keep(session, staySignedIn);
      else if (before !== null) kept.forget(before);
    },
  });
  const session = createSyncSession({
    workbook: createExcelWorkbook(excelRun),
    server,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    now: () => new Date(),
    serverAddress: window.location.origin,
  });
  // [FB13] The ribbon is there before the gates are, and they alone know whether this file may send.
  session.hold(true);
  onRibbonButton('syncNow', () => (session.state.isHeld ? showPaneAt('home') : session.sync()));
  onRibbonButton('showReview', () => showPaneAt('review'));
  whenFetched(
    () => import('../functions/register-functions.ts'),
    ({ registerFunctions }) => registerFunctions({ session, server }),
  );
  const services = {
    session,
    server,
    sheet: createSheetTools(excelRun),
    preflight: createPreflight(server),
    settings: keptSettings(storagePartition()),
    signIn: (email: string, password: string, stay: boolean) => {
      staySignedIn = stay;
      return server.signIn(email, password);
    },
    enter: (signedIn: Session, stay: boolean) => {
      staySignedIn = stay;
      server.enter(signedIn);
    },
    signInHost: async () => (await import('../excel/sign-in-host.ts')).createSignInHost(),
    reload: () => window.location.reload(),
    openInBrowser: browserOpener(),
    around,
  };
  const render = (): void => root.render(<PaneApp services={services} isDark={officeIsDark()} />);
  render();
  onSchemeChange(render);
  await session.open();
  if (around !== null) {
    session.subscribe((state) => {
      const standing = standingOf(state, server.person()?.email ?? null);
      if (standing !== null) around.tell(standing);
    });
  }
}

const place = document.getElementById('pane');
if (place === null) throw new Error('The page has no #pane.');
await start(place);
