import { grouped } from '../../../shared/plan/grouped.ts';
import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { invalidRequest } from '../../errors.ts';
import { officeText } from '../annual/office-texts.ts';
import { definitions } from '../document/definitions.ts';
import type { ReportDocument, ReportPart } from '../document/report-document.ts';
import type { ReportMoment } from '../document/report-moment.ts';
import type { ReportColumn } from '../report-sheet.ts';
import { readAmendmentRows, type AmendmentRows, type ChangeCells } from './amendment-rows.ts';
import { scheduleRedline } from './schedule-redline.ts';
import { movedBy, movedLines, type MovedLine } from './moved-lines.ts';

const SIGNERS = [
  'Prepared by',
  'Budget and Finance Officer',
  'Chief Information Officer',
  'Bond Oversight Committee',
  'Board Secretary',
];

/**
 * The packet of a board amendment: what is asked, Exhibit A with its projects, each line before and after, lines to sign on.
 * Throws HttpError invalid_request for a number that is no change's.
 */
export async function amendmentDocument(moment: ReportMoment, numbers: readonly string[]): Promise<ReportDocument> {
  const rows = await readAmendmentRows(moment, numbers);
  const unknown = numbers.filter((number) => !rows.changes.has(number));
  if (unknown.length > 0) {
    const message = `The plan has no change ${unknown.join(', ')} at revision ${moment.revision}. Choose a Change No. of the table Changes.`;
    throw invalidRequest('change', message);
  }
  const changes = numbers.flatMap((number) => rows.changes.get(number) ?? []);
  const lines = movedLines(rows, numbers);
  const { concerned } = rows;
  const work = grouped(rows.work, ({ project }) => project);
  return {
    ...moment.stamp,
    title: 'Amendment Packet',
    subtitle: nameOf(changes),
    sections: [
      { orientation: 'portrait', parts: boardReport(rows, changes, lines) },
      { orientation: 'landscape', parts: exhibitA(rows, concerned, lines, work) },
      { orientation: 'landscape', parts: [...exhibitB(rows, lines), ...scopeMoves(rows, numbers)] },
      { orientation: 'landscape', parts: scheduleMoves(concerned, work) },
      {
        orientation: 'portrait',
        parts: [
          { kind: 'heading', level: 1, text: 'Signatures' },
          { kind: 'signatures', roles: SIGNERS },
          ...definitions(['original', 'boardApproved', 'current']),
        ],
      },
    ],
  };
}

/** Numbers that a title has room for. */
const NAMED = 6;

/** The board report that joins the changes, where they have one in common; else their numbers. */
function nameOf(changes: readonly ChangeCells[]): string {
  const reports = new Set(changes.map(({ reportNumber }) => reportNumber));
  const [report = null] = reports.size === 1 ? reports : [];
  const numbers = changes.map(({ number }) => number);
  const which = numbers.length > NAMED ? `${numbers.length} changes` : numbers.join(', ');
  return report === null ? which : `${report}: ${which}`;
}

function scheduleMoves(numbers: readonly string[], work: WorkByProject): ReportPart[] {
  return [
    { kind: 'heading', level: 1, text: 'Exhibit C: schedule' },
    ...scheduleRedline(numbers.flatMap((number) => work.get(number) ?? [])),
  ];
}

function boardReport(
  { texts, sources, people, day }: AmendmentRows,
  changes: readonly ChangeCells[],
  lines: readonly MovedLine[],
): ReportPart[] {
  return [
    { kind: 'heading', level: 1, text: 'Board Report' },
    ...listOf(changes, lines),
    ...changes.flatMap((change): ReportPart[] => [
      { kind: 'heading', level: 2, text: `${change.number} ${change.title}` },
      { kind: 'facts', facts: factsOf(change, people) },
      { kind: 'heading', level: 3, text: 'Recommendation and reason' },
      { kind: 'text', text: change.reason },
    ]),
    { kind: 'heading', level: 2, text: 'Background' },
    officeText(texts, 'Amendment: background'),
    { kind: 'heading', level: 2, text: 'Fiscal impact' },
    officeText(texts, 'Amendment: fiscal impact'),
    {
      kind: 'text',
      isQuiet: true,
      text: `Budgets before and after are the current budget without and with the change, as of ${day}.`,
    },
    { kind: 'heading', level: 3, text: 'By source' },
    beforeAfter(
      'By source',
      'Source',
      movedBy(lines, ({ source }) => (source === null ? 'No source' : (sources.get(source) ?? source))),
    ),
  ];
}

