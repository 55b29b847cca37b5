import { afterEach, expect, test } from 'vitest';
import { workedExample } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../../test/contracts/test-server.ts';
import { createProgram } from '../identity/accounts.ts';
import { createPlanAt } from './plan-at.ts';

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((each) => each.close()));
});

/** A database in which the program stands at revision 1, with these rows. */
async function database(edits: ReturnType<typeof workedExample>): Promise<TestServer> {
  const server = await startTestServer({ file: ':memory:' });
  servers.push(server);
  await createProgram(server.store.write, { id: 'elm', name: 'Elm', district: 'Elm', fiscalYear: '2026-27' });
  await (await server.member('elm', 'admin')).sync(edits);
  return server;
}

test('[FG3, REV8] what is remembered of a revision is told of no other one of its number, as after a standby was promoted', async () => {
  const [lost, promoted] = [
    await database(workedExample()),
    await database({ systems: workedExample()['systems'] ?? {} }),
  ];
  let now = lost.store;
  const store = {
    ...lost.store,
    get read() {
      return now.read;
    },
  };
  const ask = async (plan: ReturnType<typeof createPlanAt>) => {
    const whole = { measure: 'current', part: {} } as const;
    const end = { revision: 1, asOf: '2026-11-23' };
    return [
      await plan.totals('elm', {}, []),
      await plan.totals('elm', {}, ['site']),
      await plan.checks('elm', {}),
      (await plan.explanation('elm', {}, whole)).value,
      await plan.bridge('elm', null, end, whole),
    ];
  };
  const running = createPlanAt({ store, now: () => lost.clock });
  const before = await ask(running);
  now = promoted.store;
  const after = await ask(running);
  expect(after).toEqual(await ask(createPlanAt({ store: promoted.store, now: () => promoted.clock })));
  expect(after).not.toEqual(before);
});
