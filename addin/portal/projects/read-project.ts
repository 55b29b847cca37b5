import type { HistoryReply } from '../../../shared/protocol/history.ts';
import type { ScheduleReply } from '../../../shared/protocol/schedule.ts';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import type { Cells } from '../../../shared/tables/cell.ts';
import type { AskedMoment } from '../asked-moment.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';

/** Everything that the page of a project tells. */
export interface ProjectFacts {
  readonly number: string;
  readonly asOf: string;
  /** Cells of the project, computed ones included. */
  readonly cells: Cells;
  /** Its lines of the schedule, site by site. */
  readonly work: ScheduleReply['work'];
  /** Totals by project and source, of this project alone. */
  readonly totals: TotalsReply;
  /** Rows of the table Assignments that name it. */
  readonly assignments: readonly Cells[];
  readonly history: HistoryReply['revisions'];
}

/** Changes of the project that are told; its history has all. */
const CHANGES = 10;

/** What is known of a project at a moment; null: the plan has no such project. */
export async function readProject(
  server: PortalServer,
  program: string,
  number: string,
  moment: AskedMoment,
): Promise<PortalOutcome<ProjectFacts | null>> {
  const [tables, schedule, totals] = await Promise.all([
    server.tables(program, ['projects', 'assignments'], moment),
    server.schedule(program, moment, { project: number }),
    server.totals(program, { by: ['project', 'source'], ...moment }),
  ]);
  if (!tables.ok) return tables;
  if (!schedule.ok) return schedule;
  if (!totals.ok) return totals;
  const [row, cells] =
    [...(tables.value.tables.get('projects') ?? [])].find(([, { number: own }]) => own === number) ?? [];
  if (row === undefined || cells === undefined) return { ok: true, value: null };
  const history = await server.history(program, { table: 'projects', row, limit: CHANGES });
  if (!history.ok) return history;
  return {
    ok: true,
    value: {
      number,
      asOf: schedule.value.asOf,
      cells,
      work: schedule.value.work,
      totals: { ...totals.value, rows: totals.value.rows.filter(({ project }) => project === number) },
      assignments: [...(tables.value.tables.get('assignments')?.values() ?? [])].filter(
        ({ project }) => project === number,
      ),
      history: history.value.revisions,
    },
  };
}
