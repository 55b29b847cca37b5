import { createRoot } from 'react-dom/client';
import { createExcelWorkbook } from '../excel/excel-workbook.ts';
import { excelRun, officeIsDark, onRibbonButton, storagePartition, whenOfficeIsReady } from '../excel/office-app.ts';
import { createHttpServerClient } from '../sync/http-server-client.ts';
import { createSyncSession } from '../sync/create-sync-session.ts';
import { PaneApp } from '../views/pane-app.tsx';
import { keptSession } from './kept-session.ts';

async function start(place: HTMLElement): Promise<void> {
  await whenOfficeIsReady();
  const kept = keptSession(storagePartition());
  const known = kept.read();
  let staySignedIn = false;
  const server = createHttpServerClient({
    fetch: (request) => fetch(request),
    address: window.location.origin,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    ...(known === null ? {} : { session: known }),
    onSession: (session) => kept.keep(session, staySignedIn),
  });
  const session = createSyncSession({
    workbook: createExcelWorkbook(excelRun),
    server,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    now: () => new Date(),
    serverAddress: window.location.origin,
  });
  onRibbonButton('syncNow', () => session.sync());
  createRoot(place).render(
    <PaneApp
      session={session}
      server={server}
      signIn={(email, password, stay) => {
        staySignedIn = stay;
        return server.signIn(email, password);
      }}
      isDark={officeIsDark()}
      reload={() => window.location.reload()}
    />,
  );
  await session.open();
}

const place = document.getElementById('pane');
if (place === null) throw new Error('The page has no #pane.');
await start(place);
