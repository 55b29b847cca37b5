import { plainStatus } from '../../shared/guide/plain-status.ts';
import { decimalText } from '../../shared/feeds/decimal-text.ts';
import { csvOf, type FeedRow } from '../../shared/feeds/csv.ts';
import type { GuideModel } from '../../shared/guide/guide-model.ts';
import type { DataFormat, DataName } from './guide-place.ts';

const dollars = (cents: number): string => decimalText(cents, 2);

/** Everything that the pages say, as rows. */
function dataRows({ schools, projects, work, asOf }: GuideModel, name: DataName): readonly FeedRow[] {
  switch (name) {
    case 'schools':
      return [...schools.values()].map(({ code, name: school, type, region, boardDistrict, address, work: lines }) => ({
        code,
        name: school,
        type,
        region,
        boardDistrict,
        address,
        projects: lines.length,
        cost: dollars(lines.reduce((sum, { cost }) => sum + (cost ?? 0), 0)),
      }));
    case 'projects':
      return [...projects.values()].map((project) => ({
        number: project.number,
        name: project.name,
        program: project.program,
        status: project.status,
        phase: project.phase,
        originalBudget: dollars(project.original),
        currentBudget: dollars(project.current),
        expended: dollars(project.expended),
        sources: project.sources.map(({ name: source, amount }) => `${source}: ${dollars(amount)}`).join('; '),
      }));
    case 'work':
      return work.map((line) => ({
        project: line.project,
        projectName: line.projectName,
        school: line.location,
        schoolName: line.siteName,
        systems: line.systems.join('; '),
        status: plainStatus(line, asOf),
        baselineStart: line.baselineStart,
        baselineFinish: line.baselineFinish,
        start: line.start?.day ?? null,
        startIsActual: String(line.start?.isActual ?? false),
        finish: line.finish?.day ?? null,
        finishIsActual: String(line.finish?.isActual ?? false),
        daysLate: line.variance,
        cost: line.cost === null ? null : dollars(line.cost),
      }));
  }
}

/** A data file as text. */
export function dataText(model: GuideModel, name: DataName, format: DataFormat): string {
  const rows = dataRows(model, name);
  return format === 'csv' ? csvOf(Object.keys(rows[0] ?? {}), rows) : JSON.stringify({ asOf: model.asOf, rows });
}
