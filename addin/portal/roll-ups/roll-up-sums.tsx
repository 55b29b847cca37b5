import { Text } from '@fluentui/react-components';
import { cutLabels } from '../../../shared/plan/figures/cuts.ts';
import type { RollUpReply } from '../../../shared/protocol/roll-ups.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { FigureTable } from './figure-table.tsx';

/** The sums, or of no cut the one line of all. */
export function RollUpSums({ rollUp: { by, measures, groups, total } }: { readonly rollUp: RollUpReply }) {
  const shared = usePortalStyles();
  const label = by === null ? 'Districts' : cutLabels[by];
  const lines = by === null ? [] : groups.map(({ group, districts, values }) => ({ name: group, districts, values }));
  return (
    <>
      <FigureTable
        caption={by === null ? 'Sums of all districts, in dollars' : `Sums by ${label}, in dollars`}
        label={label}
        measures={measures}
        lines={lines}
        total={{ name: 'All', values: total }}
        hasCounts={by !== null}
      />
      <Text size={200} className={shared.quiet}>
        Amounts add up to the cent. Percentages are worked out of the sums
        {by === null ? '.' : '; a district counts in each group that it has, so those counts do not add up.'}
      </Text>
    </>
  );
}
