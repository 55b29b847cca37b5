import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { errorBody } from '../../shared/protocol/error.ts';
import { createApp } from '../app.ts';
import { closeSession, openSession } from '../identity/sessions.ts';
import { projectRoot, projectVersion } from '../project-root.ts';
import type { Store } from '../storage/database.ts';
import { CommandError } from './command.ts';
import { accountNamed } from './account-named.ts';
import { programNamed } from './program-commands.ts';

export interface LocalApi {
  /** Asks the API, path below /api. Throws CommandError with the server's sentence when it refuses. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
}

/** Does something with the API of this database without a server, as a person: the same checks and journal as over HTTP. */
export async function withLocalApi<T>(store: Store, account: string, work: (api: LocalApi) => Promise<T>): Promise<T> {
  const now = (): Date => new Date();
  const version = projectVersion(projectRoot());
  const log = (): void => undefined;
  // Whoever runs a command has the database in hand, so it may act as the demo's people too.
  const app = createApp({ store, now, randomBytes, version, log, demo: true, uploadDoor: 'commandLine' });
  const token = await openSession({ store, now, randomBytes }, account);
  try {
    return await work({
      ask: async (path, init = {}) => {
        const headers = new Headers(init.headers);
        headers.set('Authorization', `Bearer ${token}`);
        const response = await app.request(`/api${path}`, { ...init, headers });
        if (!response.ok) throw new CommandError(await refusalOf(response));
        return response;
      },
    });
  } finally {
    await closeSession(store, token);
  }
}

async function refusalOf(response: Response): Promise<string> {
  const body = errorBody.safeParse(await response.json());
  if (!body.success) return `The server answered with status ${response.status}.`;
  const { message, details } = body.data.error;
  const needs = neededOption.safeParse(details).data?.needs;
  return needs === undefined ? message : `${message} ${optionFor[needs]}`;
}

/** What the API asks for, and how this door gives it. */
const neededOption = z.object({ needs: z.enum(['base', 'realign']) });
const optionFor = {
  base: 'Here: add --base REVISION.',
  realign: 'Here: add --realign.',
} as const;

/** The account a command acts as: the one named, else the program's first administrator, finance or other member. */
export async function actingAccount(store: Store, program: string, email: string | undefined): Promise<string> {
  await programNamed(store, program);
  if (email !== undefined) return (await accountNamed(store, email)).id;
  const members = await store.read
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account')
    .select(['memberships.account', 'memberships.role'])
    .where('memberships.program', '=', program)
    .where('accounts.disabled', '=', 0)
    .orderBy('accounts.email')
    .execute();
  for (const role of ['admin', 'finance', 'editor', 'viewer']) {
    const member = members.find((candidate) => candidate.role === role);
    if (member) return member.account;
  }
  throw new CommandError(`Nobody is a member of ${program} yet. Add somebody with \`grant\`.`);
}
