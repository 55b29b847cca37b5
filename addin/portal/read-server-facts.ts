import { serverFacts, type ServerFacts } from '../../shared/protocol/server-facts.ts';

/** What the server put into the page. Throws when it is not there: then the page did not come from the server. */
export function readServerFacts(page: Document): ServerFacts {
  const text = page.querySelector('meta[name="sep-server"]')?.getAttribute('content') ?? '';
  return serverFacts.parse(JSON.parse(text));
}
