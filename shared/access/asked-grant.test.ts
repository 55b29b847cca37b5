import { describe, expect, test } from 'vitest';
import { checkedGrant, type AskedGrant } from './asked-grant.ts';

const nothing: AskedGrant = { role: undefined, scope: null, always: [], whileAssigned: [], person: null };
const checked = (asked: Partial<AskedGrant>) => checkedGrant({ ...nothing, ...asked });
const scope = { regions: ['North'], projects: [] };

describe('[PPL4] what is granted', () => {
  test('is a role, for editors with the rows it is limited to', () => {
    expect(checked({ role: 'finance' })).toEqual({
      ok: true,
      value: { role: 'finance', scope: null, planRoles: null, person: null },
    });
    expect(checked({ role: 'editor', scope })).toMatchObject({ ok: true, value: { scope } });
    expect(checked({ role: 'finance', scope: { regions: [], projects: [] } })).toMatchObject({
      ok: true,
      value: { scope: null },
    });
  });

  test('or roles of the plan, with the least role of an account that they need', () => {
    expect(checked({ always: ['Procurement', 'CIO'] })).toMatchObject({
      ok: true,
      value: { role: 'finance', planRoles: { always: ['Procurement', 'CIO'], whileAssigned: [] } },
    });
    // One that is always held while assigned is held so, wherever it was put.
    expect(checked({ always: ['Project Manager'], person: 'PM-07' })).toMatchObject({
      ok: true,
      value: { role: 'editor', planRoles: { always: [], whileAssigned: ['Project Manager'] }, person: 'PM-07' },
    });
  });

  test.each<[Partial<AskedGrant>, string]>([
    [{}, 'Choose a role: viewer, editor, finance or admin.'],
    [{ role: 'editor', always: ['CIO'] }, 'CIO needs the role finance.'],
    [{ role: 'finance', scope }, 'Only editors are limited to regions and projects.'],
    [{ always: ['CIO'], scope }, 'Only editors are limited to regions and projects.'],
    [{ role: 'editor', scope: { regions: ['Nowhere'], projects: [] } }, '"Nowhere" is no region; there are'],
    [{ always: ['Project Manager'] }, 'A Person ID is needed: Project Manager is held as'],
    [{ role: 'viewer', person: 'pm 7' }, '"pm 7" is no Person ID'],
    [{ always: ['CIO'], whileAssigned: ['CIO'], person: 'P-1' }, 'CIO is held either for good or while assigned.'],
  ])('%j says no sense, and what is wrong', (asked, problem) => {
    expect(checked(asked)).toEqual({ ok: false, problem: expect.stringContaining(problem) });
  });
});
