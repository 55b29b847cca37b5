import { createHttpServerClient } from '../../addin/sync/server/http-server-client.ts';
import { createSyncSession } from '../../addin/sync/session/create-sync-session.ts';
import type { SyncSession } from '../../addin/sync/session/sync-session.ts';
import type { TestClient } from '../contracts/test-server.ts';
import type { HostEvent, Operation } from './coverage.ts';
import type { Exchange } from './ledger.ts';
import type { Random } from './random.ts';
import type { SheetBook } from './sheet-book.ts';
import { SheetPort } from './sheet-port.ts';
import { simulatedNetwork, type SimulatedNetwork } from './simulated-network.ts';
import type { Typing } from './typing.ts';
import type { WrongClock } from './wrong-clock.ts';

export interface PaneDeps {
  readonly name: string;
  readonly client: TestClient;
  readonly typing: Typing;
  readonly random: Random;
  readonly clock: WrongClock | null;
  /** The right time. */
  readonly now: () => Date;
  /** A pane from before: it takes whole rows. */
  readonly takesWholeRows: boolean;
  /** Hears every sync that was answered, with where each Row ID truly belonged when the sheet was read. */
  readonly onExchange: (exchange: Exchange, port: SheetPort) => void;
}

/** One person's add-in on one workbook. */
export class Pane {
  readonly name: string;
  readonly client: TestClient;
  readonly typing: Typing;
  readonly random: Random;
  readonly port: SheetPort;
  readonly network: SimulatedNetwork;
  readonly clock: WrongClock | null;
  /** Copies of the file that lie about. */
  readonly copies: SheetBook[] = [];
  /** What was done in this workbook, and by others in the program, since this pane last finished a sync. */
  readonly own = new Set<Operation>();
  readonly others = new Set<Operation>();
  /** What has befallen Excel since then. */
  readonly host = new Set<HostEvent>();
  session: SyncSession;
  readonly #now: () => Date;

  constructor({ name, client, typing, random, clock, now, takesWholeRows, onExchange }: PaneDeps) {
    this.name = name;
    this.client = client;
    this.typing = typing;
    this.random = random;
    this.clock = clock;
    this.#now = now;
    this.port = new SheetPort(typing.book);
    this.network = simulatedNetwork(
      name,
      async (request) => {
        await this.port.turn?.();
        return client.app.fetch(takesWholeRows ? fromBefore(request) : request);
      },
      random.fork(),
      (exchange, delivered) => {
        onExchange(exchange, this.port);
        if (delivered) typing.handedOver(exchange.request, exchange.reply);
      },
    );
    this.session = this.#open();
  }

  get book(): SheetBook {
    return this.typing.book;
  }

  #open(): SyncSession {
    const { client, random, network, port } = this;
    return createSyncSession({
      workbook: port,
      server: createHttpServerClient({
        fetch: (request) => network.fetch(request),
        address: 'http://localhost',
        wait: async () => undefined,
        session: { token: client.person.token, person: client.person },
      }),
      randomBytes: (count) => random.bytes(count),
      now: () => this.clock?.now(this.#now()) ?? this.#now(),
      serverAddress: 'http://localhost',
    });
  }

  /** The pane is opened anew: nothing is left in memory, the workbook is all there is. */
  async restart(): Promise<void> {
    this.session.close();
    this.session = this.#open();
    await this.session.open();
  }
}

/** A request as panes made it before rows could come by what has moved. */
function fromBefore(request: Request): Request {
  const url = new URL(request.url);
  url.searchParams.delete('cells');
  return new Request(url, request);
}
