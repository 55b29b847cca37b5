import { hasDutyEverywhere, whoHas } from '../../access/duties.ts';
import { budgetLines } from '../../tables/budget-lines.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import { changeLines } from '../../tables/change-lines.ts';
import { changes } from '../../tables/changes.ts';
import { commitmentChanges } from '../../tables/commitment-changes.ts';
import { commitments } from '../../tables/commitments.ts';
import { milestones } from '../../tables/milestones.ts';
import { projects } from '../../tables/projects.ts';
import { explanations } from '../../tables/explanations.ts';
import { expenditures } from '../../tables/expenditures.ts';
import { forecasts } from '../../tables/forecasts.ts';
import { periods } from '../../tables/periods.ts';
import type { RuleSurroundings } from '../rules/row-rule.ts';
import { editableColumns, type Table } from '../../tables/table.ts';
import {
  approvedItself,
  awardedItself,
  cancelledItself,
  closedItself,
  decidedItself,
  decidedOrderItself,
  explainedItself,
  financiallyClosedItself,
  fundedByChange,
  ofApprovedProject,
  ofClosedMonth,
  ofHeldChange,
  ofSoftClosedMonth,
  waitingItself,
  wantedByChange,
} from './holders.ts';
import { isApprovedByAmendment } from '../lifecycles/approval.ts';
import { isNextBaseline } from '../close/close-needs.ts';
import { hasEverCounted, isCorrectedByChange } from './what-has-been.ts';
import { whatAChangeMoves } from '../changes/what-is-moved.ts';
import type { Holder, Lock } from '../lifecycles/lifecycle.ts';

function text(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : '';
}

/** " on 2025-11-18" where the day is known. */
function on(day: string | null): string {
  return day === null ? '' : ` on ${day}`;
}

function hasAmount({ original }: Cells): boolean {
  return (original ?? 0) !== 0;
}

function hasBaseline({ baselineStart = null, baselineFinish = null }: Cells): boolean {
  return baselineStart !== null || baselineFinish !== null;
}

/** What an older plan does not say may still be filled in. */
function isSaid(column: string): (cells: Cells) => boolean {
  return (cells) => (cells[column] ?? null) !== null;
}

function isUnsaid(column: string): (cells: Cells) => boolean {
  const isFilled = isSaid(column);
  return (cells) => !isFilled(cells);
}

/** Who is not known, as in a look ahead, is judged when it is. */
function mayRecord({ author }: RuleSurroundings): boolean {
  return author === null || author.isImport || hasDutyEverywhere(author.membership, 'recordBoardActs');
}

function fundedSays({ id }: Cells, { cells, on: day }: Holder): string {
  return `${text(id)} holds what ${text(cells['number'])} has moved, which was approved${on(day)}. Move its money by a budget change.`;
}

function lineSays({ id }: Cells, { cells, act, on: day }: Holder): string {
  return `${text(id)} is part of ${text(cells['number'])}, which was ${act}${on(day)}. Move its money by a budget change.`;
}

function decidedSays(_cells: Cells, { cells, act, by, on: day }: Holder): string {
  const { number, reportNumber } = cells;
  const report = typeof reportNumber === 'string' ? ` (${reportNumber})` : '';
  const was = `${text(number)} was ${act}${by === null ? '' : ` by ${by}`}${on(day)}${report}`;
  return act === 'approved'
    ? `${was}. Undo it by a change that moves the money back.`
    : `${was}. Enter a new change instead.`;
}

function changeLineSays(cells: Cells, holder: Holder): string {
  return holder.act === 'submitted'
    ? `${text(holder.cells['number'])} waits for approval, so its lines stay as they are. Set it back to Draft to change them.`
    : decidedSays(cells, holder);
}

const baselineSays = ({ milestone }: Cells, { cells }: Holder) =>
  `The baseline of ${text(milestone)} of ${text(cells['number'])} is locked, so the milestone stays. Request a re-baseline.`;

const commitmentSays = ({ number }: Cells) =>
  `${text(number)} has been awarded. Enter a change order, or cancel it and enter it anew.`;

