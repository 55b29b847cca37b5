import { describe, expect, test } from 'vitest';
import type { TableName } from '../tables/all-tables.ts';
import { tableNamed } from '../tables/all-tables.ts';
import type { Cells } from '../tables/cell.ts';
import type { EditToJudge, RowPlace } from './edit-to-judge.ts';
import { denialOf } from './may-edit.ts';
import type { Membership, Role } from './membership.ts';
import type { HeldRole, PlanRole, Reach } from './plan-role.ts';

const whole: Reach = { project: null, program: null, region: null };
const here: RowPlace = { project: '26.00001', region: 'North', program: 'Business Systems' };
const there: RowPlace = { project: '26.00002', region: 'South' };

function hold(planRole: PlanRole, ...reach: Partial<Reach>[]): HeldRole {
  return { planRole, reach: reach.length === 0 ? null : reach.map((named) => ({ ...whole, ...named })) };
}

function member(role: Role, ...holds: HeldRole[]): Membership {
  return { role, scope: null, holds };
}

function change(table: TableName, changed: Cells, places: readonly RowPlace[] = [here], row: Cells = {}): EditToJudge {
  return { table: tableNamed(table), changed, was: row, is: { ...row, ...changed }, before: places, after: places };
}

const coordinator = member('editor', hold('Field Coordinator', { project: '26.00001' }));

describe('[PPL4] an account limited to roles of the plan', () => {
  test('sets the columns that a role gives it, in rows of its assignments, and neither adds nor deletes rows', () => {
    expect(denialOf(coordinator, change('scope', { status: 'Installed', installedQuantity: 4 }))).toBeNull();
    expect(denialOf(coordinator, change('scope', { status: 'Installed', plannedQuantity: 4 }))).toEqual({
      column: 'plannedQuantity',
      message: 'As Field Coordinator you do not set Planned Qty of Scope; you set Scope Status, Installed Qty.',
    });
    expect(denialOf(coordinator, change('scope', { status: 'Installed' }, [there]))?.message).toBe(
      'This row of Scope belongs to 26.00002; as Field Coordinator you are assigned to project 26.00001 today.',
    );
    const deleted = { ...change('scope', {}), is: null };
    expect(denialOf(coordinator, deleted)?.message).toContain('add and delete none');
    expect(denialOf(coordinator, change('budgetLines', { note: 'x' }))?.message).toBe(
      'As Field Coordinator you do not change Budget Lines. It is kept by Program Manager, Budget/Finance Officer or Project Manager.',
    );
  });

  test('holds nothing on a day without an assignment, and hears who gives it', () => {
    expect(denialOf(member('editor'), change('scope', { status: 'Installed' }))?.message).toContain(
      'You hold no role of the plan today',
    );
  });

  test('never does more than the role of the account, whatever it holds', () => {
    const reader = member('viewer', hold('Budget/Finance Officer'));
    expect(denialOf(reader, change('scope', { status: 'Installed' }))).not.toBeNull();
    const officer = member('editor', hold('Budget/Finance Officer'));
    expect(denialOf(officer, change('fundingSources', { available: 1 }))?.message).toContain('by finance');
    const scoped = { ...coordinator, scope: { regions: ['South'], projects: [] } };
    expect(denialOf(scoped, change('scope', { status: 'Installed' }))?.message).toContain(
      'you may change region South',
    );
  });

  test('an assignment to a program or region reaches rows that lie in all it names, with every place they name', () => {
    const program = member('editor', hold('Project Manager', { program: 'Business Systems', region: 'North' }));
    expect(denialOf(program, change('scope', { plannedQuantity: 4 }))).toBeNull();
    expect(
      denialOf(program, change('scope', { plannedQuantity: 4 }, [here, { ...here, region: 'South' }])),
    ).not.toBeNull();
    expect(
      denialOf(program, change('scope', { plannedQuantity: 4 }, [{ ...here, program: 'Classroom Technology' }])),
    ).not.toBeNull();
    const { program: _, ...unknown } = here;
    expect(denialOf(program, change('scope', { plannedQuantity: 4 }, [unknown]))).not.toBeNull();
  });

  test('two roles give together what each gives, each in its own rows', () => {
    const both = member(
      'editor',
      hold('Field Coordinator', { project: '26.00001' }),
      hold('E-Rate Coordinator', { project: '26.00002' }),
    );
    const filed = { milestone: 'M45 Form 471 filed' };
    expect(denialOf(both, change('milestones', { forecastFinish: '2027-01-01' }, [there], filed))).toBeNull();
    expect(denialOf(both, change('milestones', { forecastFinish: '2027-01-01' }, [here], filed))).toMatchObject({
      column: 'forecastFinish',
    });
    const met = { milestone: 'M50 Installation start' };
    expect(denialOf(both, change('milestones', { actualStart: '2026-11-01' }, [here], met))).toBeNull();
    expect(denialOf(both, change('milestones', { actualStart: '2026-11-01' }, [there], met))?.message).toContain(
      'only these rows',
    );
  });

  test('who decides for some rows decides on nothing that lies elsewhere, even where another role reaches', () => {
    const deputy = member(
      'finance',
      hold('Budget/Finance Officer', { region: 'North' }),
      hold('Project Manager', { project: '26.00002' }),
    );
    const pending = { status: 'Pending', type: 'Staff Modification' };
    const approve = (places: readonly RowPlace[]) =>
      denialOf(deputy, change('changes', { status: 'Approved' }, places, pending));
    expect(approve([here])).toBeNull();
    expect(approve([there])).toEqual({
      column: 'status',
      message: 'Status can be set so only by CIO or Budget/Finance Officer.',
    });
  });
});

describe('[PPL5] nobody assigns a role to themselves', () => {
  const finance: Membership = { role: 'finance', scope: null, person: 'FIN-01' };
  const row = { role: 'Project Manager', person: 'PM-07', from: '2026-01-01' };
  const own = { ...row, person: 'FIN-01' };
  const judge = (who: Membership, was: Cells | null, is: Cells | null) =>
    denialOf(who, { table: tableNamed('assignments'), changed: is ?? {}, was, is });

  test('neither by a new row, nor by taking one over, nor by its days', () => {
    expect(judge(finance, null, row)).toBeNull();
    expect(judge(finance, null, own)?.message).toContain('FIN-01 is you');
    expect(judge(finance, row, own)).not.toBeNull();
    expect(judge(finance, own, { ...own, to: '2030-01-01' })).not.toBeNull();
    expect(judge(finance, own, null)).not.toBeNull();
    expect(judge({ role: 'finance', scope: null }, null, own)).toBeNull();
    expect(judge({ ...finance, role: 'admin' }, null, own)).toBeNull();
  });

  test('nor by becoming another in People, or by coming back into it', () => {
    const me = { id: 'FIN-01', name: 'Félix', active: false };
    const people = (was: Cells | null, changed: Cells) =>
      denialOf(finance, { table: tableNamed('people'), changed, was, is: { ...was, ...changed } });
    expect(people(me, { active: true })).not.toBeNull();
    expect(people(me, { id: 'FIN-09' })).not.toBeNull();
    expect(people({ ...me, id: 'FIN-09' }, { id: 'FIN-01' })).not.toBeNull();
    expect(people(null, me)).not.toBeNull();
    expect(people(me, { name: 'Félix Ibarra' })).toBeNull();
  });
});
