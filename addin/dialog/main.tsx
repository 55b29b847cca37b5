import { createRoot } from 'react-dom/client';
import { paneAround } from '../excel/dialog-page.ts';
import { officeIsDark, whenOfficeIsReady } from '../excel/office-app.ts';
import { sessionOfWindow } from '../pane/kept-session.ts';
import { signInWays } from '../../shared/protocol/sign-in.ts';
import { problemOfWindow } from '../sign-in/window-left.ts';
import { waysWithoutAnswer } from '../sign-in/ways-offered.ts';
import { createHttpServerClient } from '../sync/server/http-server-client.ts';
import { DialogApp } from './dialog-app.tsx';

await whenOfficeIsReady();
const place = document.getElementById('dialog');
if (place === null) throw new Error('The page has no #dialog.');
const server = createHttpServerClient({
  fetch: (request) => fetch(request),
  address: window.location.origin,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});
const asked = await server.ask({ path: '/sign-in/ways', schema: () => signInWays });
createRoot(place).render(
  <DialogApp
    server={server}
    ways={asked.ok ? asked.value : waysWithoutAnswer}
    // What the page that the provider sends back to has left for this one.
    arrived={sessionOfWindow()}
    problem={problemOfWindow()}
    pane={paneAround()}
    path={window.location.pathname}
    goTo={(address) => window.location.assign(address)}
    isDark={officeIsDark()}
  />,
);