const cancelledSays = ({ number }: Cells, { on: day }: Holder) =>
  `${text(number)} was cancelled${on(day)}, and that stays as it was. Enter it anew under another number.`;

const isReserve = (cells: Cells) => cells['class'] === 'Program Reserve';

function isYetToBeApproved({ before, ...around }: RuleSurroundings): boolean {
  return before === null || approvedItself(before, { before, ...around }) === null;
}

const reserveSays = ({ number }: Cells, { act, on: day }: Holder) =>
  `${text(number)} was ${act}${on(day)}, so it neither becomes a reserve nor ceases to be one. Move its money by a budget change.`;

const orderSays = ({ number }: Cells, { act }: Holder) =>
  `${text(number)} was ${act}. Enter another change order that corrects it.`;

const explainedSays = ({ subject }: Cells, { by, on: day }: Holder) =>
  `What the checks find at ${text(subject)} was explained${by === null ? '' : ` by ${by}`}${on(day)}. Set it back to Open to change what was said.`;

function wantedSays({ id }: Cells, { cells }: Holder): string {
  return `${text(cells['number'])} waits for approval and moves money of ${text(id)}, so the line stays what it is. Set the change back to Draft first.`;
}

const whatALineIs = ['project', 'source', 'fiscalYear', 'category', 'location', 'system'];
const whatAPostingSays = [
  'postingDate',
  'period',
  'budgetLine',
  'commitment',
  'commitmentLine',
  'amount',
  'type',
  'erateShare',
  'invoiceMode',
];
const baselines = ['baselineNumber', 'baselineStart', 'baselineFinish'];

/** [V31] What belongs to a closed month stays; what comes late goes into an open one. An import is flagged. */
function ofMonth(table: Table, columns: readonly string[]): readonly Lock[] {
  const says = (cells: Cells, { cells: month }: Holder) =>
    `Period ${text(month['period'])} is closed, so ${rowWords(table, cells)} stays as it is. Enter what comes late in a period that is open.`;
  const shared = { id: 'V31', table, while: ofClosedMonth, flagsImports: true } as const;
  return [
    {
      ...shared,
      kind: 'columns',
      columns,
      says,
      hint: 'The month is closed. Enter what comes late in a period that is open.',
    },
    {
      ...shared,
      kind: 'insert',
      columns: ['period'],
      says: (cells, { cells: month }) =>
        `Period ${text(month['period'])} is closed, so it takes no ${rowWords(table, cells)}. Enter it in a period that is open.`,
    },
    { ...shared, kind: 'delete', says },
  ];
}

/** [LCK20] While a month is in soft close, only who closes months enters in it, takes out of it and alters it. */
function ofSoftClose(table: Table, columns: readonly string[]): readonly Lock[] {
  const says = (cells: Cells, { cells: month }: Holder) =>
    `Period ${text(month['period'])} is in soft close, so only ${whoHas('closeMonths')} changes ${rowWords(table, cells)} now. Ask there, or enter it in a period that is open.`;
  const shared = { id: 'LCK20', table, while: ofSoftClosedMonth, exceptDuty: 'closeMonths', says } as const;
  const hint = 'The month is in soft close. Only finance changes it now.';
  return [
    { ...shared, kind: 'columns', columns, hint },
    { ...shared, kind: 'insert', columns: ['period'] },
    { ...shared, kind: 'delete' },
  ];
}

/** "V-1001 1 of Expenditures" */
function rowWords(table: Table, cells: Cells): string {
  const key = table.key.filter((column) => column !== 'period').map((column) => String(cells[column] ?? ''));
  return `${key.join(' ')} of ${table.label}`;
}

/**
 * [V19, V44, V31, LCK1–LCK8, LCK13, LCK20, LCK21] What is fixed from an act on: approval, submission, decision, award. An entry is all there is to
 * a lock: every door judges by it, the pane greys its cells and says its sentence.
 */
