import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAdministrator } from '../../../server/identity/administrators.ts';
import { endGroupRole, groupRoles, setGroupRole } from '../../../server/identity/provider/group-roles.ts';
import { identitiesOf, meetIdentity } from '../../../server/identity/provider/identities.ts';
import { appWith, startDistrictProvider, type DistrictProvider } from '../../../test/contracts/district-provider.ts';
import { startTestServer, type App, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { showOnPage, type Shown } from '../../views/testing/show-view.tsx';
import { createPortalServer } from '../portal-server.ts';
import { PortalApp } from '../shell/portal-app.tsx';
import { sessionInMemory } from '../testing/session-in-memory.ts';

let server: TestServer;
let provider: DistrictProvider;
let app: App;
let ada: TestClient;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  provider = await startDistrictProvider();
  app = appWith(server, provider);
  ada = await server.member(await server.program(), 'admin');
  const by = { at: server.clock.toISOString(), person: { id: '', name: 'Test' }, door: 'commandLine' } as const;
  await server.store.write.transaction().execute((write) => makeAdministrator(write, ada.person, by));
});
afterAll(async () => {
  await provider.stop();
  await server.close();
});

function open(of: App = app): Shown {
  document.body.replaceChildren();
  window.history.replaceState(null, '', '/admin/sign-in');
  const portal = createPortalServer({
    fetch: async (request) => of.fetch(request),
    address: 'http://sep.test',
    kept: sessionInMemory({ token: ada.person.token, person: ada.person }),
  });
  const facts = { version: '1.2.3', publicUrl: 'https://sep.example', demo: null };
  return showOnPage(() => <PortalApp server={portal} facts={facts} />);
}

test('[SGN1] who waits is connected with an account, after it is said what that means', async () => {
  const member = await server.member(ada.program, 'editor');
  const { email, id } = member.person;
  const name = `Ana ${randomUUID().slice(0, 4)}`;
  const proven = { issuer: 'https://id.elm.example', subject: name, email: null, name, groups: [] };
  await meetIdentity(server.store.write, proven, server.clock.toISOString());
  const page = open();
  await page.says('People sign in with Cedar Basin ID.');
  await page.says(name);
  await page.fill('E-mail of the account', 'nobody@elm.example');
  await page.press(`Connect ${name} with an account…`);
  await page.press('Connect now');
  await page.says('There is no account for nobody@elm.example. Nothing was changed.');
  await page.fill('E-mail of the account', email);
  await page.press(`Connect ${name} with an account…`);
  await page.says('make sure that it is the same person');
  await page.press('Connect now');
  await page.says('Nobody waits.');
  expect(await identitiesOf(server.store.read, id)).toMatchObject([{ subject: name }]);
});

test('[SGN4] a group is let open a program, and that is ended again', async () => {
  const page = open();
  await page.says('Groups give nothing.');
  await page.fill('Group or app role', 'g-1');
  await page.fill('What people call it', 'Facilities');
  await page.fill('Program (id)', 'nowhere');
  await page.fill('Its people may', 'editor');
  await page.press('North');
  await page.press('Let it open the program');
  await page.says('There is no program nowhere. Nothing was changed.');
  await page.fill('Program (id)', ada.program);
  await page.press('Let it open the program');
  await page.says('Editor for North');
  await page.press(`Let Facilities (g-1) give nothing in ${ada.program}…`);
  await page.says('at their next sign-in, unless another group opens it');
  await page.press('End it now');
  await page.says('Groups give nothing.');
  const acts = await server.store.read.selectFrom('acts').select('what').where('program', '=', ada.program).execute();
  expect(acts.map(({ what }) => what)).toEqual([
    'The group Facilities (g-1) makes its people editor for North',
    'The group g-1 gives nothing any more',
  ]);
});

test('a server without such a sign-in says how it gets one', async () => {
  await open(server.app).says('This server has no sign-in of the district.');
});

test('[SGN4] a new name for a group leaves its limit to roles of the plan', async () => {
  const given = { role: 'finance', scope: null, planRoles: ['CIO'], label: null } as const;
  await setGroupRole(server.store.write, { program: ada.program, group: 'g-cio', ...given });
  const page = open();
  await page.fill('Group or app role', 'g-cio');
  await page.fill('Program (id)', ada.program);
  await page.says('It makes its people Finance, as CIO now.');
  await page.says('the limit to roles of the plan stays');
  await page.fill('What people call it', 'Chiefs');
  await page.fill('Its people may', 'finance');
  await page.press('Let it open the program');
  await page.says('Chiefs (g-cio)');
  expect(await groupRoles(server.store.read)).toMatchObject([{ label: 'Chiefs', role: 'finance', planRoles: ['CIO'] }]);
  await endGroupRole(server.store.write, ada.program, 'g-cio');
});
