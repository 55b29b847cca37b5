import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import type { ReportPart } from '../document/report-document.ts';

/**
 * What moves in the schedule of the projects that an amendment is about: the dates that the Board has approved struck
 * through, those that take their place beside them, and by how many days each finishes later.
 */
export function scheduleRedline(work: readonly SiteWork[]): ReportPart[] {
  const moved = work.filter(isMoved);
  return [
    { kind: 'heading', level: 2, text: 'Schedule: baseline and what takes its place' },
    {
      kind: 'table',
      sheet: 'Schedule',
      columns: [
        { label: 'Project No.', width: 12, format: 'code' },
        { label: 'Code', width: 8, format: 'code' },
        { label: 'School', width: 40, format: 'text' },
        { label: 'Start was', width: 12, format: 'struck' },
        { label: 'Start', width: 12, format: 'code' },
        { label: 'Completion was', width: 12, format: 'struck' },
        { label: 'Completion', width: 12, format: 'code' },
        { label: 'Days later', width: 8, format: 'integer' },
      ],
      rows: moved.map((line): Cell[] => [
        line.project,
        line.location,
        line.siteName ?? 'Districtwide',
        ...wasAndIs(line.baselineStart, line.start?.day ?? null),
        ...wasAndIs(line.baselineFinish, line.finish?.day ?? null),
        line.variance,
      ]),
      empty: 'The schedule of these projects stands as its baseline has it.',
    },
  ];
}

function isMoved({ baselineStart, start, baselineFinish, finish }: SiteWork): boolean {
  const differs = (was: string | null, is: string | undefined): boolean =>
    was !== null && is !== undefined && was !== is;
  return differs(baselineStart, start?.day) || differs(baselineFinish, finish?.day);
}

/** A date that stays is not struck through: it stands once. */
function wasAndIs(was: string | null, is: string | null): [string | null, string | null] {
  return was === is ? [null, is] : [was, is ?? 'open'];
}
