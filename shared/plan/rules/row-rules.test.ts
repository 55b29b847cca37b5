import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { findTable } from '../../tables/all-tables.ts';
import type { RuleSurroundings } from './row-rule.ts';
import { rowRules } from './row-rules.ts';
import { around, personOf } from './testing/plan-of.ts';

const alone = around(null, {});
const known = around(null, {}, {}, { author: { ...personOf('finance'), isBroughtIn: true } });

/** Messages of all rules of a table that the row breaks, locks apart, with their numbers. */
function broken(table: string, cells: Cells, surroundings: RuleSurroundings = alone): string[] {
  return rowRules
    .filter((rule) => rule.table === table && !rule.id.startsWith('LCK'))
    .flatMap((rule) => {
      const message = rule.check(cells, surroundings);
      return message === null ? [] : [`${rule.id}: ${message}`];
    });
}

describe('row rules', () => {
  test('every rule names a table and editable columns of it', () => {
    for (const rule of rowRules) {
      const table = findTable(rule.table);
      expect(rule.columns.length).toBeGreaterThan(0);
      for (const column of rule.columns) {
        expect(table?.columns[column]?.computed ?? false, `${rule.id} ${column}`).toBe(false);
        expect(Object.keys(table?.columns ?? {})).toContain(column);
      }
    }
  });

  test('[V08] a school with the CDS code of a district is a warning', () => {
    const row = { cdsCode: '19647330000000', erateClass: 'School' };
    expect(broken('sites', row)).toEqual(['V08: CDS code 19647330000000 is a district code, not a school.']);
    expect(broken('sites', { ...row, erateClass: 'Not eligible' })).toEqual([]);
    expect(broken('sites', { ...row, cdsCode: '19647330000001' })).toEqual([]);
    expect(broken('sites', { erateClass: 'School' })).toEqual([]);
    expect(rowRules.find((rule) => rule.id === 'V08')?.severity).toBe('warning');
  });

  test('[V10] a closed site needs a closing date on or after its opening date', () => {
    const message = 'V10: Closed sites need a closing date on or after the opening date.';
    expect(broken('sites', { status: 'Closed' })).toEqual([message]);
    expect(broken('sites', { status: 'Closed', openDate: '2001-01-01', closedDate: '2000-12-31' })).toEqual([message]);
    expect(broken('sites', { status: 'Closed', openDate: '2001-01-01', closedDate: '2001-01-01' })).toEqual([]);
    expect(broken('sites', { status: 'Closed', closedDate: '2001-01-01' })).toEqual([]);
    expect(broken('sites', { status: 'Active', openDate: '2001-01-01' })).toEqual([]);
    expect(broken('sites', { status: 'Active', openDate: '2001-01-01', closedDate: '1999-01-01' })).toEqual([message]);
  });

  test('[V19] the original budget is locked once the project is approved', () => {
    const before = { id: 'BL-001', project: '26.00001', original: 100 };
    const projectIs = (status: string) => around(before, { projects: [{ number: '26.00001', status }] });
    const message = 'V19: The original budget of BL-001 is locked. Enter a budget change.';
    for (const status of ['Approved', 'Active', 'On Hold', 'Substantially Complete', 'Complete', 'Cancelled']) {
      expect(broken('budgetLines', { ...before, original: 101 }, projectIs(status))).toEqual([message]);
      expect(broken('budgetLines', { ...before, note: 'x' }, projectIs(status))).toEqual([]);
    }
    expect(broken('budgetLines', { ...before, original: 101 }, projectIs('Proposed'))).toEqual([]);
    expect(broken('budgetLines', { ...before, original: 101 }, { ...projectIs('Approved'), before: null })).toEqual([]);
    expect(broken('budgetLines', { ...before, original: 101 }, around(before, {}))).toEqual([]);
    const moved = { ...before, project: '26.00002', original: 101 };
    expect(broken('budgetLines', moved, projectIs('Approved'))).toEqual([message]);
  });

  test('[V24] nobody approves their own change; a board amendment names report and day', () => {
    const message =
      'V24: Approved board changes need a report number, a board date and an approver other than the requester.';
    const board = {
      type: 'Board Amendment',
      status: 'Approved',
      reportNumber: 'Rep-1',
      boardDate: '2026-01-20',
      requestedBy: 'PM-07',
      approvedBy: 'Board of Education',
    };
    expect(broken('changes', board)).toEqual([]);
    for (const [cells, fill] of [
      [{ reportNumber: null }, ' Fill in Board Report No.'],
      [{ boardDate: null }, ' Fill in Board Date.'],
      [{ boardDate: null, approvedBy: null }, ' Fill in Board Date and Approved By.'],
      [{ approvedBy: ' pm-07' }, ''],
    ] as const)
      expect(broken('changes', { ...board, ...cells }, known)).toEqual([message + fill]);
    expect(broken('changes', { ...board, status: 'Pending', approvedBy: null, boardDate: null })).toEqual([]);
    const staff = { ...board, type: 'Staff Modification', reportNumber: null, boardDate: null };
    expect(broken('changes', staff)).toEqual([]);
    for (const [approvedBy, fill] of [
      [null, ' Fill in Approved By.'],
      ['PM-07', ''],
    ] as const)
      expect(broken('changes', { ...staff, approvedBy }, known)).toEqual([
        `V24: Approved changes need an approver other than the requester.${fill}`,
      ]);
  });

  test('[V24] a look ahead does not miss the name that the server will write', () => {
    const staff = { type: 'Staff Modification', status: 'Approved', requestedBy: 'PM-07', approvedBy: null };
    expect(broken('changes', staff)).toEqual([]);
    expect(broken('changes', { ...staff, approvedBy: 'PM-07' })).toHaveLength(1);
    expect(broken('changes', { ...staff, type: 'Board Amendment' })).toHaveLength(1);
  });

  test.each([
    ['milestones', 'baselineStart', 'baselineFinish', 'Baseline Finish', 'Baseline Start'],
    ['milestones', 'forecastStart', 'forecastFinish', 'Forecast Finish', 'Forecast Start'],
    ['milestones', 'actualStart', 'actualFinish', 'Actual Finish', 'Actual Start'],
    ['calendar', 'start', 'end', 'End', 'Start'],
    ['siteSystems', 'installedDate', 'endOfSupport', 'End of Support', 'Installed Date'],
    ['fundingSources', 'availableFrom', 'expires', 'Expires', 'Available From'],
    ['assignments', 'from', 'to', 'To', 'From'],
  ])('[V39] %s: %s may not be after %s', (table, first, second, secondLabel, firstLabel) => {
    const late = { [first]: '2026-03-02', [second]: '2026-03-01' };
    const message = `V39: ${secondLabel} 2026-03-01 is before ${firstLabel} 2026-03-02. Correct one of the two dates.`;
    expect(broken(table, late)).toEqual([message]);
    expect(broken(table, { ...late, [second]: '2026-03-02' })).toEqual([]);
    expect(broken(table, { ...late, [second]: null })).toEqual([]);
    expect(broken(table, { [second]: '2026-03-01' })).toEqual([]);
  });

  test('[V45] 100 % complete and an actual finish date go together', () => {
    expect(broken('milestones', { percentComplete: 1_000_000 })).toEqual([
      'V45: 100% complete needs an actual finish date.',
    ]);
    expect(broken('milestones', { percentComplete: 999_999, actualFinish: '2026-01-01' })).toEqual([
      'V45: An actual finish date (2026-01-01) needs 100% complete.',
    ]);
    expect(broken('milestones', { percentComplete: 1_000_000, actualFinish: '2026-01-01' })).toEqual([]);
    expect(broken('milestones', { percentComplete: 999_999 })).toEqual([]);
    expect(broken('milestones', { actualFinish: '2026-01-01' })).toEqual([]);
  });

  test('[V10] a site that was closed, or opened, on a day that nobody knows is not closed too early', () => {
    expect(broken('sites', { status: 'Closed', openDate: null, closedDate: '2025-06-30' })).toEqual([]);
    expect(broken('sites', { status: 'Open', openDate: '1970-09-01', closedDate: null })).toEqual([]);
    expect(broken('sites', { status: 'Open', openDate: '2025-07-01', closedDate: '2025-06-30' })).toHaveLength(1);
  });

  test('[V24] who approves is told from who asks whatever blanks and capitals are typed around the name', () => {
    const change = { status: 'Approved', type: 'Transfer', requestedBy: ' Ann Ruiz ', approvedBy: 'ann ruiz' };
    const said = 'V24: Approved changes need an approver other than the requester.';
    expect(broken('changes', change, known)).toEqual([said]);
    expect(broken('changes', { ...change, requestedBy: 'ANN RUIZ', approvedBy: '  Ann Ruiz' }, known)).toEqual([said]);
    expect(broken('changes', { ...change, approvedBy: 'Ann Ruis' }, known)).toEqual([]);
    // Nobody has asked and nobody is named yet: that is no approval of one's own.
    expect(broken('changes', { status: 'Approved', type: 'Transfer', requestedBy: null, approvedBy: null })).toEqual(
      [],
    );
  });

  test('[EXP1] what is explained says why; what is open need not yet', () => {
    const said = 'EXP1: What is explained says why it stands, in at least 10 characters.';
    expect(broken('explanations', { status: 'Explained', explanation: 'Too short' })).toEqual([said]);
    expect(broken('explanations', { status: 'Explained', explanation: null })).toEqual([said]);
    expect(broken('explanations', { status: 'Explained', explanation: 'The vendor credits it in May.' })).toEqual([]);
    expect(broken('explanations', { status: 'Open', explanation: null })).toEqual([]);
  });

  test('[SET1] a setting has a value of its kind; one that is unknown or empty is said elsewhere', () => {
    expect(broken('programSettings', { key: 'Time zone', value: 'Mars' })).toEqual([expect.stringMatching(/^SET1: /)]);
    expect(broken('programSettings', { key: 'Time zone', value: 'America/Los_Angeles' })).toEqual([]);
    expect(broken('programSettings', { key: 'Time zone', value: null })).toEqual([]);
    expect(broken('programSettings', { key: 'Colour of the door', value: 'Red' })).toEqual([]);
    expect(broken('programSettings', { key: null, value: null })).toEqual([]);
  });
});
