import { expect, test } from 'vitest';
import { contentSecurityPolicy } from './page-security.ts';

/** The directives of a page by their names. */
function policyOf(...place: Parameters<typeof contentSecurityPolicy>): Record<string, string> {
  const directives = contentSecurityPolicy(...place).split('; ');
  return Object.fromEntries(
    directives.map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1).join(' ')]),
  );
}

test('only the pane within Excel may load Office’s library and be framed by Office', () => {
  const places = ['front', 'pane', 'workbench', 'workbenchPane'] as const;
  const loads = places.map((place) => /appsforoffice/.test(policyOf(place)['script-src'] ?? ''));
  expect(loads).toEqual([false, true, false, false]);
  const asks = places.map((place) => /appsforoffice/.test(policyOf(place)['connect-src'] ?? ''));
  expect(asks).toEqual([false, true, false, false]);
  const framedByOthers = places.map((place) => /https:/.test(policyOf(place)['frame-ancestors'] ?? ''));
  expect(framedByOthers).toEqual([false, true, false, false]);
});

test('the workbench frames what is of this server, the front door a report that it holds itself, and no other page anything', () => {
  const frames = (['front', 'pane', 'workbench', 'workbenchPane'] as const).map(
    (place) => policyOf(place)['frame-src'],
  );
  expect(frames).toEqual(['blob:', "'none'", "'self'", "'none'"]);
});

test('no page runs scripts of its own text or loads what is not named', () => {
  for (const place of ['front', 'pane', 'workbench', 'workbenchPane'] as const) {
    expect(policyOf(place)['default-src']).toBe("'none'");
    expect(policyOf(place)['script-src']).not.toMatch(/unsafe|\*/);
  }
});
