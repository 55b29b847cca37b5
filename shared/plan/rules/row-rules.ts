import { assignments } from '../../tables/assignments.ts';
import { calendar } from '../../tables/calendar.ts';
import { changes } from '../../tables/changes.ts';
import { isLongEnough, SHORTEST_EXPLANATION } from '../../tables/explanations.ts';
import { fundingSources } from '../../tables/funding-sources.ts';
import { milestones } from '../../tables/milestones.ts';
import { siteSystems } from '../../tables/site-systems.ts';
import type { Cell } from '../../tables/cell.ts';
import { reversalIsTrue } from '../changes/reversal-rule.ts';
import { dateOrderRule } from './date-order-rule.ts';
import { lockRules } from '../locks/lock-rules.ts';
import { ledgerRuleIsWhole } from './ledger-rule.ts';
import { settingIsUnderstood } from './setting-rule.ts';
import type { RowRule } from './row-rule.ts';

/** 100 % in steps of 0.0001 %. */
const WHOLE = 1_000_000;

/** Ends of CDS codes that stand for a district, not a school. */
const DISTRICT_CDS = /0{7}$/;

const districtCdsOnSchool: RowRule = {
  id: 'V08',
  table: 'sites',
  columns: ['cdsCode', 'erateClass'],
  severity: 'warning',
  check: ({ cdsCode, erateClass }) =>
    DISTRICT_CDS.test(String(cdsCode)) && erateClass === 'School'
      ? `CDS code ${String(cdsCode)} is a district code, not a school.`
      : null,
};

const closedSiteHasClosingDate: RowRule = {
  id: 'V10',
  table: 'sites',
  columns: ['status', 'openDate', 'closedDate'],
  severity: 'error',
  check: ({ status, openDate, closedDate }) => {
    const isMissing = status === 'Closed' && typeof closedDate !== 'string';
    const isTooEarly = typeof closedDate === 'string' && closedDate < String(openDate ?? '');
    return isMissing || isTooEarly ? 'Closed sites need a closing date on or after the opening date.' : null;
  },
};

const same = (one: Cell | undefined, other: Cell | undefined): boolean =>
  String(one ?? '')
    .trim()
    .toLowerCase() ===
  String(other ?? '')
    .trim()
    .toLowerCase();

/** Nobody approves what they have asked for, and the board's approvals are found in its reports. */
const approvalIsOnRecord: RowRule = {
  id: 'V24',
  table: 'changes',
  columns: ['status', 'type', 'reportNumber', 'boardDate', 'requestedBy', 'approvedBy'],
  severity: 'error',
  check: ({ status, type, reportNumber = null, boardDate = null, requestedBy, approvedBy = null }, { author }) => {
    if (status !== 'Approved') return null;
    const isBoard = type === 'Board Amendment';
    const isOnRecord = !isBoard || (reportNumber !== null && boardDate !== null);
    // In a look ahead nobody knows yet whose name the server will write.
    const isUnnamed = approvedBy === null && author !== null;
    if (isOnRecord && !isUnnamed && !(approvedBy !== null && same(requestedBy, approvedBy))) return null;
    const needs = isBoard
      ? 'Approved board changes need a report number, a board date and an approver other than the requester.'
      : 'Approved changes need an approver other than the requester.';
    const empty = [
      ...(isBoard && reportNumber === null ? [changes.columns.reportNumber.label] : []),
      ...(isBoard && boardDate === null ? [changes.columns.boardDate.label] : []),
      ...(isUnnamed ? [changes.columns.approvedBy.label] : []),
    ];
    const fill = empty.join(' and ');
    return fill === '' ? needs : `${needs} Fill in ${fill}${fill.endsWith('.') ? '' : '.'}`;
  },
};

/** Entered as explained, a finding is so with a reason as well. */
const explainedSaysWhy: RowRule = {
  id: 'EXP1',
  table: 'explanations',
  columns: ['status', 'explanation'],
  severity: 'error',
  check: ({ status, explanation }) =>
    status === 'Explained' && !isLongEnough(explanation)
      ? `What is explained says why it stands, in at least ${SHORTEST_EXPLANATION} characters.`
      : null,
};

const completeHasActualFinish: RowRule = {
  id: 'V45',
  table: 'milestones',
  columns: ['percentComplete', 'actualFinish'],
  severity: 'error',
  check: ({ percentComplete = null, actualFinish = null }) => {
    if (percentComplete === null) return null;
    if (percentComplete === WHOLE && actualFinish === null) return '100% complete needs an actual finish date.';
    return percentComplete !== WHOLE && actualFinish !== null
      ? `An actual finish date (${actualFinish}) needs 100% complete.`
      : null;
  },
};

/**
 * The validation rules about one row, alone or among others, by their numbers. Rules about one cell alone (V01, V03, V05–V07,
 * V09, V12, V18) are in the column kinds; rules about keys and references (V02, V04) are in the merge.
 */
export const rowRules: readonly RowRule[] = [
  districtCdsOnSchool,
  closedSiteHasClosingDate,
  dateOrderRule(milestones, 'baselineStart', 'baselineFinish'),
  dateOrderRule(milestones, 'forecastStart', 'forecastFinish'),
  dateOrderRule(milestones, 'actualStart', 'actualFinish'),
  dateOrderRule(calendar, 'start', 'end'),
  dateOrderRule(siteSystems, 'installedDate', 'endOfSupport'),
  dateOrderRule(fundingSources, 'availableFrom', 'expires'),
  dateOrderRule(assignments, 'from', 'to'),
  completeHasActualFinish,
  settingIsUnderstood,
  ledgerRuleIsWhole,
  explainedSaysWhy,
  ...lockRules,
  // That a change is fixed, or not for this person to decide on, says more than what its record lacks.
  approvalIsOnRecord,
  reversalIsTrue,
];
