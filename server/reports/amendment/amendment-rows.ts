import { planFacts, type PlanFacts } from '../../../shared/plan/figures/plan-facts.ts';
import { columnsRead, programRows } from '../../../shared/plan/figures/columns-read.ts';
import type { PlainRow } from '../../../shared/plan/figures/program-rows.ts';
import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import type { Row, TableName } from '../../../shared/tables/all-tables.ts';
import { readOfficeTexts, type OfficeTexts } from '../annual/office-texts.ts';
import { readCells, readWork, type ReportMoment, type RowsWith } from '../document/report-moment.ts';

export type ChangeCells = Pick<Row<'changes'>, (typeof changeColumns)[number]>;

type ChangeLine = Pick<Row<'changeLines'>, 'change' | 'line' | 'budgetLine' | 'amount' | 'note'>;

/** What an amendment packet is made from. */
export interface AmendmentRows {
  /** The day of the budget after the changes: when they came into effect, or the day asked for while they are on their way. */
  readonly day: string;
  /** Budgets of the projects that the changes are about, as of that day. */
  readonly facts: PlanFacts;
  /** What these projects do at their sites. */
  readonly work: readonly SiteWork[];
  readonly texts: OfficeTexts;
  readonly changes: ReadonlyMap<string, ChangeCells>;
  /** Those of the changes. */
  readonly changeLines: readonly ChangeLine[];
  /** Numbers of the projects whose money, approval or scope the changes are about, in their order. */
  readonly concerned: readonly string[];
  /** By number. */
  readonly projects: ReadonlyMap<string, Pick<Row<'projects'>, 'number' | 'name' | 'region' | 'approvalChange'>>;
  readonly scope: readonly Pick<Row<'scope'>, 'project' | 'location' | 'item' | 'addedBy' | 'removedBy'>[];
  /** Names by code. */
  readonly sites: ReadonlyMap<string, string>;
  readonly sources: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
}

const changeColumns = [
  ...(['number', 'type', 'status', 'reportNumber', 'resolutionNumber', 'boardDate', 'effectiveDate'] as const),
  ...(['title', 'reason', 'requestedBy', 'approvedBy', 'submittedOn'] as const),
] as const;

/** Costs what the projects hold that the changes are about, not what the plan holds. */
export async function readAmendmentRows(moment: ReportMoment, numbers: readonly string[]): Promise<AmendmentRows> {
  const changes = await readCells(moment, 'changes', changeColumns);
  const projects = await readCells(moment, 'projects', ['number', 'name', 'region', 'approvalChange']);
  const sites = await readCells(moment, 'sites', ['code', 'name']);
  const sources = await readCells(moment, 'fundingSources', ['code', 'name']);
  const people = await readCells(moment, 'people', ['id', 'name']);
  const scope = await readCells(moment, 'scope', ['project', 'location', 'item', 'addedBy', 'removedBy']);
  const ofChanges = { column: 'change', values: numbers };
  const changeLines = await readCells(
    moment,
    'changeLines',
    ['change', 'line', 'budgetLine', 'amount', 'note'],
    ofChanges,
  );
  const movedLines = { column: 'id', values: changeLines.map(({ budgetLine }) => budgetLine) };
  const moved = await readCells(moment, 'budgetLines', ['id', 'project'], movedLines);
  const asked = new Set<string | null>(numbers);
  const concerned = [
    ...new Set([
      ...projects.filter(({ approvalChange }) => asked.has(approvalChange)).map(({ number }) => number),
      ...moved.map(({ project }) => project),
      ...scope
        .filter(({ addedBy, removedBy }) => asked.has(addedBy) || asked.has(removedBy))
        .map(({ project }) => project),
    ]),
  ].sort();
  const byNumber = new Map(changes.map((change) => [change.number, change]));
  const day = dayOf(
    numbers.flatMap((number) => byNumber.get(number) ?? []),
    moment.asOf,
  );
  return {
    day,
    facts: await readBudgets(moment, concerned, day),
    work: await readWork(moment, concerned),
    texts: await readOfficeTexts(moment),
    changes: byNumber,
    changeLines,
    concerned,
    projects: new Map(projects.map((project) => [project.number, project])),
    scope,
    sites: new Map(sites.map(({ code, name }) => [code, name])),
    sources: new Map(sources.map(({ code, name }) => [code, name])),
    people: new Map(people.map(({ id, name }) => [id, name])),
  };
}

/** What the budgets of these projects are made of; what is spent or ordered on them is not among it. */
async function readBudgets(moment: ReportMoment, numbers: readonly string[], day: string): Promise<PlanFacts> {
  const read = (table: TableName, only: RowsWith | null): Promise<readonly PlainRow[]> =>
    moment.stored({ table, columns: columnsRead(table), only });
  const projects = await read('projects', { column: 'number', values: numbers });
  const budgetLines = await read('budgetLines', { column: 'project', values: numbers });
  const ids = budgetLines.map(({ cells }) => String(cells['id']));
  const changeLines = await read('changeLines', { column: 'budgetLine', values: ids });
  const [changes, fundingSources] = [await read('changes', null), await read('fundingSources', null)];
  return planFacts(programRows({ projects, budgetLines, changes, changeLines, fundingSources }), day);
}

/** True when what a change moves is part of the current budget on a day already. */
export function hasTakenEffect({ status, effectiveDate }: ChangeCells, day: string): boolean {
  return status === 'Approved' && (effectiveDate ?? '') <= day;
}

function dayOf(changes: readonly ChangeCells[], asOf: string): string {
  if (changes.length === 0 || !changes.every((change) => hasTakenEffect(change, asOf))) return asOf;
  const days = changes.map(({ effectiveDate }) => effectiveDate ?? asOf);
  return days.reduce((last, day) => (day > last ? day : last));
}
