import { invariantFacts, judgePlan, type JudgedFinding } from '../invariants/judge-plan.ts';
import { planOfRows } from './plan-of-rows.ts';
import { DIRTY_DAY, soundGround, type PlantedRow } from './sound-work.ts';

type Rows = readonly (PlantedRow | readonly PlantedRow[])[];

interface Found extends JudgedFinding {
  readonly id: string;
}

function findingsOf(rows: Rows): Found[] {
  const verdicts = judgePlan(invariantFacts(planOfRows([...soundGround, ...rows.flat()]), DIRTY_DAY));
  return verdicts.flatMap(({ id, findings }) => findings.map((finding) => ({ ...finding, id })));
}

/** What is found in a plan of the sound ground and these rows: rule and cents. */
export function found(...rows: Rows): (readonly [rule: string, cents: number])[] {
  return findingsOf(rows).map(({ id, difference }) => [id, difference]);
}

/** The sentences of what is found. */
export function told(...rows: Rows): string[] {
  return findingsOf(rows).map(({ message }) => message);
}

/** Of each finding the cells to blame: the row by the value of this column of its own, and the column. */
export function blamed(name: string, ...rows: Rows): string[][] {
  const all = [...soundGround, ...rows.flat()];
  return findingsOf(rows).map(({ cells }) =>
    cells.map(({ row, column }) => `${String(all[Number(row.slice(1))]?.cells[name])} ${column ?? 'row'}`),
  );
}
