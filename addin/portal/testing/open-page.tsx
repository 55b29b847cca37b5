import { onTestFinished } from 'vitest';
import type { Role } from '../../../shared/access/membership.ts';
import { inserts, site } from '../../../test/contracts/plan-rows.ts';
import type { TestClient, TestServer } from '../../../test/contracts/test-server.ts';
import { showOnPage, type Shown } from '../../views/testing/show-view.tsx';
import { createPortalServer } from '../portal-server.ts';
import { PortalApp } from '../shell/portal-app.tsx';
import { sessionInMemory } from './session-in-memory.ts';

export interface Opened {
  /** Path below the program; null: the first page of all. */
  readonly page?: string | null;
  readonly query?: string;
  /** May take requests away, or hold them for a while. */
  readonly goes?: (path: string, query: string, method: string) => Response | null | Promise<Response | null>;
  /** Whose answers are lost: the server does what was asked for, and nobody hears of it. */
  readonly loses?: (path: string, method: string) => boolean;
  /** The plan; left out: one site. */
  readonly edits?: Parameters<TestClient['sync']>[0];
}

export interface OpenedPage extends Shown {
  /** Program id. */
  readonly program: string;
  readonly admin: TestClient;
  /** Opens the page anew, as the same person in the same browser. */
  readonly openAgain: () => Shown;
}

const facts = { version: '1.2.3', publicUrl: 'https://sep.example', demo: null };

/** A page of the web app as a member of a new program sees it who has been sent its address. */
export async function openPage(
  server: TestServer,
  role: Role,
  { page = null, query = '', goes = () => null, loses = () => false, edits }: Opened = {},
): Promise<OpenedPage> {
  const program = await server.program();
  const admin = await server.member(program, 'admin');
  await admin.sync(edits ?? { sites: inserts(site('0417')).edits });
  const { person } = await server.member(program, role);
  const kept = sessionInMemory({ token: person.token, person });
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const answer = (await goes(pathname, search, request.method)) ?? (await server.app.fetch(request));
    if (loses(pathname, request.method)) throw new TypeError('Failed to fetch');
    return answer;
  };
  onTestFinished(() => window.history.replaceState(null, '', '/'));
  const openAgain = (): Shown => {
    document.body.replaceChildren();
    window.history.replaceState(null, '', `${page === null ? '/' : `/p/${program}/${page}`}${query}`);
    const portal = createPortalServer({ fetch, address: 'http://sep.test', kept, wait: () => Promise.resolve() });
    return showOnPage(() => <PortalApp server={portal} facts={facts} />);
  };
  return { program, admin, openAgain, ...openAgain() };
}
