import { createRoot } from 'react-dom/client';
import { keptSession } from '../pane/kept-session.ts';
import { createPortalServer } from './portal-server.ts';
import { readServerFacts } from './read-server-facts.ts';
import { PortalApp } from './shell/portal-app.tsx';

/** As the pane in the workbench keeps it, so that both are signed in together; only Office has partitions. */
const kept = keptSession('');
const facts = readServerFacts(document);
const server = createPortalServer({
  fetch: (request) => {
    request.headers.set('sep-page', `web/${facts.version}`);
    return fetch(request);
  },
  address: window.location.origin,
  kept,
});

const place = document.getElementById('web-app');
if (place === null) throw new Error('The page has no #web-app.');
createRoot(place).render(<PortalApp server={server} facts={facts} />);
