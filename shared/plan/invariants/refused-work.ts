import type { TableName } from '../../tables/all-tables.ts';
import { milestoneNames } from '../../tables/lists.ts';
import type { Cells } from '../../tables/cell.ts';
import type { FoundRow } from '../entry/entry-view.ts';
import type { Look, Place } from '../entry/look.ts';
import { rowPlace } from '../postings/reposted-rows.ts';
import { stepsInOrder } from '../schedule/steps-in-order.ts';
import type { About, RefusedEdits } from './refused-edits.ts';

const noPlace: readonly Place[] = [];

const aboutProject = ({ row }: FoundRow): readonly Place[] => [rowPlace('projects', row)];

/** Of what belongs to a project: what is to be seen of the project. */
const ofProject =
  (about: About): About =>
  ({ cells }, look) => {
    const project = look.row('projects', cells['project']);
    return project === undefined ? noPlace : about(project, look);
  };

const isThere = (before: Cells | undefined): boolean => before !== undefined;

/** [V14] Money of a bond is looked for only where there is no reference to the ballot list. */
const aboutBondReference: About = (project, look) => {
  const { class: kind, bondListRef = null, number } = project.cells;
  if (bondListRef !== null || kind === 'Program Reserve' || kind === 'Program Management') return noPlace;
  for (const { cells } of look.rows('budgetLines', ['project'], number)) look.row('fundingSources', cells['source']);
  return aboutProject(project);
};

/** [V14] */
export const notOnBallot: readonly RefusedEdits[] = [
  { table: 'projects', columns: ['bondListRef', 'class'], matters: isThere, about: aboutBondReference },
  { table: 'budgetLines', columns: ['project', 'source'], about: ofProject(aboutBondReference) },
  {
    table: 'fundingSources',
    columns: ['type'],
    matters: isThere,
    about: ({ cells }, look) =>
      look.rows('budgetLines', ['source'], cells['code']).flatMap((line) => ofProject(aboutBondReference)(line, look)),
  },
];

/** [V36] A project with its lines, their sums, and its forecasts. */
export const forecastTooLow: readonly RefusedEdits[] = [
  {
    table: 'forecasts',
    columns: ['project', 'category', 'period', 'etc'],
    matters: (before, after) =>
      before === undefined ||
      after === undefined ||
      Number(after['etc'] ?? 0) < Number(before['etc'] ?? 0) ||
      ['project', 'category', 'period'].some((column) => before[column] !== after[column]),
    about: ofProject((project, look) => {
      const { number } = project.cells;
      for (const { cells } of look.rows('budgetLines', ['project'], number)) look.line(cells['id']);
      const forecasts = look.rows('forecasts', ['project'], number);
      return [...aboutProject(project), ...forecasts.map(({ row }) => rowPlace('forecasts', row))];
    }),
  },
];

/** [V46] What an active project needs. Reserve and management of the program are no work. */
const aboutActive: About = (project, look) => {
  const { number, status } = project.cells;
  if (status !== 'Active') return noPlace;
  for (const table of ['budgetLines', 'scope', 'milestones'] as const) look.rows(table, ['project'], number);
  return aboutProject(project);
};

/** What leaves an active project, which may have been the last of its kind. */
const leaving = (table: TableName): RefusedEdits => ({
  table,
  columns: ['project'],
  matters: isThere,
  about: ofProject(aboutActive),
});

/** [V46] A project that comes in active has taken no step; who may enter it so is a duty [LCK2]. */
export const unpreparedIfActive: readonly RefusedEdits[] = [
  {
    table: 'projects',
    columns: ['class', 'manager', 'scopeDescription', 'status'],
    matters: isThere,
    about: aboutActive,
  },
  leaving('budgetLines'),
  leaving('scope'),
  leaving('milestones'),
];

/** [V47] What a financially closed project may still owe or have open. */
const aboutClosed: About = (project, look) => {
  const { number, financialStatus } = project.cells;
  if (financialStatus !== 'Closed') return noPlace;
  for (const { cells } of look.rows('budgetLines', ['project'], number)) look.line(cells['id']);
  look.rows('milestones', ['project'], number);
  return aboutProject(project);
};

/** [V47] */
export const owesThoughClosed: readonly RefusedEdits[] = [
  { table: 'projects', columns: ['financialStatus', 'financiallyClosedOn', 'status'], about: aboutClosed },
  { worsens: ({ openEncumbrance }) => openEncumbrance > 0, about: ofProject(aboutClosed) },
  {
    table: 'milestones',
    columns: ['actualFinish', 'milestone', 'project'],
    matters: (_before, after) => after !== undefined && (after['actualFinish'] ?? null) === null,
    about: ofProject(aboutClosed),
  },
];

/** [V48] */
export const unsharedScope: readonly RefusedEdits[] = [
  {
    table: 'scope',
    columns: ['basis', 'project', 'share', 'status'],
    about: ({ cells }, look) => {
      const rows = look.rows('scope', ['project'], cells['project']);
      if (!rows.some(({ cells: { basis } }) => basis === 'Manual %')) return noPlace;
      look.row('projects', cells['project']);
      return rows.map(({ row }) => rowPlace('scope', row));
    },
  },
];

