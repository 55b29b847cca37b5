import { z } from 'zod';
import { administrationAccess } from '../../shared/protocol/administration-access.ts';
import { listedProgram, signInReply, type ListedProgram, type WirePerson } from '../../shared/protocol/people.ts';
import { listedRollUps, type ListedRollUps } from '../../shared/protocol/roll-up-list.ts';
import { beginSignInReply, finishSignInReply } from '../../shared/protocol/sign-in.ts';
import type { KeptSession } from '../pane/kept-session.ts';
import { fileNameOf } from '../sync/server/file-name-of.ts';
import { ownAccount } from '../../shared/protocol/own-account.ts';
import type { SetupRequest } from '../../shared/protocol/setup.ts';
import { accountCalls, type AccountCalls } from './account/account-calls.ts';
import type { Session } from '../sync/server/server-client.ts';
import type { Asks } from './asks.ts';
import { changeCalls, type ChangeCalls } from './changes/change-calls.ts';
import { closeCalls, type CloseCalls } from './close/close-calls.ts';
import { deviceCalls, type DeviceCalls } from './device/device-calls.ts';
import { moneyCalls, type MoneyCalls } from './money/money-calls.ts';
import { movedCalls, type MovedCalls } from './moved/moved-calls.ts';
import { overviewCalls, type OverviewCalls } from './overview/overview-calls.ts';
import { peopleCalls, type PeopleCalls } from './people/people-calls.ts';
import type { PortalOutcome } from './portal-problem.ts';
import { proofCalls, type ProofCalls } from './proof/proof-calls.ts';
import { questionCalls, type QuestionCalls } from './questions/question-calls.ts';
import { jsonOf, readOutcome } from './read-outcome.ts';
import { accessTokenCalls, type AccessTokenCalls } from './reports/access-token-calls.ts';
import { guideCalls, type GuideCalls } from './reports/guide-calls.ts';
import { reportCalls, type ReportCalls } from './reports/report-calls.ts';
import { rowCalls, type RowCalls } from './row-calls.ts';
import { scheduleCalls, type ScheduleCalls } from './schedule/schedule-calls.ts';
import { siteCalls, type SiteCalls } from './schools/site-calls.ts';
import { workbookCalls, type WorkbookCalls } from './workbooks/workbook-calls.ts';

export interface PortalServerDeps {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Address of the server without a slash at the end. */
  readonly address: string;
  readonly kept: KeptSession;
  /** Default: by the clock. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** The server as the web app uses it. Every call ends in a value or a `PortalProblem`. */
export interface PortalServer
  extends
    AccessTokenCalls,
    CloseCalls,
    GuideCalls,
    MoneyCalls,
    MovedCalls,
    OverviewCalls,
    PeopleCalls,
    QuestionCalls,
    ReportCalls,
    RowCalls,
    ScheduleCalls,
    SiteCalls,
    WorkbookCalls {
  /** Where the browser has found it, without a slash at the end. */
  readonly address: string;
  person(): WirePerson | null;
  /** Hears when the server no longer knows the sign-in. @returns the end of it */
  onSignInEnded(listener: () => void): () => void;
  signIn(email: string, password: string, stay: boolean): Promise<PortalOutcome<WirePerson>>;
  /**
   * @returns where the browser goes to sign in at the district's provider, to come back to this path
   * @param invitation token of the link of an invitation, whose account is connected with whoever signs in
   */
  beginSignIn(returnTo: string, stay: boolean, invitation?: string): Promise<PortalOutcome<string>>;
  /** Signs in whom the provider has sent back. @param answer the query that it has sent along */
  finishSignIn(answer: string): Promise<PortalOutcome<FinishedSignIn>>;
  /** Sets a password by a link, and is signed in. */
  takeLink(link: UsedLink): Promise<PortalOutcome<WirePerson>>;
  /** Makes the first administrator of a new server, who is signed in. */
  setUp(asked: SetupRequest): Promise<PortalOutcome<WirePerson>>;
  /** Gives the own account another name. */
  rename(name: string): Promise<PortalOutcome<WirePerson>>;
  /** Ends the session here in any case, and on the server when it can be reached. */
  signOut(): Promise<void>;
  /** Those that are archived as well. */
  programs(): Promise<PortalOutcome<readonly ListedProgram[]>>;
  /** Those that the person is a member of. */
  rollUps(): Promise<PortalOutcome<ListedRollUps>>;
  /** [ADM1] Whether the person administers the server. */
  administers(): Promise<PortalOutcome<boolean>>;
  /** For calls of pages whose code is fetched when they are opened. */
  readonly asks: Asks;
  /** The log of acts, receipts and files. */
  readonly proof: ProofCalls;
  /** One’s own account. */
  readonly account: AccountCalls;
  /** Codes by which an Excel is signed in. */
  readonly device: DeviceCalls;
  /** Budget changes: their list, one of them, and what is done with them. */
  readonly budgetChanges: ChangeCalls;
}

/** What is typed on the page of a link. `name`: absent where it stays. */
export interface UsedLink {
  readonly token: string;
  readonly password: string;
  readonly name?: string;
}

export interface FinishedSignIn {
  readonly person: WirePerson;
  /** Path of this server where the person was going. */
  readonly returnTo: string;
}

/** A large workbook takes seconds to make; a hanging connection must end some time. */
const TIMEOUT_MS = 300_000;

/** Who asks very often is told when to come again. Reading waits for it by itself, so often and so long; the person can do no better. */
const MOST_WAITS = 3;
const LONGEST_WAIT_SECONDS = 60;
/** [I1] What has an id of its own is sent again after so long where its answer is lost. */
const REPEATED_AFTER_MS = [500, 2_000];

/** Asks below the address of the API; `token`: of another session than the one that runs. */
type AskServer = <T>(
  path: string,
  init: RequestInit,
  read: (response: Response) => Promise<T | null>,
  token?: string,
) => Promise<PortalOutcome<T>>;

export function createPortalServer({ fetch, address, kept, wait = waited }: PortalServerDeps): PortalServer {
  let session = kept.read();
  const endListeners = new Set<() => void>();

  const requestOnce: AskServer = async (path, init, read, token = session?.token) => {
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const response = await fetch(new Request(`${address}/api${path}`, { ...init, headers, signal }));
      const outcome = await readOutcome(response, read);
      if (!outcome.ok && outcome.problem.kind === 'signedOut') signInEnded(token);
      return outcome;
    } catch {
      // fetch rejects for every failure of the network alike, and says no more about it.
      return { ok: false, problem: { kind: 'offline' } };
    }
  };
  const request: AskServer = async (path, init, read, token) => {
    const isReading = init.method === undefined || init.method === 'GET';
    for (let waits = 0; ; waits++) {
      const outcome = await requestOnce(path, init, read, token);
      if (outcome.ok || outcome.problem.kind !== 'tooOften' || !isReading) return outcome;
      const { retryAfterSeconds } = outcome.problem;
      if (waits === MOST_WAITS || retryAfterSeconds > LONGEST_WAIT_SECONDS) return outcome;
      await wait(retryAfterSeconds * 1000);
    }
  };
  const forget = (): void => {
    if (session !== null) kept.forget(session);
    session = null;
  };
  /** @param token that the server does not know any more: whoever has signed in meanwhile stays so */
  const signInEnded = (token: string | undefined): void => {
    if (session === null || session.token !== token) return;
    forget();
    for (const listener of endListeners) listener();
  };
  const asks = asksBy(request, wait);
  const enter = (outcome: PortalOutcome<Session>, stay = false): PortalOutcome<WirePerson> => {
    if (!outcome.ok) return outcome;
    session = outcome.value;
    kept.keep(session, stay);
    return { ok: true, value: outcome.value.person };
  };

