import type { LineFacts } from '../../../shared/plan/figures/line-facts.ts';
import { grouped } from '../../../shared/plan/grouped.ts';
import { hasTakenEffect, type AmendmentRows } from './amendment-rows.ts';

/** A budget line before and after an amendment, in cents. */
export interface MovedLine {
  readonly line: LineFacts;
  readonly before: number;
  readonly change: number;
  readonly after: number;
}

/**
 * The lines that these changes move and those of the projects that they approve, whose original budget comes in whole.
 * Before and after are the current budget without and with them, on the day of `rows`.
 */
export function movedLines(rows: AmendmentRows, numbers: readonly string[]): MovedLine[] {
  const { facts, changes, changeLines, projects, day } = rows;
  const lines = new Map(
    [...facts.projects.values()].flatMap((project) => project.lines.map((line) => [line.id, line] as const)),
  );
  const moved = new Map<string, { change: number; counted: number }>();
  const add = (id: string, amount: number, isCounted: boolean): void => {
    const { change, counted } = moved.get(id) ?? { change: 0, counted: 0 };
    moved.set(id, { change: change + amount, counted: counted + (isCounted ? amount : 0) });
  };
  for (const number of numbers) {
    const change = changes.get(number);
    if (change === undefined) continue;
    const isCounted = hasTakenEffect(change, day);
    for (const { budgetLine, amount } of changeLines.filter((line) => line.change === number))
      add(budgetLine, amount, isCounted);
  }
  // Original amounts are part of the budget whatever the state of their project.
  for (const { number } of approvedProjects(rows, numbers)) {
    for (const line of facts.projects.get(number)?.lines ?? [])
      if (line.row !== null) add(line.id, line.amounts.original, true);
  }
  return [...moved]
    .flatMap(([id, { change, counted }]): MovedLine[] => {
      const line = lines.get(id);
      if (line === undefined) return [];
      const before = line.amounts.current - counted;
      return [{ line, before, change, after: before + change }];
    })
    .sort(
      (a, b) =>
        (projects.get(a.line.project)?.number ?? '').localeCompare(projects.get(b.line.project)?.number ?? '') ||
        a.line.id.localeCompare(b.line.id),
    );
}

/** Projects that one of the changes has approved. */
export function approvedProjects({ projects }: AmendmentRows, numbers: readonly string[]) {
  return [...projects.values()].filter(
    ({ approvalChange }) => approvalChange !== null && numbers.includes(approvalChange),
  );
}

/** Cents before, moved and after by what a line belongs to. */
export function movedBy(
  lines: readonly MovedLine[],
  groupOf: (line: LineFacts) => string,
): [group: string, before: number, change: number, after: number][] {
  const sum = (of: readonly MovedLine[], part: 'before' | 'change' | 'after'): number =>
    of.reduce((total, line) => total + line[part], 0);
  return [...grouped(lines, ({ line }) => groupOf(line))]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([group, of]) => [group, sum(of, 'before'), sum(of, 'change'), sum(of, 'after')]);
}
