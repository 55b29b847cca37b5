import { describe, expect, test } from 'vitest';
import type { Cells } from '../tables/cell.ts';
import { tableNamed } from '../tables/all-tables.ts';
import { hasDuty } from './duties.ts';
import { duties } from './duty.ts';
import type { EditToJudge } from './edit-to-judge.ts';
import { denialOf } from './may-edit.ts';
import type { Membership } from './membership.ts';

const viewer: Membership = { role: 'viewer', scope: null };
const editor: Membership = { role: 'editor', scope: null };
const north: Membership = { role: 'editor', scope: { regions: ['North'], projects: ['99.00000'] } };
const finance: Membership = { role: 'finance', scope: null };
const admin: Membership = { role: 'admin', scope: null };

const northPlace = { project: '26.00001', region: 'North' };
const southPlace = { project: '26.00002', region: 'South' };

/** Rows of which only the places are looked at. */
const unseen = { was: null, is: null };

function budgetEdit(more: Partial<EditToJudge> = {}): EditToJudge {
  return {
    table: tableNamed('budgetLines'),
    changed: { note: 'x' },
    ...unseen,
    before: [northPlace],
    after: [northPlace],
    ...more,
  };
}

describe('[PPL1] who may edit', () => {
  test('a viewer changes nothing', () => {
    expect(denialOf(viewer, budgetEdit())?.message).toContain('not change it');
  });

  test('an editor without a scope changes rows anywhere', () => {
    expect(denialOf(editor, budgetEdit({ before: [southPlace], after: [southPlace] }))).toBeNull();
  });

  test('funding sources, periods and people are for finance', () => {
    for (const name of ['fundingSources', 'periods', 'people', 'assignments']) {
      const edit = { table: tableNamed(name), changed: {}, ...unseen };
      expect(denialOf(editor, edit)?.message).toContain('only be changed by finance');
      expect(denialOf(finance, edit)).toBeNull();
      expect(denialOf(admin, edit)).toBeNull();
    }
  });

  test('approving a change is for finance, asking for one is not', () => {
    const becoming = (status: string) => {
      const was = { status: 'Pending', type: 'Staff Modification' };
      return { table: tableNamed('changes'), changed: { status }, was, is: { ...was, status } };
    };
    const approve = becoming('Approved');
    expect(denialOf(editor, approve)).toEqual({
      column: 'status',
      message: 'Status can be set to Approved only by finance.',
    });
    expect(denialOf(finance, approve)).toBeNull();
    expect(denialOf(editor, becoming('Draft'))).toBeNull();
  });

  test('[PPL3] what approved money is counted under is for who records the board’s acts', () => {
    const counted = (status: string, changed: Cells): EditToJudge => {
      const was = { status, program: 'Classroom Technology', primarySystem: 'CLSR', class: 'Site', name: 'Displays' };
      return { table: tableNamed('projects'), changed, was, is: { ...was, ...changed } };
    };
    for (const [column, value] of [
      ['program', 'Business Systems'],
      ['primarySystem', 'BIZ'],
      ['class', 'Program Management'],
    ] as const) {
      const edit = counted('Active', { [column]: value });
      expect(denialOf(editor, edit)).toMatchObject({
        column,
        message: expect.stringContaining('of an approved project can only be changed by finance'),
      });
      expect(denialOf(finance, edit)).toBeNull();
      expect(denialOf(editor, counted('Proposed', { [column]: value }))).toBeNull();
    }
    expect(denialOf(editor, counted('Active', { name: 'New displays' }))).toBeNull();
  });
});

describe('[PPL1] a row scope', () => {
  test('lets a row through by its region or by its project', () => {
    expect(denialOf(north, budgetEdit())).toBeNull();
    const reserve = { project: '99.00000', region: null };
    expect(denialOf(north, budgetEdit({ before: [reserve], after: [reserve] }))).toBeNull();
  });

  test('is checked before and after, so a row is neither taken nor pushed over', () => {
    expect(denialOf(north, budgetEdit({ before: [southPlace] }))?.message).toContain('belongs to South');
    expect(denialOf(north, budgetEdit({ after: [southPlace] }))?.message).toContain(
      'you may change region North, project 99.00000',
    );
  });

  test('[FD2] must hold every place that a row names: neither project nor site may be somebody else’s', () => {
    const siteOf = (project: string, region: string) => [
      { project, region: region === 'North' ? 'South' : 'North' },
      { project, region },
    ];
    expect(denialOf(north, budgetEdit({ after: siteOf('26.00002', 'North') }))?.message).toContain('belongs to South');
    expect(denialOf(north, budgetEdit({ after: siteOf('26.00001', 'South') }))?.message).toContain('belongs to South');
    expect(denialOf(north, budgetEdit({ before: siteOf('26.00001', 'South') }))).not.toBeNull();
    // Who is given a project is given it wherever its sites are.
    expect(denialOf(north, budgetEdit({ after: siteOf('99.00000', 'South') }))).toBeNull();
  });

  test('covers inserted and deleted rows, which have only one place', () => {
    const edit = { table: tableNamed('budgetLines'), changed: { note: 'x' }, ...unseen };
    expect(denialOf(north, { ...edit, after: [southPlace] })).not.toBeNull();
    expect(denialOf(north, { ...edit, before: [southPlace] })).not.toBeNull();
    expect(denialOf(north, { ...edit, after: [northPlace] })).toBeNull();
  });

  test('keeps out rows that belong to no region or project', () => {
    const nowhere = { project: null, region: null };
    expect(denialOf(north, budgetEdit({ before: [nowhere], after: [nowhere] }))?.message).toContain(
      'the whole program',
    );
  });

  test('[FB5] of a row that names what is not in the plan, says that and not whose it is', () => {
    const after = { project: '99', region: null, missing: { table: 'projects', column: 'project', key: '99' } };
    expect(denialOf(north, budgetEdit({ after: [after] }))).toEqual({
      column: 'project',
      message: 'Projects has no 99. Name one that is in the plan, or add it first.',
    });
    const inScope = { ...after, region: 'North' };
    expect(denialOf(north, budgetEdit({ after: [inScope] }))).toBeNull();
  });
});

