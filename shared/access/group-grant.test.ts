import { expect, test } from 'vitest';
import { grantOfGroups, type GroupGrant } from './group-grant.ts';

const grant = (more: Partial<GroupGrant>): GroupGrant => {
  return { group: 'g', role: 'editor', scope: null, planRoles: null, ...more };
};
const north = { regions: ['North'], projects: ['P-002'] };
const south = { regions: ['South'], projects: ['P-001', 'P-002'] };

test('no group gives nothing', () => {
  expect(grantOfGroups([])).toBeNull();
});

test('the highest role counts, and not the rows of a lower one', () => {
  const grants = [grant({ role: 'viewer' }), grant({ role: 'editor', scope: north }), grant({ role: 'viewer' })];
  expect(grantOfGroups(grants)).toEqual({ role: 'editor', scope: north, planRoles: null });
  expect(grantOfGroups([...grants, grant({ role: 'admin' })])?.role).toBe('admin');
});

test('rows of groups with the same role add up, in one order whichever group comes first', () => {
  const both = { regions: ['North', 'South'], projects: ['P-001', 'P-002'] };
  for (const scopes of [
    [north, south],
    [south, north],
  ])
    expect(grantOfGroups(scopes.map((scope) => grant({ scope })))?.scope).toEqual(both);
  expect(grantOfGroups([grant({ scope: north }), grant({ scope: null })])?.scope).toBeNull();
});

test('roles of the plan add up, and a group that is not limited to such frees from the limit', () => {
  const cio = grant({ role: 'finance', planRoles: ['CIO'] });
  const buyer = grant({ role: 'finance', planRoles: ['Procurement', 'CIO'] });
  expect(grantOfGroups([buyer, cio])?.planRoles).toEqual(['CIO', 'Procurement']);
  expect(grantOfGroups([cio, grant({ role: 'finance' })])?.planRoles).toBeNull();
});
