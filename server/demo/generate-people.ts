import { programs, regions } from '../../shared/tables/lists.ts';
import type { DemoRows } from './demo-rows.ts';
import type { Random } from './random.ts';

/** Ids of the project managers. People are roles with numbers: nobody real is named. */
export function generatePeople(rows: DemoRows, random: Random, managers: number): string[] {
  const person = (id: string, name: string, organization: string) =>
    rows.add('people', { id, name, organization, email: `${id.toLowerCase()}@cedar-basin.example`, active: true });
  person('CIO-01', 'Chief Information Officer', 'District');
  person('FIN-01', 'Budget Officer', 'District');
  person('FIN-02', 'Finance Director', 'District');
  person('PROC-01', 'Procurement Lead', 'District');
  person('ERT-01', 'E-Rate Coordinator', 'Consultant');
  const ids = Array.from({ length: managers }, (_, i) => `PM-${String(i + 1).padStart(2, '0')}`);
  ids.forEach((id) => person(id, `Project Manager ${id.slice(3)}`, random.chance(0.8) ? 'District' : 'Consultant'));
  assignRoles(rows, random, ids);
  return ids;
}

function assignRoles(rows: DemoRows, random: Random, managers: readonly string[]): void {
  const from = '2022-07-01';
  programs.forEach((program) => {
    rows.add('assignments', { program, role: 'Program Manager', person: random.pick(managers), from });
  });
  regions.forEach((region) => {
    rows.add('assignments', { region, role: 'Field Coordinator', person: random.pick(managers), from });
  });
  rows.add('assignments', { program: programs[0], role: 'E-Rate Coordinator', person: 'ERT-01', from });
}

/** Windows of each school year in which work is blocked, discouraged or preferred. */
export function generateCalendar(rows: DemoRows, highSchool: string | undefined): void {
  let number = 0;
  const add = (start: string, end: string, type: string, severity: string, appliesTo: string, target: string | null) =>
    rows.add('calendar', {
      id: `CAL-${String(++number).padStart(2, '0')}`,
      start,
      end,
      appliesTo,
      target,
      type,
      severity,
      note: type === 'State testing' ? 'No work in classrooms and no network changes.' : null,
    });
  for (const year of [2023, 2024, 2025, 2026, 2027]) {
    add(`${year}-04-13`, `${year}-05-22`, 'State testing', 'Block', 'All', null);
    add(`${year}-06-15`, `${year}-08-07`, 'Summer window (preferred)', 'Warn', 'All', null);
    add(`${year}-12-21`, `${year + 1}-01-08`, 'Holiday closure', 'Warn', 'All', null);
    add(`${year}-05-04`, `${year}-05-15`, 'Exam', 'Block', 'Site Type', 'High');
  }
  if (highSchool !== undefined) add('2026-11-06', '2026-11-07', 'Local event', 'Warn', 'Location list', highSchool);
}