/** Several changes at a glance, before each speaks for itself. */
function listOf(changes: readonly ChangeCells[], lines: readonly MovedLine[]): ReportPart[] {
  if (changes.length < 2) return [];
  const moved = lines.reduce((sum, { change }) => sum + Math.max(change, 0), 0);
  return [
    {
      kind: 'text',
      text: `${changes.length} changes of the plan go before the Board together. They add ${formatMoney(moved)} to ${lines.filter(({ change }) => change > 0).length} budget lines.`,
    },
    {
      kind: 'table',
      sheet: 'Changes',
      columns: [
        { label: 'Change', width: 14, format: 'code' },
        { label: 'Title', width: 60, format: 'text' },
        { label: 'Type', width: 20, format: 'text' },
        { label: 'Status', width: 16, format: 'text' },
      ],
      rows: changes.map(({ number, title, type, status }): Cell[] => [number, title, type, status]),
      empty: '',
    },
  ];
}

function factsOf(change: ChangeCells, people: AmendmentRows['people']): (readonly [string, string])[] {
  const told = (value: string | null): string => value ?? 'not told';
  const person = (id: string | null): string => told(id === null ? null : (people.get(id) ?? id));
  return [
    ['Type', change.type],
    ['Status', change.status],
    ['Board report', told(change.reportNumber)],
    ['Board date', told(change.boardDate)],
    ['BOC resolution', told(change.resolutionNumber)],
    ['Effective', told(change.effectiveDate)],
    ['Requested by', person(change.requestedBy)],
    ['Submitted', told(change.submittedOn)],
    ['Approved by', person(change.approvedBy)],
  ];
}

const movedColumns: readonly ReportColumn[] = ['Before', 'Change', 'After'].map((label) => ({
  label,
  width: 18,
  format: 'money',
}));

function beforeAfter(sheet: string, label: string, groups: ReturnType<typeof movedBy>): ReportPart {
  const sum = (place: 1 | 2 | 3): number => groups.reduce((total, group) => total + group[place], 0);
  return {
    kind: 'table',
    sheet,
    columns: [{ label, width: 40, format: 'text' }, ...movedColumns],
    rows: groups,
    total: ['All', sum(1), sum(2), sum(3)],
    empty: 'The change moves no money.',
  };
}

type WorkByProject = ReadonlyMap<string, readonly SiteWork[]>;

/** Exhibit A as a board report has it: an item for each project; the sites of projects with several follow. */
function exhibitA(
  rows: AmendmentRows,
  numbers: readonly string[],
  lines: readonly MovedLine[],
  work: WorkByProject,
): ReportPart[] {
  const after = new Map(
    movedBy(lines, ({ project }) => project).map(([project, , change, total]) => [project, { change, total }]),
  );
  const budgetOf = (number: string): number => {
    // Lines that are not moved stay as they are.
    const whole = rows.facts.projects.get(number)?.amounts.current ?? 0;
    const touched = lines.filter(({ line }) => line.project === number);
    return whole + touched.reduce((sum, { line, after }) => sum + after - line.amounts.current, 0);
  };
  const items = numbers.map((number, index): Cell[] => {
    const at = work.get(number) ?? [];
    return [
      index + 1,
      listed(at.map(({ boardDistrict }) => boardDistrict)),
      listed(at.map(({ region }) => region)) || (rows.projects.get(number)?.region ?? ''),
      schoolsOf(at),
      number,
      rows.projects.get(number)?.name ?? null,
      after.get(number)?.change ?? 0,
      budgetOf(number),
      ...spanOf(at),
    ];
  });
  const sum = (place: number): number => items.reduce((total, item) => total + Number(item[place]), 0);
  return [
    { kind: 'heading', level: 1, text: 'Exhibit A' },
    {
      kind: 'table',
      sheet: 'Exhibit A',
      columns: [
        { label: 'Item', width: 6, format: 'integer' },
        { label: 'BD', width: 10, format: 'text' },
        { label: 'Region', width: 14, format: 'text' },
        { label: 'School', width: 32, format: 'text' },
        { label: 'Project No.', width: 12, format: 'code' },
        { label: 'Project', width: 40, format: 'text' },
        { label: 'This change', width: 18, format: 'money' },
        { label: 'Budget', width: 18, format: 'money' },
        { label: 'Anticipated start', width: 13, format: 'code' },
        { label: 'Anticipated completion', width: 13, format: 'code' },
      ],
      rows: items,
      total: ['', null, null, null, 'All', null, sum(6), sum(7), null, null],
      empty: 'The change concerns no project.',
    },
    ...siteTable(rows, numbers, work),
  ];
}

/** Different values, in their order. */
function listed(values: readonly (string | null)[]): string {
  return [...new Set(values.filter((value) => value !== null))].sort().join(', ');
}

