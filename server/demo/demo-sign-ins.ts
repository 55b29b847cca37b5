import type { ServerFacts } from '../../shared/protocol/server-facts.ts';

/** Who can sign in to the demo district. Public: the server refuses to show the demo to other machines. */
export const demoSignIns: NonNullable<ServerFacts['demo']> = {
  password: 'cedar-basin',
  people: [
    { email: 'north@cedar-basin.example', may: 'edits the North region' },
    { email: 'south@cedar-basin.example', may: 'edits the South region' },
    { email: 'finance@cedar-basin.example', may: 'edits everything' },
    { email: 'admin@cedar-basin.example', may: 'may do everything' },
    { email: 'viewer@cedar-basin.example', may: 'looks only' },
  ],
};

const emails: ReadonlySet<string> = new Set(demoSignIns.people.map(({ email }) => email));

/** [FD7] True for an account whose password everybody can read here. `email` in lower case, as accounts are kept. */
export function isDemoAccount(email: string): boolean {
  return emails.has(email);
}
