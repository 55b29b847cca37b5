import type { DatabaseAddress } from '../../server/storage/database.ts';
import { startTestServer, TestClient, type TestServer } from './test-server.ts';

export interface ServerPair extends TestServer {
  /** The same person, with a workbook of its own, at the other server. */
  atOther(client: TestClient): TestClient;
}

/**
 * Two servers over one PostgreSQL, each with a store, a queue and a memory of its own, as two processes have: people ask one or the
 * other in turn.
 */
export async function startServerPair(address: DatabaseAddress): Promise<ServerPair> {
  const [one, two] = [await startTestServer(address), await startTestServer(address)];
  let people = 0;
  return {
    ...one,
    get clock() {
      return one.clock;
    },
    set clock(moment: Date) {
      one.clock = moment;
      two.clock = moment;
    },
    member: async (...asked) => {
      const client = await one.member(...asked);
      return people++ % 2 === 0 ? client : new TestClient(two.app, client.program, client.person);
    },
    atOther: ({ app, program, person }) => new TestClient(app === one.app ? two.app : one.app, program, person),
    forget: () => {
      one.forget();
      two.forget();
    },
    close: async () => {
      await two.close();
      await one.close();
    },
  };
}
