import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInReply } from '../../shared/protocol/people.ts';
import { runServer, startServer, type BuiltServer } from '../browser/built-server.ts';

let server: BuiltServer;

beforeAll(async () => {
  server = await startServer({ SEP_DEMO: 'mini' });
});

afterAll(async () => void (await server?.stop()));

describe('starting and stopping the built server', () => {
  test('it answers with its version and database', async () => {
    const health = await fetch(`${server.url}/api/health`);
    expect(await health.json()).toMatchObject({ status: 'ok', database: 'sqlite' });
  });

  test('[FD11] what reads the whole plan is answered by a worker of the build', async () => {
    const body = JSON.stringify({ email: 'finance@cedar-basin.example', password: 'cedar-basin' });
    const headers = { 'content-type': 'application/json' };
    const signedIn = await fetch(`${server.url}/api/sign-in`, { method: 'POST', headers, body });
    const { token } = signInReply.parse(await signedIn.json());
    const ask = async (path: string): Promise<unknown> => {
      const authorization = `Bearer ${token}`;
      return (await fetch(`${server.url}/api/programs/cedar-basin${path}`, { headers: { authorization } })).json();
    };
    expect(await ask('/verify')).toMatchObject({ ok: true });
    expect(await ask('/rows?at=1&tables=sites')).toMatchObject({ revision: 1 });
  });

  test('a port in use ends the start with a sentence', async () => {
    const port = new URL(server.url).port;
    const ended = await runServer({ SEP_DEMO: 'off', PORT: port });
    expect(ended.code).toBe(1);
    expect(ended.complaints).toBe(
      `Port ${port} is in use. Stop what uses it, or choose another: PORT=${Number(port) + 1} npm start\n`,
    );
  });

  test('wrong settings end the start with a sentence each', async () => {
    const ended = await runServer({ PORT: 'eighty', OFFICE_JS: 'maybe' });
    expect(ended).toEqual({
      code: 1,
      out: '',
      complaints:
        'PORT must be a whole number from 0 to 65535; it is "eighty".\nOFFICE_JS must be cdn or local; it is "maybe".\n',
    });
  });

  test('a database that cannot be reached is named, without its password', async () => {
    const ended = await runServer({ DATABASE_URL: 'postgres://ann:secret@127.0.0.1:1/plan' });
    expect(ended.code).toBe(1);
    expect(ended.complaints).toContain('postgres://ann@127.0.0.1:1/plan cannot be opened');
    expect(ended.complaints).not.toContain('secret');
  });

  test('a demo that others could sign in to is refused', async () => {
    const ended = await runServer({ HOST: '0.0.0.0', SEP_DEMO: 'mini' });
    expect(ended.code).toBe(1);
    expect(ended.complaints).toContain('passwords are public');
  });

  test('asked to stop, it ends well, also with an open connection', async () => {
    const other = await startServer({ SEP_DEMO: 'off' });
    const kept = await fetch(`${other.url}/api/health`, { keepalive: true });
    expect(kept.status).toBe(200);
    expect(await other.stop()).toMatchObject({ code: 0, complaints: '' });
  });
});
