import { plainStatus } from '../../shared/guide/plain-status.ts';
import type { GuideModel } from '../../shared/guide/guide-model.ts';
import type { DataName } from './guide-place.ts';

type Value = string | number | null;
type DataRow = Readonly<Record<string, Value>>;

/** Dollars with cents, exactly. */
function dollars(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Everything that the pages say, as rows. */
export function dataRows({ schools, projects, work, asOf }: GuideModel, name: DataName): readonly DataRow[] {
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

/** RFC 4180, with a mark by which Excel knows UTF-8. */
export function csvOf(rows: readonly DataRow[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? null))];
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** A text that a spreadsheet program would take for a formula is led by an apostrophe. */
function csvCell(value: Value): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
