import { afterAll, beforeAll, expect, test } from 'vitest';
import { listFor, openChangeOffice, viewFor } from '../../../test/contracts/change-office.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { createHttpServerClient } from '../../sync/server/http-server-client.ts';
import { showOnPage } from '../testing/show-view.tsx';
import { ChangesToDecide } from './changes-to-decide.tsx';
import { DecisionsForMe } from './decisions-for-me.tsx';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

/** The server as the pane of a person asks it. */
function paneOf(
  { person: { token, id, name, email } }: TestClient,
  fetch = async (request: Request): Promise<Response> => server.app.fetch(request),
) {
  return createHttpServerClient({
    fetch,
    address: 'http://sep.test',
    wait: () => Promise.resolve(),
    session: { token, person: { id, name, email } },
  });
}

test('whoever decides sees on Home how many wait, and who has asked for them sees none', async () => {
  const office = await openChangeOffice(server);
  await office.pending();
  await office.pending();
  const home = { program: office.program, revision: 1, onOpen: () => undefined };
  const page = showOnPage(() => <DecisionsForMe {...home} server={paneOf(office.finance)} />);
  await page.says('2 budget changes wait for your decision');
  const own = showOnPage(() => (
    <ChangesToDecide server={paneOf(office.officer)} program={office.program} openInBrowser={null} />
  ));
  await own.says('No budget change waits for your decision.');
});

test('a change is approved in the pane with what was looked at, and sent back with a reason', async () => {
  const office = await openChangeOffice(server);
  const [approved, rejected] = [await office.pending(2_500_00), await office.pending(700_00)];
  const page = showOnPage(() => (
    <ChangesToDecide server={paneOf(office.finance)} program={office.program} openInBrowser={null} />
  ));
  await page.press(`Look at ${approved}`);
  await page.says('100,000.00 +2,500.00 → 102,500.00');
  await page.says(`Asked for by ${office.officer.person.name}`);
  await page.press('Approve');
  await page.says('The budgets change by one revision');
  await page.press('Approve now');
  await page.says(`${approved} is approved`);
  await page.isSilentAbout(`Look at ${approved}`);
  await page.press(`Look at ${rejected}`);
  await page.press('Reject');
  await page.press('Reject now');
  await page.says('Say why; whoever asked for it reads it.');
  await page.fill('Why it is rejected', 'Bids are not in yet.');
  await page.press('Reject now');
  await page.says('No budget change waits for your decision.');
  const states = await Promise.all([approved, rejected].map((number) => viewFor(office.finance, number)));
  expect(states.map(({ change }) => change.status)).toEqual(['Approved', 'Rejected']);
  expect((await listFor(office.finance, '?status=Pending')).count).toBe(0);
});

test('what has changed since it was looked at is told, and nothing is done', async () => {
  const office = await openChangeOffice(server);
  const number = await office.pending();
  const page = showOnPage(() => (
    <ChangesToDecide server={paneOf(office.finance)} program={office.program} openInBrowser={null} />
  ));
  await page.press(`Look at ${number}`);
  await page.press('Approve');
  await office.officer.fetch(`/changes/${number}/withdraw`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  await page.press('Approve now');
  await page.says(`has changed ${number} since you looked at it`);
  await page.says('No budget change waits for your decision.');
  expect((await viewFor(office.finance, number)).change.status).toBe('Withdrawn');
});

test('[I1] an approval whose answer is lost is done once and told as done, also when it is asked for again by hand', async () => {
  const office = await openChangeOffice(server);
  const [one, other] = [await office.pending(2_500_00), await office.pending(700_00)];
  const approved = async (): Promise<number> => (await listFor(office.finance, '?status=Approved')).count;
  const before = await approved();
  let lost = 0;
  const page = showOnPage(() => (
    <ChangesToDecide
      server={paneOf(office.finance, async (request) => {
        const answer = await server.app.fetch(request);
        if (request.method === 'GET' || lost-- <= 0) return answer;
        throw new TypeError('Failed to fetch');
      })}
      program={office.program}
      openInBrowser={null}
    />
  ));
  await page.press(`Look at ${one}`);
  await page.press('Approve');
  lost = 1;
  await page.press('Approve now');
  await page.says(`${one} is approved`);
  await page.press(`Look at ${other}`);
  await page.press('Approve');
  lost = 4;
  await page.press('Approve now');
  await page.says(`Nobody knows yet whether ${other} was decided`);
  await page.press('Approve now');
  await page.says(`${other} is approved`);
  expect(await approved()).toBe(before + 2);
});
