import { describe, expect, test } from 'vitest';
import { tableNamed } from '../tables/all-tables.ts';
import { denialOf, hasRole, type EditToJudge } from './may-edit.ts';
import type { Membership } from './membership.ts';

const viewer: Membership = { role: 'viewer', scope: null };
const editor: Membership = { role: 'editor', scope: null };
const north: Membership = { role: 'editor', scope: { regions: ['North'], projects: ['99.00000'] } };
const finance: Membership = { role: 'finance', scope: null };
const admin: Membership = { role: 'admin', scope: null };

const northPlace = { project: '26.00001', region: 'North' };
const southPlace = { project: '26.00002', region: 'South' };

function budgetEdit(more: Partial<EditToJudge> = {}): EditToJudge {
  return {
    table: tableNamed('budgetLines'),
    changed: { note: 'x' },
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
      const edit = { table: tableNamed(name), changed: {} };
      expect(denialOf(editor, edit)?.message).toContain('only be changed by finance');
      expect(denialOf(finance, edit)).toBeNull();
      expect(denialOf(admin, edit)).toBeNull();
    }
  });

  test('approving a change is for finance, asking for one is not', () => {
    const approve = { table: tableNamed('changes'), changed: { status: 'Approved' } };
    expect(denialOf(editor, approve)).toEqual({
      column: 'status',
      message: 'Status can be set to Approved only by finance.',
    });
    expect(denialOf(finance, approve)).toBeNull();
    expect(denialOf(editor, { table: tableNamed('changes'), changed: { status: 'Pending' } })).toBeNull();
  });

  test('a column of finance is refused by name, unless it is left empty', () => {
    const edit = (approvedBy: string | null) => ({ table: tableNamed('changes'), changed: { approvedBy } });
    expect(denialOf(editor, edit('CFO'))?.column).toBe('approvedBy');
    expect(denialOf(editor, edit(null))).toBeNull();
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
    const { table, changed } = budgetEdit();
    expect(denialOf(north, { table, changed, after: [southPlace] })).not.toBeNull();
    expect(denialOf(north, { table, changed, before: [southPlace] })).not.toBeNull();
    expect(denialOf(north, { table, changed, after: [northPlace] })).toBeNull();
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

test('roles rise from viewer to admin', () => {
  expect(hasRole(finance, 'editor')).toBe(true);
  expect(hasRole(editor, 'finance')).toBe(false);
});
