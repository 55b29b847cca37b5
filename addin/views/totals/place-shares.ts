import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import { withName, type CodeNames } from '../../../shared/tables/code-names.ts';
import type { ExplainedFigure } from './explained-figure.ts';

/** What a place has of a project: cents. */
export interface PlaceShare {
  readonly project: string;
  /** "26.00001 · North Group 1" */
  readonly label: string;
  readonly amount: number;
  /** The same figure of the whole project. */
  readonly whole: number;
}

/** The shares that a figure of a place is the sum of, from the totals by that place and project; the largest first. */
export function placeShares(
  { rows }: Pick<TotalsReply, 'rows'>,
  { place, measure }: Pick<ExplainedFigure, 'place' | 'measure'>,
  names: CodeNames,
): PlaceShare[] {
  if (place === null) return [];
  const wholes = new Map<string, number>();
  for (const row of rows) {
    const project = String(row['project'] ?? '');
    wholes.set(project, (wholes.get(project) ?? 0) + cents(row[measure]));
  }
  return rows
    .filter((row) => row[place.cut] === place.group && cents(row[measure]) !== 0)
    .map((row) => {
      const project = String(row['project'] ?? '');
      const label = withName(names, 'projects', project);
      return { project, label, amount: cents(row[measure]), whole: wholes.get(project) ?? 0 };
    })
    .toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
}

function cents(value: string | number | null | undefined): number {
  return typeof value === 'number' ? value : 0;
}

/** The figure of a whole project, for whoever asks what a share is a share of. */
export function projectFigure(figure: ExplainedFigure, { project, label }: PlaceShare): ExplainedFigure {
  return { ...figure, of: label, part: { project }, place: null };
}
