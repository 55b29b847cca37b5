import { Text } from '@fluentui/react-components';
import type { ChangeListed } from '../../../shared/protocol/budget-changes.ts';
import { netsBySource } from '../../../shared/plan/changes/change-nets.ts';
import { withName } from '../../../shared/tables/code-names.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { counted } from '../../views/cell-words.ts';
import { differenceWords } from '../../views/money-words.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { DataTable } from '../views/data-table.tsx';

/** What the chosen changes come to together: how much moves, in how many projects, and what is left over per source. */
export function AmendmentSums({ changes }: { readonly changes: readonly ChangeListed[] }) {
  const names = useCodeNames();
  const moved = changes.reduce((sum, change) => sum + change.moved, 0);
  const projects = new Set(changes.flatMap((change) => change.projects)).size;
  const nets = netsBySource(
    changes.flatMap(({ sources }) => sources.map(({ source, net }) => ({ source, amount: net }))),
  );
  return (
    <>
      <Text>
        {counted(changes.length, 'change')} {changes.length === 1 ? 'moves' : 'move'} {formatMoney(moved)} in{' '}
        {counted(projects, 'project')}.
      </Text>
      <DataTable
        caption="Net per source"
        columns={[{ label: 'Source' }, { label: 'Net', isNumber: true }]}
        rows={[...nets]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([source, net]) => ({
            id: source,
            cells: [withName(names, 'fundingSources', source), net === 0 ? formatMoney(0) : differenceWords(net)],
          }))}
      />
    </>
  );
}