export const locks: readonly Lock[] = [
  {
    id: 'V19',
    kind: 'columns',
    hint: 'Fixed since the project was approved. Move money by a budget change.',
    table: budgetLines,
    columns: ['original'],
    while: ofApprovedProject,
    says: ({ id }) => `The original budget of ${text(id)} is locked. Enter a budget change.`,
    instead: 'budgetChange',
  },
  {
    id: 'LCK1',
    kind: 'columns',
    hint: 'Fixed since the project was approved.',
    table: budgetLines,
    columns: whatALineIs,
    while: ofApprovedProject,
    says: lineSays,
  },
  {
    id: 'LCK1',
    kind: 'insert',
    table: budgetLines,
    columns: ['project'],
    while: ofApprovedProject,
    only: hasAmount,
    says: (_cells, { cells, act, on: day }) =>
      `${text(cells['number'])} was ${act}${on(day)}. Add the line with an original amount of 0.00, then fund it by a budget change.`,
    instead: 'budgetChange',
  },
  // A line without an approved amount takes nothing from the plan.
  {
    id: 'LCK1',
    kind: 'delete',
    table: budgetLines,
    while: ofApprovedProject,
    only: hasAmount,
    says: lineSays,
    instead: 'budgetChange',
  },
  // Before its project is approved too: what a change has moved would go along with the line.
  {
    id: 'LCK1',
    kind: 'columns',
    hint: 'Fixed since a budget change has moved money of the line.',
    table: budgetLines,
    columns: whatALineIs,
    while: fundedByChange,
    says: fundedSays,
  },
  { id: 'LCK1', kind: 'delete', table: budgetLines, while: fundedByChange, says: fundedSays },
  {
    id: 'LCK1',
    kind: 'columns',
    hint: 'Fixed while a budget change waits that moves money of the line.',
    table: budgetLines,
    columns: whatALineIs,
    while: wantedByChange,
    says: wantedSays,
  },
  {
    id: 'LCK1',
    kind: 'columns',
    hint: 'Fixed since the project was approved. A Technical Correction with a line on it opens it once.',
    table: budgetLines,
    columns: ['account'],
    while: ofApprovedProject,
    only: isSaid('account'),
    unless: isCorrectedByChange,
    says: ({ id }, { cells, act, on: day }) =>
      `${text(cells['number'])} was ${act}${on(day)}, so the account string of ${text(id)} stays. Have a Technical Correction with a line on it approved, then change it.`,
  },
  {
    id: 'LCK2',
    kind: 'delete',
    table: projects,
    while: approvedItself,
    says: () => 'An approved project cannot be removed. Set it to Cancelled instead.',
  },
  ...['approvalChange', 'approvalDate'].map((column): Lock => ({
    id: 'LCK8',
    kind: 'columns',
    hint: 'Stays as the approval was recorded.',
    table: projects,
    columns: [column],
    while: approvedItself,
    only: isSaid(column),
    says: ({ number }, { on: day }) => `${text(number)} was approved${on(day)}, and that stays as it was recorded.`,
  })),
  // What an older plan does not say is filled in as an approval is recorded: by the same people, from the same amendments.
  {
    id: 'LCK8',
    kind: 'columns',
    hint: 'Filled in by who records the acts of the board, with an approved amendment that has a line on the project.',
    table: projects,
    columns: ['approvalChange'],
    while: approvedItself,
    only: isUnsaid('approvalChange'),
    unless: (after, surroundings) => mayRecord(surroundings) && isApprovedByAmendment(after, surroundings),
    says: ({ number }) =>
      `The Approval Amendment of ${text(number)} is filled in by ${whoHas('recordBoardActs')}, with an approved Board Amendment that has a line on the project.`,
  },
  {
    id: 'LCK8',
    kind: 'columns',
    hint: 'Filled in by who records the acts of the board.',
    table: projects,
    columns: ['approvalDate'],
    while: approvedItself,
    only: isUnsaid('approvalDate'),
    unless: (_after, surroundings) => mayRecord(surroundings),
    says: ({ number }) => `The Approval Date of ${text(number)} is filled in by ${whoHas('recordBoardActs')}.`,
  },
  {
    id: 'LCK8',
    kind: 'columns',
    hint: 'The day on which the money was closed stays as it was recorded.',
    table: projects,
    columns: ['financiallyClosedOn'],
    while: financiallyClosedItself,
    only: isSaid('financiallyClosedOn'),
    says: ({ number }, { on: day }) =>
      `The money of ${text(number)} was closed${on(day)}, and that stays as it was recorded.`,
  },
  // What is held in reserve is a figure of its own.
  {
    id: 'LCK8',
    kind: 'columns',
    hint: 'Approved as a reserve, so it stays one.',
    table: projects,
    columns: ['class'],
    while: approvedItself,
    only: isReserve,
    says: reserveSays,
  },
  {
    id: 'LCK8',
    kind: 'insert',
    table: projects,
    columns: ['class'],
    while: approvedItself,
    only: isReserve,
    unless: (_after, surroundings) => isYetToBeApproved(surroundings),
    says: reserveSays,
  },
  {
    id: 'V44',
    kind: 'columns',
    hint: 'The baseline is fixed since the project was approved. Request a re-baseline.',
    table: milestones,
    columns: baselines,
    while: ofApprovedProject,
    unless: isNextBaseline,
    says: () => 'Baseline dates are locked. Request a re-baseline.',
  },
  // A baseline that changes its step, site or project is another baseline.
  {
    id: 'V44',
    kind: 'columns',
    hint: 'Its baseline is fixed since the project was approved, so the milestone stays what it is.',
    table: milestones,
    columns: milestones.key,
    while: ofApprovedProject,
    only: hasBaseline,
    says: baselineSays,
  },
  {
    id: 'V44',
    kind: 'insert',
    table: milestones,
    columns: ['project'],
    while: ofApprovedProject,
    only: hasBaseline,
    says: (_cells, { cells, act, on: day }) =>
      `${text(cells['number'])} was ${act}${on(day)}, so baseline dates are locked. Add the milestone without them, then request a re-baseline.`,
  },
  {
    id: 'V44',
    kind: 'delete',
    table: milestones,
    while: ofApprovedProject,
    only: hasBaseline,
    says: baselineSays,
  },
  ...ofMonth(expenditures, whatAPostingSays),
  ...ofMonth(forecasts, ['project', 'category', 'period', 'etc']),
  ...ofSoftClose(expenditures, whatAPostingSays),
  ...ofSoftClose(forecasts, ['project', 'category', 'period', 'etc']),
  {
    id: 'LCK13',
    kind: 'columns',
    hint: 'The month is closed. Reopen it to change what it says.',
    table: periods,
    columns: ['period', 'asOfDate', 'cutOff', 'controlTotal'],
    while: closedItself,
    says: ({ period }, { by, on: day }) =>
      `${text(period)} was closed${by === null ? '' : ` by ${by}`}${on(day)}. Reopen it to change what it says.`,
  },
  ...['closedBy', 'closedOn', 'snapshot'].map((column): Lock => ({
    id: 'LCK13',
    kind: 'columns',
    hint: 'Stays as the close was recorded.',
    table: periods,
    columns: [column],
    while: closedItself,
    only: isSaid(column),
    // Who opens the month again may take it out.
    unless: ({ status }) => status !== 'Closed',
    says: ({ period }, { by, on: day }) =>
      `${text(period)} was closed${by === null ? '' : ` by ${by}`}${on(day)}, and that stays as it was recorded.`,
  })),
  {
    id: 'LCK13',
    kind: 'delete',
    table: periods,
    while: closedItself,
    says: ({ period }) => `${text(period)} is closed, so it stays.`,
  },
  {
    id: 'LCK21',
    kind: 'columns',
    hint: 'Finance lets it stand as it is said. Set it back to Open to change it.',
    table: explanations,
    columns: ['checkId', 'subject', 'explanation', 'difference', 'findings'],
    while: explainedItself,
    says: explainedSays,
  },
  { id: 'LCK21', kind: 'delete', table: explanations, while: explainedItself, says: explainedSays },
  {
    id: 'LCK3',
    kind: 'columns',
    hint: 'The change has been decided, so it stays as it is. Enter a new one.',
    table: changes,
    columns: editableColumns(changes),
    while: decidedItself,
    says: decidedSays,
  },
  { id: 'LCK3', kind: 'delete', table: changes, while: decidedItself, says: decidedSays },
  {
    id: 'LCK4',
    kind: 'columns',
    hint: 'The change waits for approval. Set it back to Draft to change this.',
    table: changes,
    columns: ['type', 'requestedBy', 'submittedOn', 'reverses'],
    while: waitingItself,
    says: ({ number }) =>
      `${text(number)} waits for approval. Set it back to Draft to change its type or who asks for it, or withdraw it.`,
  },
  {
    id: 'LCK4',
    kind: 'delete',
    table: changes,
    while: waitingItself,
    says: ({ number }) => `${text(number)} waits for approval. Withdraw it instead.`,
  },
  {
    id: 'LCK5',
    kind: 'columns',
    hint: 'The change waits or has been decided, so its lines stay as they are.',
    table: changeLines,
    columns: whatAChangeMoves,
    while: ofHeldChange,
    says: changeLineSays,
  },
  {
    id: 'LCK5',
    kind: 'insert',
    table: changeLines,
    columns: ['change'],
    while: ofHeldChange,
    says: changeLineSays,
  },
  {
    id: 'LCK5',
    kind: 'delete',
    table: changeLines,
    while: ofHeldChange,
    says: changeLineSays,
  },
  {
    id: 'LCK6',
    kind: 'columns',
    hint: 'Fixed since the award. Enter a change order.',
    table: commitments,
    columns: ['budgetLine', 'original', 'awardDate'],
    while: awardedItself,
    says: commitmentSays,
  },
  { id: 'LCK6', kind: 'delete', table: commitments, while: awardedItself, says: commitmentSays },
  {
    id: 'LCK6',
    kind: 'columns',
    hint: 'The day on which it was closed stays as it was recorded.',
    table: commitments,
    columns: ['statusDate'],
    while: awardedItself,
    only: (cells) => cells['status'] === 'Closed' && isSaid('statusDate')(cells),
    says: ({ number, statusDate }) =>
      `${text(number)} was closed on ${text(statusDate)}, and that stays as it was recorded.`,
  },
  // It counted until it was cancelled, so whoever cancels it must not become free to rewrite what it was.
  {
    id: 'LCK6',
    kind: 'columns',
    hint: 'Fixed since it was cancelled. Enter it anew under another number.',
    table: commitments,
    columns: ['budgetLine', 'original'],
    while: cancelledItself,
    says: cancelledSays,
  },
  {
    id: 'LCK6',
    kind: 'columns',
    hint: 'The days from and until which it counted are fixed since it was cancelled.',
    table: commitments,
    columns: ['awardDate', 'statusDate'],
    while: cancelledItself,
    only: isSaid('statusDate'),
    says: cancelledSays,
  },
  {
    id: 'LCK6',
    kind: 'columns',
    hint: 'A draft that was cancelled has never counted, so it has no day until which it did.',
    table: commitments,
    columns: ['statusDate'],
    while: cancelledItself,
    only: isUnsaid('statusDate'),
    unless: hasEverCounted,
    says: ({ number }) =>
      `${text(number)} was cancelled as a draft, so it has never counted. Leave its Status Date empty.`,
  },
  // One without the day it was cancelled has never counted.
  {
    id: 'LCK6',
    kind: 'delete',
    table: commitments,
    while: cancelledItself,
    only: isSaid('statusDate'),
    says: cancelledSays,
  },
  {
    id: 'LCK7',
    kind: 'columns',
    hint: 'The change order has been decided. Enter another one that corrects it.',
    table: commitmentChanges,
    columns: ['commitment', 'commitmentLine', 'date', 'amount', 'reason', 'status'],
    while: decidedOrderItself,
    says: orderSays,
  },
  { id: 'LCK7', kind: 'delete', table: commitmentChanges, while: decidedOrderItself, says: orderSays },
];
