import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';

let server: TestServer;
let client: TestClient;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  client = await server.member(await server.program(), 'finance');
});
afterAll(() => server.close());

async function told(response: Response): Promise<string> {
  const body: unknown = await response.json();
  return JSON.stringify(body);
}

/** Words of the schema library, which mean nothing to whoever sends a request. */
const OF_THE_LIBRARY = /expected|received|Invalid|Too (?:small|big)|Unrecognized|>=|<=/;

describe('[FB12] what is wrong with a request is told in plain words', () => {
  test.each([
    ['base', { base: -1 }, 'base: This must be 0 at least.'],
    ['base', { base: '3' }, 'base: This must be a number.'],
    ['base', { base: 1.5 }, 'base: This must be a whole number.'],
    ['base', { base: undefined }, 'base: This is missing.'],
    ['edits', { edits: [] }, 'edits: This must be an object with named values.'],
    ['note', { note: 'x'.repeat(5_000) }, 'note: This must be 2000 characters at most.'],
    ['', { hacker: true }, 'There is no place for hacker.'],
  ])('%s in %j', async (_path, wrong, sentence) => {
    const response = await client.post({ ...client.request({}), ...wrong });
    expect(response.status).toBe(400);
    const text = await told(response);
    expect(text).toContain(`"message":"${sentence}"`);
    expect(text).not.toMatch(OF_THE_LIBRARY);
  });

  test.each(['/rows?at=x', '/rows?at=-1', '/history?limit=0', '/history?limit=100000', '/history?changes=nothing'])(
    '%s',
    async (path) => {
      const response = await client.fetch(path);
      expect(response.status).toBe(400);
      expect(await told(response)).not.toMatch(OF_THE_LIBRARY);
    },
  );
});
