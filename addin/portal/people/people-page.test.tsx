import { afterAll, beforeAll, expect, test } from 'vitest';
import { inserts } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../../../test/contracts/test-server.ts';
import { openPage } from '../testing/open-page.tsx';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

test('who may do what stands there for every member, with the people of the plan', async () => {
  const people = inserts(
    { id: 'PM-01', name: 'Ana Ortiz', organization: 'District', active: true },
    { id: 'PM-02', name: 'Ben Gone', organization: 'District', active: false },
  );
  const page = await openPage(server, 'viewer', { page: 'people', edits: { people: people.edits } });
  await page.says('Looks at everything, changes nothing');
  await page.says('Administrator');
  await page.says('Ana Ortiz');
  expect(page.text()).not.toContain('Ben Gone');
  expect(page.text()).not.toContain('@');
});

test('the people of the plan stand by name, whatever the order of their rows', async () => {
  const named = ['Manager 10', 'Élodie Roux', 'Manager 9', 'Ana Ortiz'].map((name, index) => ({
    id: `P-${index}`,
    name,
    organization: 'District',
    active: true,
  }));
  const page = await openPage(server, 'viewer', { page: 'people', edits: { people: inserts(...named).edits } });
  await page.says('Élodie Roux');
  expect(page.text()).toMatch(/Ana Ortiz.*Élodie Roux.*Manager 9.*Manager 10/s);
});

test('addresses are for who administers the program', async () => {
  const page = await openPage(server, 'admin', { page: 'people' });
  await page.says('Administrator');
  await page.says('@');
});

test('[PPL4, PPL6] roles of the plan stand there with what they are held for, since when, and as they were on a day', async () => {
  const people = inserts({ id: 'PM-01', name: 'Ana Ortiz', organization: 'District', active: true });
  const held = { role: 'Project Manager', person: 'PM-01', region: 'North', from: '2026-11-01', to: '2026-11-24' };
  const page = await openPage(server, 'viewer', {
    page: 'people',
    edits: { people: people.edits, assignments: inserts(held).edits },
  });
  const planRoles = { always: ['Procurement' as const], whileAssigned: ['Project Manager' as const] };
  await server.member(page.program, 'editor', null, { planRoles, person: 'PM-01' });
  const again = page.openAgain();
  await again.says('Procurement; Project Manager of region North since 2026-11-01');
  await again.says('Keeps commitments; edits own projects, drafts changes');
  await again.says('Roles that are held on 2026-11-23');
  await again.says('2026-11-24');
  window.history.replaceState(null, '', '/');
});

test('[PPL6] on a day before anybody was a member nobody stands there', async () => {
  const page = await openPage(server, 'viewer', { page: 'people', query: '?asOf=2026-01-05' });
  await page.says('Nobody is known to have been a member on that day.');
  await page.says('The table Assignments names nobody on this day.');
});
