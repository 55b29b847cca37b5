import {
  deviceCodeReply,
  devicePollReply,
  type CodePlace,
  type DeviceCodeReply,
  type DevicePollReply,
} from '../../shared/protocol/device-sign-in.ts';
import type { Session } from '../sync/server/server-client.ts';
import type { ServerClient } from '../sync/server/server-client.ts';
import type { ServerOutcome, ServerProblem } from '../sync/server/server-problem.ts';

export interface CodeSignIn {
  readonly server: Pick<ServerClient, 'ask'>;
  readonly place: CodePlace;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** The code is there, to be shown. */
  readonly onCode: (code: DeviceCodeReply) => void;
}

export type CodeOutcome =
  | { readonly kind: 'signedIn'; readonly session: Session }
  | { readonly kind: 'expired' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'left' }
  | { readonly kind: 'failed'; readonly problem: ServerProblem };

/** Asks for a code, and then how it stands, as often as the server lets it, until it is confirmed, refused or over. */
export async function signInByCode({ server, place, wait, signal, onCode }: CodeSignIn): Promise<CodeOutcome> {
  const asked = await server.ask({
    path: '/device-sign-in',
    schema: () => deviceCodeReply,
    sent: { method: 'POST', body: { place } },
  });
  if (signal.aborted) return { kind: 'left' };
  if (!asked.ok) return { kind: 'failed', problem: asked.problem };
  const { deviceCode, expiresInSeconds } = asked.value;
  onCode(asked.value);
  let seconds = asked.value.intervalSeconds;
  // By its own count of seconds: without a network nobody says that the code is over.
  for (let waited = seconds; waited <= expiresInSeconds; waited += seconds) {
    await wait(seconds * 1000);
    if (signal.aborted) return { kind: 'left' };
    const step = nextStep(
      await server.ask({
        path: '/device-sign-in/poll',
        schema: () => devicePollReply,
        sent: { method: 'POST', body: { deviceCode } },
      }),
      seconds,
    );
    if (signal.aborted) return { kind: 'left' };
    if (step.outcome !== null) return step.outcome;
    ({ seconds } = step);
  }
  return { kind: 'expired' };
}

type Step =
  | { readonly outcome: CodeOutcome }
  /** Ask again after so many seconds. */
  | { readonly outcome: null; readonly seconds: number };

function nextStep(polled: ServerOutcome<DevicePollReply>, seconds: number): Step {
  if (!polled.ok) {
    // A network that is away comes back, and the code is still good.
    if (polled.problem.kind === 'offline') return { outcome: null, seconds };
    if (polled.problem.kind === 'busy') return { outcome: null, seconds: polled.problem.retryAfterSeconds };
    return { outcome: { kind: 'failed', problem: polled.problem } };
  }
  const { value } = polled;
  switch (value.state) {
    case 'pending':
    case 'slowDown':
      return { outcome: null, seconds: value.intervalSeconds };
    case 'signedIn':
      return { outcome: { kind: 'signedIn', session: { token: value.token, person: value.person } } };
    case 'expired':
    case 'refused':
      return { outcome: { kind: value.state } };
  }
}
