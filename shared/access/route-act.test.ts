import { describe, expect, test } from 'vitest';
import { tableNamed } from '../tables/all-tables.ts';
import type { RowPlace } from './edit-to-judge.ts';
import type { Membership } from './membership.ts';
import { routeAct, type ActToDo, type MemberNow } from './route-act.ts';

const north: RowPlace = { project: '26.00001', region: 'North' };
const all = { project: null, program: null, region: null };

function member(account: string, membership: Membership): MemberNow {
  return { account, name: account, membership };
}

const deputy = member('deputy', {
  role: 'finance',
  scope: null,
  holds: [{ planRole: 'Budget/Finance Officer', reach: [{ ...all, region: 'North' }] }],
});
const officer = member('officer', {
  role: 'finance',
  scope: null,
  holds: [{ planRole: 'Budget/Finance Officer', reach: null }],
});
const finance = member('finance', { role: 'finance', scope: null });
const admin = member('admin', { role: 'admin', scope: null });
const editor = member('editor', { role: 'editor', scope: null });
const away = member('away', { role: 'finance', scope: null, holds: [] });

function approval(places: readonly RowPlace[], notBy: readonly string[] = []): ActToDo {
  const was = { type: 'Staff Modification', status: 'Pending' };
  const is = { ...was, status: 'Approved' };
  const edit = {
    table: tableNamed('changes'),
    changed: { status: 'Approved' },
    was,
    is,
    before: places,
    after: places,
  };
  return { edit, duty: 'approveStaffChanges', notBy: new Set(notBy) };
}

const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name);

describe('[PPL4] whom an act waits for', () => {
  test('those nearest to it who may, and the others beside them; who is away is not asked', () => {
    const everybody = [admin, finance, officer, deputy, editor, away];
    const near = routeAct(approval([north]), everybody);
    expect(near.people).toEqual([{ account: 'deputy', name: 'deputy', planRole: 'Budget/Finance Officer' }]);
    expect(names(near.others)).toEqual(['admin', 'finance', 'officer']);
    const elsewhere = routeAct(approval([{ project: '26.00002', region: 'South' }]), everybody);
    expect(names(elsewhere.people)).toEqual(['officer']);
    expect(names(routeAct(approval([north]), [admin, finance, editor]).people)).toEqual(['finance']);
  });

  test('[V24] never who has asked for it, whatever else they hold; nobody where nobody is left', () => {
    expect(names(routeAct(approval([north], ['deputy', 'officer']), [deputy, officer, finance]).people)).toEqual([
      'finance',
    ]);
    expect(routeAct(approval([north], ['finance']), [finance, editor])).toEqual({
      duty: 'approveStaffChanges',
      people: [],
      others: [],
    });
  });

  test('a cell waits for who keeps it: the project’s manager before a program manager', () => {
    const manager = member('manager', {
      role: 'editor',
      scope: null,
      holds: [{ planRole: 'Project Manager', reach: [{ ...all, project: '26.00001' }] }],
    });
    const program = member('program', {
      role: 'editor',
      scope: null,
      holds: [{ planRole: 'Program Manager', reach: null }],
    });
    const was = { remark: null };
    const edit = {
      table: tableNamed('projects'),
      changed: { remark: 'x' },
      was,
      is: { remark: 'x' },
      before: [north],
      after: [north],
    };
    const route = routeAct({ edit, duty: 'editRows', notBy: new Set() }, [program, manager, officer]);
    expect([names(route.people), names(route.others)]).toEqual([['manager'], ['program']]);
  });
});
