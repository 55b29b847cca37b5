import { createRoot } from 'react-dom/client';
import { keptSession } from '../pane/kept-session.ts';
import { createPortalServer } from './portal-server.ts';
import { readServerFacts } from './read-server-facts.ts';
import { FrontDoor } from './views/front-door.tsx';

/** As the pane in the workbench keeps it, so that both are signed in together; only Office has partitions. */
const kept = keptSession('');
const server = createPortalServer({ fetch: (request) => fetch(request), address: window.location.origin, kept });

const place = document.getElementById('front-door');
if (place === null) throw new Error('The page has no #front-door.');
createRoot(place).render(<FrontDoor server={server} facts={readServerFacts(document)} />);
