import { Text } from '@fluentui/react-components';
import { withName } from '../../../shared/tables/code-names.ts';
import { Figure } from '../../components/figure.tsx';
import { figureWords, shownMeasures } from '../../views/totals/totals-figures.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { DataTable, type DataRow } from '../views/data-table.tsx';
import type { Explain } from '../views/with-explanation.tsx';
import type { ProjectFacts } from './read-project.ts';

const shown = shownMeasures.filter(({ kind }) => kind === 'money');

interface ProjectMoneyProps {
  readonly project: ProjectFacts;
  readonly onExplain: Explain;
}

/** The money of a project by source, each figure of which says what it is made of. */
export function ProjectMoney({ project: { number, totals }, onExplain }: ProjectMoneyProps) {
  const names = useCodeNames();
  const { revision, asOf, rows } = totals;
  if (rows.length === 0) return <Text>Nothing is budgeted for it.</Text>;
  const row = (
    id: string,
    label: string,
    part: Readonly<Record<string, string>>,
    valueOf: (measure: string) => number,
  ): DataRow => ({
    id,
    isTotal: id === '',
    cells: [
      label,
      ...shown.map((measure) => (
        <Figure
          key={measure.name}
          words={figureWords(measure.kind, valueOf(measure.name))}
          label={`${measure.label} of ${label}`}
          onOpen={(pressed) => onExplain({ measure: measure.name, part, revision, asOf }, pressed)}
        />
      )),
    ],
  });
  const cents = (value: string | number | null | undefined): number => (typeof value === 'number' ? value : 0);
  return (
    <DataTable
      caption={`By funding source${asOf === null ? '' : ` as of ${asOf}`}, in dollars`}
      columns={[{ label: 'Funding source' }, ...shown.map(({ label }) => ({ label, isNumber: true }))]}
      rows={[
        ...rows.map((figures) => {
          const source = String(figures['source']);
          return row(source, withName(names, 'fundingSources', source), { project: number, source }, (name) =>
            cents(figures[name]),
          );
        }),
        row('', 'Project', { project: number }, (name) => rows.reduce((sum, figures) => sum + cents(figures[name]), 0)),
      ]}
    />
  );
}
