import { givePage, takePageAway } from '../views/testing/page-in-memory.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { entraToken } from './nested-sign-in.ts';

beforeAll(givePage);
afterAll(takePageAway);

const client = {
  issuer: 'https://login.microsoftonline.com/0a1b2c3d-0000-4000-8000-000000000000/v2.0',
  clientId: '5f0c2b1e-0000-4000-8000-000000000000',
  scope: 'api://sep-sync/access',
};

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const idToken = `${encode({ alg: 'none' })}.${encode({ tid: 't1', oid: 'o1', preferred_username: 'ann' })}.`;
const account = {
  homeAccountId: 'o1.t1',
  environment: 'login.microsoftonline.com',
  tenantId: 't1',
  username: 'ann',
  localAccountId: 'o1',
};
const token = {
  access_token: 'access-token-of-entra',
  id_token: idToken,
  expires_in: 3600,
  scope: client.scope,
  properties: null,
};

type Answers = { readonly [method: string]: Readonly<Record<string, unknown>> };
const initContext = { success: true, initContext: { sdkName: 'x', sdkVersion: '1', capabilities: {} } };
const given = { success: true, token, account };
const refused = (status: string) => ({ success: false, error: { status, code: status.toLowerCase() } });

/** Excel at the other end of Microsoft's library, by the messages that the two exchange. @returns what it was asked */
function excelAnswers(answers: Answers): unknown[] {
  const asked: unknown[] = [];
  const listeners: ((text: string) => void)[] = [];
  Object.assign(window, {
    nestedAppAuthBridge: {
      addEventListener: (_: string, listener: (text: string) => void) => listeners.push(listener),
      removeEventListener: () => undefined,
      postMessage: (text: string) => {
        const { method, requestId, tokenParams } = JSON.parse(text);
        asked.push([method, tokenParams?.clientId, tokenParams?.authority, tokenParams?.scope]);
        const reply = { messageType: 'NestedAppAuthResponse', requestId, ...answers[method] };
        setImmediate(() => listeners.forEach((listener) => listener(JSON.stringify(reply))));
      },
    },
  });
  return asked;
}

afterEach(() => void Reflect.deleteProperty(window, 'nestedAppAuthBridge'));

function textsOf(store: Storage): string {
  return Array.from({ length: store.length }, (_, index) => {
    const key = store.key(index) ?? '';
    return `${key}=${store.getItem(key)}`;
  }).join();
}

describe('a sign-in by the account of Excel', () => {
  test('asks for a token without a question, and keeps nothing of it in the browser', async () => {
    const asked = excelAnswers({ GetInitContext: initContext, GetToken: given });
    expect(await entraToken(client)).toEqual({ kind: 'token', token: 'access-token-of-entra' });
    expect(asked.at(-1)).toEqual(['GetToken', client.clientId, client.issuer.replace('/v2.0', ''), client.scope]);
    const stored = [window.localStorage, window.sessionStorage].map(textsOf).join() + document.cookie;
    for (const secret of ['access-token-of-entra', idToken, 'o1.t1']) expect(stored).not.toContain(secret);
  });

  test('lets Excel ask the person where it cannot without', async () => {
    const asked = excelAnswers({
      GetInitContext: initContext,
      GetToken: refused('USER_INTERACTION_REQUIRED'),
      GetTokenPopup: given,
    });
    expect(await entraToken(client)).toEqual({ kind: 'token', token: 'access-token-of-entra' });
    expect(asked).toHaveLength(3);
  });

  test.each([
    ['USER_CANCEL', { kind: 'cancelled' }],
    ['DISABLED', { kind: 'failed', code: 'nested_app_auth_bridge_disabled' }],
    ['NO_NETWORK', { kind: 'failed', code: 'no_network_connectivity' }],
    ['PERSISTENT_ERROR', { kind: 'failed', code: 'persistent_error' }],
  ])('that ends with %s is told as an outcome', async (status, outcome) => {
    excelAnswers({ GetInitContext: initContext, GetToken: refused(status), GetTokenPopup: refused(status) });
    expect(await entraToken(client)).toEqual(outcome);
  });

  test('is none where Excel is not at the other end, and opens nothing of Microsoft’s instead', async () => {
    expect(await entraToken(client)).toEqual({ kind: 'failed', code: 'no_bridge' });
  });
});
