import { syncReply, syncRequest } from '../../shared/protocol/sync.ts';
import type { NetworkEvent } from './coverage.ts';
import type { Exchange } from './ledger.ts';
import type { Random } from './random.ts';

export interface NetworkFaults {
  /** Chance that a sync request never arrives, that its reply is lost, and that it arrives twice. */
  readonly lostRequest: number;
  readonly lostReply: number;
  readonly duplicate: number;
  /** Chance that an older request arrives once more before this one. */
  readonly late: number;
}

export const calm: NetworkFaults = { lostRequest: 0, lostReply: 0, duplicate: 0, late: 0 };

export interface SimulatedNetwork {
  fetch(request: Request): Promise<Response>;
  faults: NetworkFaults;
  /** Requests that are still under way never arrive. */
  forget(): void;
  /** What has happened since it was last emptied. */
  readonly events: Set<NetworkEvent>;
}

interface Answered {
  readonly again: () => Promise<Response>;
  readonly status: number;
  readonly text: string;
}

/** Older requests that may still be under way. */
const MOST_UNDER_WAY = 4;

/**
 * A network between one person and the app. Faults hit syncs only: reads have no effect to double. `onExchange` hears
 * every sync that was answered, also when the answer was lost on its way.
 */
export function simulatedNetwork(
  by: string,
  send: (request: Request) => Promise<Response>,
  random: Random,
  onExchange: (exchange: Exchange, delivered: boolean) => void,
): SimulatedNetwork {
  const older: Answered[] = [];
  const events = new Set<NetworkEvent>();
  const happens = (event: Exclude<NetworkEvent, 'calm'>): boolean => {
    const does = random.chance(network.faults[event]);
    if (does) events.add(event);
    return does;
  };
  const network: SimulatedNetwork = {
    faults: calm,
    events,
    forget: () => void older.splice(0),
    async fetch(request) {
      if (!new URL(request.url).pathname.endsWith('/sync')) return send(request);
      const body = await request.text();
      const again = () => send(new Request(request.url, { method: 'POST', headers: request.headers, body }));
      if (older.length > 0 && happens('late')) await expectSameAnswer(random.pick(older));
      if (happens('lostRequest')) throw new TypeError('The request was lost.');
      const response = await again();
      const text = await response.text();
      const answered = { again, status: response.status, text };
      const isLost = happens('lostReply');
      if (response.status === 200) {
        const reply = syncReply.parse(JSON.parse(text));
        onExchange({ by, request: syncRequest.parse(JSON.parse(body)), reply }, !isLost);
        if (older.push(answered) > MOST_UNDER_WAY) older.shift();
      }
      if (happens('duplicate')) await expectSameAnswer(answered);
      if (isLost) throw new TypeError('The reply was lost.');
      return new Response(text, { status: response.status, headers: response.headers });
    },
  };
  return network;
}

/** [I1] The same sync asked twice is answered the same, however late. */
async function expectSameAnswer({ again, status, text }: Answered): Promise<void> {
  const second = await again();
  const now = await second.text();
  if (second.status !== status || now !== text) {
    throw new Error(`[I1] The same sync was answered twice, differently:\n${text}\n${now}`);
  }
}
