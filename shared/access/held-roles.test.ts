import { describe, expect, test } from 'vitest';
import { heldRoles } from './held-roles.ts';
import type { Assignment, PlanRole } from './plan-role.ts';

const DAY = '2026-11-29';

function assignment(role: PlanRole, more: Partial<Assignment> = {}): Assignment {
  return { project: null, program: null, region: null, role, person: 'PM-07', from: '2026-07-01', to: null, ...more };
}

const whole = { project: null, program: null, region: null };
const inNorth = { ...whole, region: 'North' };

function held(assignments: readonly Assignment[], always: readonly PlanRole[] = []) {
  const whileAssigned = ['Project Manager', 'Budget/Finance Officer'] as const;
  return heldRoles({ always, whileAssigned, person: 'PM-07' }, assignments, DAY);
}

describe('[PPL4] roles of the plan that somebody holds on a day', () => {
  test('an assignment holds from its first day to its last one, both included', () => {
    const on = (from: string, to: string | null) => held([assignment('Project Manager', { from, to })]).length === 1;
    expect(on('2026-11-29', '2026-11-29')).toBe(true);
    expect(on('2026-01-01', null)).toBe(true);
    expect(on('2026-01-01', '2026-11-28')).toBe(false);
    expect(on('2026-11-30', null)).toBe(false);
  });

  test('its rows are those that any assignment of the day names; one that names none is for every row', () => {
    const north = assignment('Project Manager', { region: 'North' });
    const project = assignment('Project Manager', { project: '26.00001' });
    expect(held([north, project])).toEqual([
      { planRole: 'Project Manager', reach: [inNorth, { ...whole, project: '26.00001' }] },
    ]);
    expect(held([north, assignment('Project Manager')])).toEqual([{ planRole: 'Project Manager', reach: null }]);
  });

  test('an assignment brings nothing that was not granted, and nothing to somebody else', () => {
    expect(held([assignment('CIO'), assignment('Project Manager', { person: 'PM-08' })])).toEqual([]);
    expect(held([], ['Procurement'])).toEqual([{ planRole: 'Procurement', reach: null }]);
  });
});
