import { planFacts, type PlanFacts } from '../../../shared/plan/figures/plan-facts.ts';
import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import type { Row } from '../../../shared/tables/all-tables.ts';
import { readOfficeTexts, type OfficeTexts } from '../annual/office-texts.ts';
import { readCells, readPlan, readWork, type ReportMoment } from '../document/report-moment.ts';

export type ChangeCells = Pick<Row<'changes'>, (typeof changeColumns)[number]>;

type ChangeLine = Pick<Row<'changeLines'>, 'change' | 'line' | 'budgetLine' | 'amount' | 'note'>;

/** What an amendment packet is made from. */
export interface AmendmentRows {
  /** The day of the budget after the changes: when they came into effect, or the day asked for while they are on their way. */
  readonly day: string;
  /** As of that day. */
  readonly facts: PlanFacts;
  readonly work: readonly SiteWork[];
  readonly texts: OfficeTexts;
  readonly changes: ReadonlyMap<string, ChangeCells>;
  readonly changeLines: readonly ChangeLine[];
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

export async function readAmendmentRows(moment: ReportMoment, numbers: readonly string[]): Promise<AmendmentRows> {
  const changes = await readCells(moment, 'changes', changeColumns);
  const projects = await readCells(moment, 'projects', ['number', 'name', 'region', 'approvalChange']);
  const sites = await readCells(moment, 'sites', ['code', 'name']);
  const sources = await readCells(moment, 'fundingSources', ['code', 'name']);
  const people = await readCells(moment, 'people', ['id', 'name']);
  const byNumber = new Map(changes.map((change) => [change.number, change]));
  const day = dayOf(
    numbers.flatMap((number) => byNumber.get(number) ?? []),
    moment.asOf,
  );
  return {
    day,
    facts: planFacts(await readPlan(moment), day),
    work: await readWork(moment),
    texts: await readOfficeTexts(moment),
    changes: byNumber,
    changeLines: await readCells(moment, 'changeLines', ['change', 'line', 'budgetLine', 'amount', 'note']),
    projects: new Map(projects.map((project) => [project.number, project])),
    scope: await readCells(moment, 'scope', ['project', 'location', 'item', 'addedBy', 'removedBy']),
    sites: new Map(sites.map(({ code, name }) => [code, name])),
    sources: new Map(sources.map(({ code, name }) => [code, name])),
    people: new Map(people.map(({ id, name }) => [id, name])),
  };
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
