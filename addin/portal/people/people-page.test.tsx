import { pageInMemory } from '../../views/testing/page-in-memory.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inserts } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../../../test/contracts/test-server.ts';
import { openPage } from '../testing/open-page.tsx';

pageInMemory();

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
