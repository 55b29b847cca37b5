import type { ExplainedFigure } from '../../views/totals/explained-figure.ts';

/** The current budget of a project by its number, at a revision as of a day; null: the day of the revision. */
export function projectFigure(
  number: string,
  { revision, asOf }: Pick<ExplainedFigure, 'revision' | 'asOf'>,
): ExplainedFigure {
  return { measure: 'current', label: 'Current Budget', of: number, part: { project: number }, revision, asOf };
}