function schoolsOf(work: readonly SiteWork[]): string {
  const names = [
    ...new Set(work.flatMap(({ siteName, location }) => (location === null ? [] : [siteName ?? location]))),
  ];
  if (names.length === 0) return 'Districtwide';
  return names.length === 1 ? (names[0] ?? '') : `${names.length} schools`;
}

/** First start and last finish. */
function spanOf(work: readonly SiteWork[]): [string, string] {
  const starts = work.flatMap(({ start }) => start?.day ?? []).sort();
  const finishes = work.flatMap(({ finish }) => finish?.day ?? []).sort();
  return [starts[0] ?? '', finishes.at(-1) ?? ''];
}

function siteTable(rows: AmendmentRows, numbers: readonly string[], work: WorkByProject): ReportPart[] {
  const several = numbers.filter((number) => (work.get(number) ?? []).length > 1);
  if (several.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Schools of projects with several' },
    {
      kind: 'table',
      sheet: 'Exhibit A schools',
      columns: [
        { label: 'Project No.', width: 12, format: 'code' },
        { label: 'Code', width: 8, format: 'code' },
        { label: 'School', width: 40, format: 'text' },
        { label: 'BD', width: 6, format: 'code' },
        { label: 'Region', width: 10, format: 'code' },
        { label: 'Anticipated start', width: 13, format: 'code' },
        { label: 'Anticipated completion', width: 13, format: 'code' },
      ],
      rows: several.flatMap((number) =>
        (work.get(number) ?? []).map((line): Cell[] => [
          number,
          line.location,
          line.siteName ?? rows.sites.get(line.location ?? '') ?? 'Districtwide',
          line.boardDistrict,
          line.region,
          ...spanOf([line]),
        ]),
      ),
      empty: '',
    },
  ];
}

/** Every line before and after, and what that comes to for each project. */
function exhibitB({ projects, sources }: AmendmentRows, lines: readonly MovedLine[]): ReportPart[] {
  const nameOf = (number: string): string => `${number} ${projects.get(number)?.name ?? ''}`.trim();
  const sum = (part: 'before' | 'change' | 'after'): number => lines.reduce((total, line) => total + line[part], 0);
  return [
    { kind: 'heading', level: 1, text: 'Exhibit B: budget before and after' },
    beforeAfter(
      'By project',
      'Project',
      movedBy(lines, ({ project }) => nameOf(project)),
    ),
    { kind: 'heading', level: 2, text: 'Budget lines' },
    {
      kind: 'table',
      sheet: 'Budget lines',
      columns: [
        { label: 'Budget Line', width: 14, format: 'code' },
        { label: 'Project No.', width: 12, format: 'code' },
        { label: 'Source', width: 30, format: 'text' },
        { label: 'Fiscal year', width: 9, format: 'code' },
        { label: 'Cost category', width: 26, format: 'text' },
        ...movedColumns,
      ],
      rows: lines.map(({ line, before, change, after }): Cell[] => [
        line.id,
        line.project,
        line.source === null ? null : (sources.get(line.source) ?? line.source),
        line.fiscalYear,
        line.category,
        before,
        change,
        after,
      ]),
      total: ['All', null, null, null, null, sum('before'), sum('change'), sum('after')],
      empty: 'The change moves no budget line.',
    },
  ];
}

/** Scope that the changes bring in or take away. */
function scopeMoves({ scope, sites }: AmendmentRows, numbers: readonly string[]): ReportPart[] {
  const moved = scope.flatMap((row) => [
    ...(row.addedBy !== null && numbers.includes(row.addedBy) ? [{ row, what: 'added' }] : []),
    ...(row.removedBy !== null && numbers.includes(row.removedBy) ? [{ row, what: 'removed' }] : []),
  ]);
  moved.sort((a, b) => a.row.project.localeCompare(b.row.project) || a.row.location.localeCompare(b.row.location));
  return [
    { kind: 'heading', level: 2, text: 'Scope' },
    {
      kind: 'table',
      sheet: 'Scope',
      columns: [
        { label: 'Project No.', width: 12, format: 'code' },
        { label: 'Code', width: 8, format: 'code' },
        { label: 'School', width: 40, format: 'text' },
        { label: 'Work', width: 60, format: 'wrapped' },
        { label: 'Is', width: 10, format: 'code' },
      ],
      rows: moved.map(({ row, what }): Cell[] => [
        row.project,
        row.location,
        sites.get(row.location) ?? null,
        row.item,
        what,
      ]),
      empty: 'The scope stays as it is.',
    },
  ];
}
