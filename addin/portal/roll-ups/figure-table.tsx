import type { RollUpReply } from '../../../shared/protocol/roll-ups.ts';
import { figureWords } from '../../views/totals/totals-figures.ts';
import { DataTable, type DataRow } from '../views/data-table.tsx';

type Measures = RollUpReply['measures'];

/** What fits a page, beside what the cut alone has; the file has every figure. */
const SHOWN = ['current', 'expended', 'obligated', 'uncommitted', 'eac', 'percentSpent'];
const FEWER = ['current', 'expended'];
/** With more figures of a cut's own than these, a page has no room for all of the others. */
const MOST_BESIDE = 1;
const OF_A_CUT = [
  'authorized',
  'available',
  'expendedByPostingYear',
  'erateGross',
  'erateShare',
  'erateDistrictShare',
  'erateDisbursed',
];

export interface FigureLine {
  readonly name: string;
  /** How many districts have it; left out where nobody counts. */
  readonly districts?: number;
  readonly values: Readonly<Record<string, number | null>>;
}

interface FigureTableProps {
  readonly caption: string;
  readonly label: string;
  readonly measures: Measures;
  readonly lines: readonly FigureLine[];
  readonly total: FigureLine | null;
  readonly hasCounts?: boolean;
}

/** The figures that a page shows, in the order of reports. */
export function shownMeasures(measures: Measures): Measures {
  const own = measures.filter(({ name }) => OF_A_CUT.includes(name));
  const first = own.length > MOST_BESIDE ? FEWER : SHOWN;
  return [...measures.filter(({ name }) => first.includes(name)), ...own];
}

/** Groups with their figures, and what they add up to. */
export function FigureTable({ caption, label, measures, lines, total, hasCounts = false }: FigureTableProps) {
  const shown = shownMeasures(measures);
  const row = ({ name, districts, values }: FigureLine, isTotal: boolean): DataRow => ({
    id: isTotal ? 'total' : `group ${name}`,
    isTotal,
    cells: [
      name,
      ...(hasCounts ? [districts === undefined ? '' : districts.toLocaleString('en-US')] : []),
      ...shown.map((measure) => figureWords(measure.kind, values[measure.name] ?? null)),
    ],
  });
  return (
    <DataTable
      caption={caption}
      columns={[
        { label },
        ...(hasCounts ? [{ label: 'Districts', isNumber: true }] : []),
        ...shown.map((measure) => ({ label: measure.label, isNumber: true })),
      ]}
      rows={[...lines.map((line) => row(line, false)), ...(total === null ? [] : [row(total, true)])]}
    />
  );
}
