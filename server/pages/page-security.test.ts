import { expect, test } from 'vitest';
import { contentSecurityPolicy, openerPolicy, pagePlaces } from './page-security.ts';

/** The directives of a page by their names. */
function policyOf(...place: Parameters<typeof contentSecurityPolicy>): Record<string, string> {
  const directives = contentSecurityPolicy(...place).split('; ');
  return Object.fromEntries(
    directives.map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1).join(' ')]),
  );
}

/** Pages of which a directive says something. */
function placesWhere(directive: string, says: RegExp): string[] {
  return pagePlaces.filter((place) => says.test(policyOf(place)[directive] ?? ''));
}

test('[SEC19] only the pane within Excel and its sign-in window may load Office’s library, and only the pane is framed by Office', () => {
  expect(placesWhere('script-src', /appsforoffice/)).toEqual(['pane', 'dialog']);
  expect(placesWhere('connect-src', /appsforoffice/)).toEqual(['pane', 'dialog']);
  expect(placesWhere('frame-ancestors', /https:/)).toEqual(['pane']);
  expect(placesWhere('frame-ancestors', /'self'/)).toEqual(['pane', 'workbenchPane']);
});

test('the workbench frames what is of this server, the front door a report that it holds itself, and no other page anything', () => {
  expect(placesWhere('frame-src', /^blob:$/)).toEqual(['front']);
  expect(placesWhere('frame-src', /^'self'$/)).toEqual(['workbench']);
  expect(placesWhere('frame-src', /^'none'$/)).toHaveLength(pagePlaces.length - 2);
});

test('no page runs scripts of its own text or loads what is not named', () => {
  for (const place of pagePlaces) {
    expect(policyOf(place)['default-src']).toBe("'none'");
    expect(policyOf(place)['script-src']).not.toMatch(/unsafe|\*/);
  }
});

test('[SEC13] only the sign-in window, and its way back from the provider, let windows of elsewhere keep hold of them', () => {
  const open = pagePlaces.filter((place) => openerPolicy(place) === 'unsafe-none');
  expect(open).toEqual(['signInReturn', 'dialog', 'workbenchDialog']);
  const others = pagePlaces.filter((place) => !open.includes(place));
  expect(new Set(others.map(openerPolicy))).toEqual(new Set(['same-origin-allow-popups']));
});