  return {
    address,
    person: () => session?.person ?? null,
    onSignInEnded: (listener) => {
      endListeners.add(listener);
      return () => endListeners.delete(listener);
    },
    signIn: async (email, password, stay) =>
      enter(await asks.send('POST', signInReply, '/sign-in', { email, password }), stay),
    takeLink: async (link) => enter(await asks.send('POST', signInReply, '/links/use', link)),
    setUp: async (asked) => enter(await asks.send('POST', signInReply, '/setup', asked)),
    rename: async (name) => {
      const outcome = await asks.send('PATCH', ownAccount, '/account', { name });
      if (!outcome.ok) return outcome;
      const { person } = outcome.value;
      if (session !== null) {
        session = { ...session, person };
        kept.rename(session);
      }
      return { ok: true, value: person };
    },
    beginSignIn: async (returnTo, stay, invitation) => {
      const outcome = await asks.send('POST', beginSignInReply, '/sign-in/begin', { returnTo, stay, invitation });
      return outcome.ok ? { ok: true, value: outcome.value.address } : outcome;
    },
    finishSignIn: async (answer) => {
      const outcome = await asks.send('POST', finishSignInReply, '/sign-in/finish', { answer });
      if (!outcome.ok) return outcome;
      const { stay, returnTo, ...signedIn } = outcome.value;
      session = signedIn;
      kept.keep(session, stay);
      return { ok: true, value: { person: session.person, returnTo } };
    },
    signOut: async () => {
      const token = session?.token;
      forget();
      await request('/sign-out', { method: 'POST' }, jsonOf(z.unknown()), token);
    },
    programs: () => asks.get(z.array(listedProgram), '/programs?archived=true'),
    rollUps: () => asks.get(listedRollUps, '/roll-ups'),
    administers: async () => {
      const access = await asks.get(administrationAccess, '/administration');
      return access.ok ? { ok: true, value: access.value.administers } : access;
    },
    asks,
    budgetChanges: changeCalls(asks),
    account: accountCalls(asks),
    device: deviceCalls(asks),
    proof: proofCalls(asks),
    ...accessTokenCalls(asks),
    ...closeCalls(asks),
    ...guideCalls(asks),
    ...moneyCalls(asks),
    ...movedCalls(asks),
    ...overviewCalls(asks),
    ...peopleCalls(asks),
    ...questionCalls(asks),
    ...reportCalls(asks),
    ...rowCalls(asks),
    ...scheduleCalls(asks),
    ...siteCalls(asks),
    ...workbookCalls(asks),
  };
}

function waited(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function asksBy(request: AskServer, wait: (milliseconds: number) => Promise<void>): Asks {
  const ask: Asks['ask'] = (schema, path, init) => request(path, init, jsonOf(schema));
  const repeat: Asks['ask'] = async (schema, path, init) => {
    for (const pause of REPEATED_AFTER_MS) {
      const outcome = await ask(schema, path, init);
      if (outcome.ok || outcome.problem.kind !== 'offline') return outcome;
      await wait(pause);
    }
    return ask(schema, path, init);
  };
  return {
    ask,
    get: (schema, path) => ask(schema, path, {}),
    send: (method, schema, path, body, id) => {
      const key = id === undefined ? {} : { 'idempotency-key': `"${id}"` };
      const send = id === undefined ? ask : repeat;
      return send(schema, path, {
        method,
        headers: { 'content-type': 'application/json', ...key },
        body: JSON.stringify(body),
      });
    },
    getFile: (path, name, init = {}) =>
      request(path, init, async (response) => ({
        name: fileNameOf(response.headers.get('content-disposition')) ?? name,
        content: await response.blob(),
      })),
    postFile: (schema, path, body) =>
      ask(schema, path, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body }),
  };
}
