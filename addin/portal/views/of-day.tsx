import { Text } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import { remarkOfTotals } from '../../views/totals/day-of-totals.ts';

interface OfDayProps {
  readonly totals: TotalsReply;
  readonly children: ReactNode;
}

/** Figures with what has to be said of their day; of a day that knows none, that alone. */
export function OfDay({ totals, children }: OfDayProps) {
  const remark = remarkOfTotals(totals);
  return (
    <>
      <div role="status">{remark !== null && <Text>{remark.words}</Text>}</div>
      {remark?.isEmpty === true ? null : children}
    </>
  );
}
