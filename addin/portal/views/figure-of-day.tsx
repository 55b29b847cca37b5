import { Button, Text } from '@fluentui/react-components';
import { useCallback, type ReactNode } from 'react';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { remarkOfTotals } from '../../views/totals/day-of-totals.ts';
import { timeOf } from '../../views/totals/time-of.ts';
import type { PortalServer } from '../portal-server.ts';
import { usePortalAnswer } from './use-portal-answer.ts';

interface FigureOfDayProps {
  readonly server: PortalServer;
  /** Program id. */
  readonly program: string;
  readonly revision: number | null;
  readonly asOf: string;
  /** Where the way back leads. */
  readonly back: string;
  readonly onBack: () => void;
  readonly children: ReactNode;
}

/**
 * A figure that was opened by its address, with what has to be said of its day, as pages of totals say it; of a day that knows no
 * figures, that alone. What the totals do not tell is left out.
 */
export function FigureOfDay({ server, program, revision, asOf, back, onBack, children }: FigureOfDayProps) {
  const ask = useCallback(
    () => server.totals(program, { by: [], ...timeOf(revision, asOf) }),
    [server, program, revision, asOf],
  );
  const { answer } = usePortalAnswer(ask);
  if (answer === null) return <SlowSpinner label="Looking it up…" />;
  const remark = answer.ok ? remarkOfTotals(answer.value) : null;
  return (
    <>
      {remark?.isEmpty === true && (
        <Button appearance="subtle" size="small" onClick={onBack}>
          {back}
        </Button>
      )}
      <div role="status">{remark !== null && <Text>{remark.words}</Text>}</div>
      {remark?.isEmpty === true ? null : children}
    </>
  );
}
