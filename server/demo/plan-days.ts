import type { TableName } from '../../shared/tables/all-tables.ts';
import type { Cell, Cells } from '../../shared/tables/cell.ts';
import { addDays } from '../../shared/tables/kinds/calendar-dates.ts';
import { fridayOf, inNextMonth, monthEnds, monthName } from './demo-days.ts';
import type { DemoRows } from './demo-rows.ts';
import { DATA_DATE, FIRST_DAY } from './demo-size.ts';
import { groupBy } from '../../shared/sync/group-by.ts';

/** People who bring in the demo. */
export type DemoPerson = 'admin' | 'finance' | 'north' | 'south';

/** What somebody made of a row at one time. */
export interface Entry {
  /** Day and hour, as 2025-03-04T10. */
  readonly on: string;
  readonly by: DemoPerson;
  /** What the person says of the sync. */
  readonly note: string;
  /** The cells in which the row is then unlike what it becomes in the end; null: still empty. */
  readonly unlike: Cells;
}

/** A row that then is what it becomes in the end. */
export const same: Cells = {};

/** Where a row without a date of its own comes from. */
export const opening: Entry = { on: `${FIRST_DAY}T08`, by: 'admin', note: 'Opening plan', unlike: same };

/** The day in a cell; the first one where there is none. */
export function day(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : FIRST_DAY;
}

/** What rows name, and when that came about. */
export class PlanDays {
  readonly #projects: ReadonlyMap<Cell, Cells>;
  readonly #milestones: ReadonlyMap<Cell, readonly Cells[]>;
  readonly #changes: ReadonlyMap<Cell, Cells>;
  readonly #lastPayment = new Map<Cell, string>();
  readonly #award = new Map<Cell, string>();
  readonly #payments: ReadonlyMap<Cell, readonly Cells[]>;
  readonly #commitmentsOf: ReadonlyMap<Cell, readonly Cells[]>;
  readonly #cancelled = new Map<string, string>();

  constructor(rows: DemoRows) {
    const cellsOf = (table: TableName) => rows.of(table).map(({ cells }) => cells);
    this.#projects = new Map(cellsOf('projects').map((cells) => [cells['number'] ?? null, cells]));
    this.#milestones = groupBy(cellsOf('milestones'), ({ project }) => project ?? null);
    this.#changes = new Map(cellsOf('changes').map((cells) => [cells['number'] ?? null, cells]));
    this.#payments = groupBy(cellsOf('expenditures'), ({ commitment }) => commitment ?? null);
    this.#commitmentsOf = groupBy(cellsOf('commitments'), ({ frn }) => frn ?? null);
    for (const { title, effectiveDate } of this.#changes.values()) {
      const [, number] = /^Cancel (\S+)/.exec(String(title)) ?? [];
      if (number !== undefined) this.#cancelled.set(number, day(effectiveDate));
    }
    for (const { commitment = null, postingDate } of cellsOf('expenditures')) {
      const paid = day(postingDate);
      if (paid > (this.#lastPayment.get(commitment) ?? '')) this.#lastPayment.set(commitment, paid);
    }
    for (const { number = null, awardDate } of cellsOf('commitments')) this.#award.set(number, day(awardDate));
  }

  change(number: Cell | undefined): Cells {
    return this.#changes.get(number ?? null) ?? same;
  }

  milestones(project: Cell | undefined): readonly Cells[] {
    return this.#milestones.get(project ?? null) ?? [];
  }

  /** Day of the board's approval, past or planned; undefined for the reserve. */
  approval(project: Cell | undefined): string | undefined {
    const board = this.milestones(project).find(({ milestone }) => String(milestone).startsWith('M10'));
    return board === undefined ? undefined : day(board['baselineFinish']);
  }

  /** The project comes in with its lines, scope and schedule, ten weeks before the board meets. */
  proposal(project: Cell | undefined): Entry {
    const meeting = this.approval(project);
    if (meeting === undefined) return opening;
    const note = `Projects proposed for the board of ${monthName(meeting)}`;
    const first = [addDays(meeting, -72), addDays(DATA_DATE, -20)].sort()[0] ?? FIRST_DAY;
    return { on: `${fridayOf(first)}T09`, by: 'admin', note, unlike: same };
  }

  isProposed(project: Cell | undefined): boolean {
    return this.#projects.get(project ?? null)?.['status'] === 'Proposed';
  }

  cancelledOn(project: Cell | undefined): string | undefined {
    return this.#cancelled.get(String(project));
  }

  lastPayment(commitment: Cell | undefined): string {
    return this.#lastPayment.get(commitment ?? null) ?? DATA_DATE;
  }

  award(commitment: Cell | undefined): string {
    return this.#award.get(commitment ?? null) ?? FIRST_DAY;
  }

  /** What was paid on the contracts of a funding request until a day. */
  paidOn(frn: Cell | undefined, until: string): number {
    const orders = this.#commitmentsOf.get(frn ?? null) ?? [];
    return orders
      .flatMap(({ number = null }) => this.#payments.get(number) ?? [])
      .filter(({ postingDate }) => day(postingDate) <= until)
      .reduce((sum, { amount }) => sum + Number(amount), 0);
  }

  /** The officer of the project's region; finance where it has none. */
  officer(project: Cell | undefined): { readonly by: DemoPerson; readonly region: string } {
    const region = this.#projects.get(project ?? null)?.['region'];
    if (region === 'North') return { by: 'north', region };
    if (region === 'South') return { by: 'south', region };
    return { by: 'finance', region: 'East, West and districtwide' };
  }

  /** The report of the month that ends on `end`, a few days later. */
  report(project: Cell | undefined, end: string): Omit<Entry, 'unlike'> {
    const { by, region } = this.officer(project);
    return { on: `${inNextMonth(end, 4)}T10`, by, note: `Progress in ${monthName(end)}, ${region}` };
  }

  /** Ends of the months in which a project that has been approved is reported on. */
  reportedMonths(project: Cell | undefined): string[] {
    const meeting = this.approval(project);
    if (meeting === undefined || this.isProposed(project)) return [];
    // The state at the opening is what the month before it came to.
    const earliest = addDays(FIRST_DAY, -30);
    return monthEnds(meeting > earliest ? meeting : earliest, DATA_DATE);
  }
}