test('[PPL1] each role has the duties of the one before, and more', () => {
  const rising = [duties.viewer, duties.editor, duties.finance, duties.admin];
  rising.slice(1).forEach((own, index) => {
    expect(own).toEqual(expect.arrayContaining([...(rising[index] ?? [])]));
    expect(own.length).toBeGreaterThan(rising[index]?.length ?? 0);
  });
  expect(hasDuty(editor, 'approveStaffChanges')).toBe(false);
  expect(hasDuty(finance, 'recordBoardActs')).toBe(true);
});

test('[V24] a project is entered as a proposal, unless an administrator brings it in', () => {
  const entered = (status: string, isBroughtIn = false) => {
    const is = { number: '26.00001', status };
    return { table: tableNamed('projects'), changed: is, was: null, is, isBroughtIn };
  };
  expect(denialOf(editor, entered('Proposed'))).toBeNull();
  for (const status of ['Approved', 'Active', 'Complete']) {
    for (const member of [editor, finance]) {
      expect(denialOf(member, entered(status))).toEqual({
        column: 'status',
        message: `Project Status of a new row can be ${status} only when an administrator brings it in. Enter it as Proposed, and let it take its course.`,
      });
    }
    expect(denialOf(admin, entered(status))).toBeNull();
    expect(denialOf(finance, entered(status, true))).toBeNull();
    expect(denialOf(editor, entered(status, true))).not.toBeNull();
  }
});

test('[V24] a change enters as approved by an administrator, or when it is brought in', () => {
  const entered = (type: string, more: Partial<EditToJudge> = {}): EditToJudge => {
    const is = { number: 'BC-1', type, status: 'Approved' };
    return { table: tableNamed('changes'), changed: is, was: null, is, ...more };
  };
  for (const type of ['Staff Modification', 'Board Amendment']) {
    expect(denialOf(finance, entered(type))).toEqual({
      column: 'status',
      message:
        'Status of a new row can be Approved only when an administrator brings it in. Enter it as Draft, and let it take its course.',
    });
    expect(denialOf(admin, entered(type))).toBeNull();
    expect(denialOf(finance, entered(type, { isBroughtIn: true }))).toBeNull();
    expect(denialOf(editor, entered(type, { isBroughtIn: true }))).not.toBeNull();
  }
});

test('[V24] a change order, the close of a project and the end of an approved one take a duty of their own', () => {
  const goes = (table: string, column: string, from: string, to: string): EditToJudge => {
    const was = { number: 'N', [column]: from };
    return { table: tableNamed(table), changed: { [column]: to }, was, is: { ...was, [column]: to } };
  };
  const decisions = [
    goes('commitmentChanges', 'status', 'Pending', 'Approved'),
    goes('commitmentChanges', 'status', 'Pending', 'Rejected'),
    goes('projects', 'financialStatus', 'Closing', 'Closed'),
    goes('projects', 'status', 'Active', 'Cancelled'),
  ];
  for (const edit of decisions) {
    expect(denialOf(editor, edit)?.message).toMatch(/ only by finance\.$/);
    expect(denialOf(finance, edit)).toBeNull();
  }
  expect(denialOf(editor, goes('projects', 'status', 'Proposed', 'Cancelled'))).toBeNull();
  expect(denialOf(editor, goes('projects', 'financialStatus', 'Open', 'Closing'))).toBeNull();
  const order = (status: string): EditToJudge => {
    const is = { number: 'CO-1', status };
    return { table: tableNamed('commitmentChanges'), changed: is, was: null, is };
  };
  expect(denialOf(editor, order('Pending'))).toBeNull();
  expect(denialOf(finance, order('Approved'))).not.toBeNull();
  expect(denialOf(admin, order('Approved'))).toBeNull();
});
