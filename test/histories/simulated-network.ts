import type { Random } from './random.ts';
import type { Exchange } from './ledger.ts';
import { syncReply, syncRequest } from '../../shared/protocol/sync.ts';

export interface NetworkFaults {
  /** Chance that a sync request never arrives, that its reply is lost, and that it arrives twice. */
  readonly lostRequest: number;
  readonly lostReply: number;
  readonly duplicate: number;
}

export const calm: NetworkFaults = { lostRequest: 0, lostReply: 0, duplicate: 0 };

export interface SimulatedNetwork {
  fetch(request: Request): Promise<Response>;
  faults: NetworkFaults;
}

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
  const network: SimulatedNetwork = {
    faults: calm,
    async fetch(request) {
      if (!request.url.endsWith('/sync')) return send(request);
      const body = await request.text();
      const again = () => send(new Request(request.url, { method: 'POST', headers: request.headers, body }));
      const { lostRequest, lostReply, duplicate } = network.faults;
      if (random.chance(lostRequest)) throw new TypeError('The request was lost.');
      const response = await again();
      const isLost = random.chance(lostReply);
      if (response.status === 200) {
        const reply = syncReply.parse(await response.clone().json());
        onExchange({ by, request: syncRequest.parse(JSON.parse(body)), reply }, !isLost);
      }
      if (random.chance(duplicate)) {
        const second = await again();
        await expectSameAnswer(response.clone(), second);
      }
      if (isLost) throw new TypeError('The reply was lost.');
      return response;
    },
  };
  return network;
}

/** [I1] The same sync asked twice is answered the same. */
async function expectSameAnswer(first: Response, second: Response): Promise<void> {
  const [a, b] = [await first.text(), await second.text()];
  if (a !== b) throw new Error(`[I1] The same sync was answered twice, differently:\n${a}\n${b}`);
}
