import type { ServerFacts } from '../../shared/protocol/server-facts.ts';

/** Where the built page waits for the facts; scripts may not stand in the page itself. */
const PLACE = '<meta name="sep-server" content="" />';

/** The front page as built, told what only the running server knows. Throws when the page has no place for it. */
export function frontPage(html: string, facts: ServerFacts): string {
  if (!html.includes(PLACE)) throw new Error(`The front page has no ${PLACE}.`);
  return html.replace(PLACE, () => PLACE.replace('""', `"${escapeAttribute(JSON.stringify(facts))}"`));
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