/** All steps of the place that a step belongs to: a project, or a site of it. */
function stepsBeside({ cells: { project, location } }: FoundRow, look: Look): readonly Place[] {
  const steps = milestoneNames.flatMap((milestone) => look.row('milestones', project, location, milestone) ?? []);
  return steps.map(({ row }) => rowPlace('milestones', row));
}

const beside =
  (codes: readonly string[]): About =>
  (step, look) =>
    codes.includes(String(step.cells['milestone'] ?? '').slice(0, 3)) ? stepsBeside(step, look) : noPlace;

const finishes = ['actualFinish', 'forecastFinish', 'location', 'milestone', 'project'] as const;

/** [V39] A date that is not there is in nobody's way. */
export const stepsOutOfOrder: readonly RefusedEdits[] = [
  {
    table: 'milestones',
    columns: finishes,
    matters: (_before, after) => hasFinish(after),
    about: beside(stepsInOrder),
  },
];

function hasFinish(cells: Cells | undefined): boolean {
  return (cells?.['actualFinish'] ?? cells?.['forecastFinish'] ?? null) !== null;
}

/** [V49] Form 470, the contract, and Form 471 of a place. */
export const beforeWaitingEnds: readonly RefusedEdits[] = [
  {
    table: 'milestones',
    columns: finishes,
    matters: (_before, after) => hasFinish(after),
    about: (step, look) => {
      // Where there is no Form 470, nothing waits for it.
      const { project, location, milestone } = step.cells;
      if (!['M35', 'M40', 'M45'].includes(String(milestone ?? '').slice(0, 3))) return noPlace;
      const posted = look.row('milestones', project, location, 'M35 Form 470 posted');
      return posted === undefined ? noPlace : stepsBeside(step, look);
    },
  },
];

/** [V40] Most actual dates are over everywhere: then nobody has to know which day it is in the program. */
export const inTheFuture: readonly RefusedEdits[] = [
  {
    table: 'milestones',
    columns: ['actualFinish', 'actualStart'],
    about: ({ row, cells }, look) =>
      ['actualStart', 'actualFinish'].some((column) => String(cells[column] ?? '') > look.pastDay)
        ? [rowPlace('milestones', row)]
        : noPlace,
  },
];

/** [V42] */
export const duringBlockedWindow: readonly RefusedEdits[] = [
  {
    table: 'milestones',
    columns: [...finishes, 'actualStart', 'forecastStart'],
    matters: (_before, after) => after !== undefined,
    about: (step, look) => {
      const { location = null, project, milestone } = step.cells;
      if (!['M50', 'M60'].includes(String(milestone ?? '').slice(0, 3))) return noPlace;
      const places = stepsBeside(step, look);
      look.rows('calendar', ['severity'], 'Block');
      const sites = location === null ? look.rows('scope', ['project'], project) : [step];
      for (const { cells } of sites) look.row('sites', cells['location']);
      return places;
    },
  },
];

/** [V51] All requests of Category Two, and the students whose number sets the budget. */
export const beyondCycleBudget: readonly RefusedEdits[] = [
  {
    table: 'fundingRequests',
    columns: ['category', 'fundingYear', 'preDiscount', 'status'],
    about: ({ cells }, look) => {
      if (cells['category'] !== 'C2') return noPlace;
      for (const status of ['Active', 'Pending']) look.rows('sites', ['status'], status);
      return look.rows('fundingRequests', ['category'], 'C2').map(({ row }) => rowPlace('fundingRequests', row));
    },
  },
];

/** A request with what is paid on its commitments. */
function aboutRequest(look: Look, frn: Cells[string] | undefined): readonly Place[] {
  if (look.row('fundingRequests', frn) === undefined) return noPlace;
  return look
    .rows('commitments', ['frn'], frn)
    .flatMap(({ cells: { number, line } }) =>
      look
        .rows('expenditures', ['commitment', 'commitmentLine'], number, line)
        .map(({ row }) => rowPlace('expenditures', row)),
    );
}

/** [V52] */
export const inAnotherMode: readonly RefusedEdits[] = [
  {
    table: 'expenditures',
    columns: ['commitment', 'commitmentLine', 'invoiceMode'],
    matters: (_before, after) => (after?.['invoiceMode'] ?? null) !== null,
    about: ({ cells: { commitment, commitmentLine } }, look) => {
      if ((commitment ?? null) === null || (commitmentLine ?? null) === null) return noPlace;
      return aboutRequest(look, look.row('commitments', commitment, commitmentLine)?.cells['frn']);
    },
  },
  {
    table: 'fundingRequests',
    columns: ['invoiceMode'],
    matters: isThere,
    about: ({ cells }, look) => aboutRequest(look, cells['frn']),
  },
];
