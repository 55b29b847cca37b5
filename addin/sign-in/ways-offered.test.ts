import { expect, test } from 'vitest';
import { entraClientOf, waysOffered } from './ways-offered.ts';

const entra = {
  name: 'Microsoft',
  issuer: 'https://login.microsoftonline.com/0a1b2c3d-0000-4000-8000-000000000000/v2.0',
  clientId: 'client',
  scope: 'api://sep-sync/access',
};
const keycloak = { ...entra, name: 'Keycloak', issuer: 'https://login.cedar-basin.example/realms/district' };
const full = { hasDialogs: true, hasNestedSignIn: true };
const none = { hasDialogs: false, hasNestedSignIn: false };

test.each([
  ['Entra in a new Excel', entra, true, full, 'excel window code password'],
  ['Entra in an older Excel', entra, false, { ...full, hasNestedSignIn: false }, 'window code'],
  ['Entra in an Excel without anything', entra, true, none, 'code password'],
  ['Entra without tokens to exchange', { ...entra, scope: null }, false, full, 'window code'],
  ['another provider', keycloak, true, full, 'window code password'],
  ['no provider', null, true, full, 'password window code'],
  ['no provider in an old Excel', null, true, none, 'password code'],
])('the ways to sign in with %s', (_, provider, passwords, host, ways) => {
  expect(waysOffered({ passwords, provider }, host).join(' ')).toBe(ways);
});

test('no host that only looks like Entra’s is asked for', () => {
  for (const issuer of [
    'https://login.microsoftonline.com.evil.example/v2.0',
    'https://evil.example/login.microsoftonline.com',
    'https://district.b2clogin.com/x/v2.0',
    'no address',
  ]) {
    expect([issuer, entraClientOf({ ...entra, issuer })]).toEqual([issuer, null]);
  }
});
