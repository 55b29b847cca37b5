import { Button, Field, Input, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { mayWrite } from '../../../shared/access/duties.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { counted } from '../../views/cell-words.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import {
  centsOf,
  inTheWay,
  isReady,
  ledgerWords,
  leftOutWords,
  leftWords,
  monthName,
  type InTheWay,
} from './close-words.ts';
import { CloseStep } from './close-step.tsx';
import { FoundChecks } from './found-checks.tsx';
import { seenOf, type KnownMonthProps, type StepOfMonthProps } from './known-month.ts';
import type { Act } from './use-act.ts';
import { ForecastStep, WaitingStep } from './waited-for.tsx';

const useStyles = makeStyles({
  steps: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '20px' },
  amount: { maxWidth: '220px' },
});

/** The steps of a close, with what is done and what is left; one of them at a time has the primary button. */
export function OpenMonth(props: StepOfMonthProps) {
  const { known, mayClose, server, program, month, act, onChanged, refresh } = props;
  const styles = useStyles();
  /** Null: nobody has typed here, so it is what the plan says by now. */
  const [typing, setTyping] = useState<string | null>(null);
  const typed = typing ?? (known.controlTotal === null ? '' : formatMoney(known.controlTotal));
  const control = centsOf(typed);
  const way = inTheWay(known, control);
  const leftOut = leftOutWords(known);
  const take = async (name: 'soft-close' | 'close'): Promise<void> => {
    const what = name === 'close' ? 'The month wasn’t closed' : 'The month wasn’t set to soft close';
    const isOther = control !== null && control !== known.controlTotal;
    const asked = { ...seenOf(known), ...(isOther ? { controlTotal: control } : {}) };
    const outcome = await act.run(what, { name, ...asked }, (syncId) =>
      server.actOnPeriod(program.id, month, name, { syncId, ...asked }),
    );
    // What is unanswered is asked for again as it was.
    if (outcome !== 'unanswered') await refresh();
    if (outcome === 'done') onChanged();
  };
  const step = { mayClose, act, way, known };
  return (
    <ol className={styles.steps}>
      <CloseStep state={known.postings > 0 && leftOut === null ? 'done' : 'told'} heading="Ledger">
        <Text>{ledgerWords(known)}</Text>
        {leftOut !== null && <Text>{leftOut}</Text>}
        <div>
          <ProgramLink page="workbooks/ledger">
            {mayWrite(program) ? `Import the ledger of ${monthName(month)}` : 'Plan and ledger'}
          </ProgramLink>
        </div>
      </CloseStep>
      <CloseStep state={way.difference === 0 ? 'done' : 'left'} heading="Tie-out">
        <Field
          className={styles.amount}
          label="ERP control total"
          hint="Expenditures of the month in the ledger."
          {...(typed.trim() !== '' && control === null
            ? { validationMessage: 'Write dollars and cents, such as 12,345.67.' }
            : {})}
        >
          <Input value={typed} inputMode="decimal" readOnly={!mayClose} onChange={(_, { value }) => setTyping(value)} />
        </Field>
        <Text aria-live="polite">{tieOutLine(way, known.expenditures)}</Text>
      </CloseStep>
      <CloseStep state={way.errors + way.flags === 0 ? 'done' : 'left'} heading="Checks">
        <FoundChecks {...props} />
      </CloseStep>
      <ForecastStep known={known} />
      <WaitingStep known={known} />
      <SoftClose {...step} onTake={() => void take('soft-close')} />
      <Close {...step} onTake={() => void take('close')} />
    </ol>
  );
}

function tieOutLine({ difference }: InTheWay, expenditures: number): string {
  const plan = `The plan holds ${formatMoney(expenditures)} of the month.`;
  return difference === null ? plan : `${plan} Difference ${formatMoney(difference)}.`;
}

interface StepProps {
  readonly mayClose: boolean;
  readonly act: Act;
  readonly way: InTheWay;
  readonly known: KnownMonthProps['known'];
  readonly onTake: () => void;
}

function SoftClose({ mayClose, act, known, onTake }: StepProps) {
  if (known.status !== 'Open') {
    return (
      <CloseStep state="done" heading="Soft close">
        <Text>Only finance changes postings and forecasts of the month now.</Text>
      </CloseStep>
    );
  }
  return (
    <CloseStep state="left" heading="Soft close">
      <Text>From then on only finance changes postings and forecasts of the month.</Text>
      {known.act === 'soft-close' && act.problem !== null && <ProblemBar words={act.problem} />}
      {mayClose && known.act === 'soft-close' && (
        <div>
          <Button appearance="primary" disabledFocusable={act.isBusy} onClick={onTake}>
            Soft close {monthName(known.period)}
          </Button>
        </div>
      )}
    </CloseStep>
  );
}

function Close({ mayClose, act, way, known, onTake }: StepProps) {
  const shared = usePortalStyles();
  const isDue = known.act === 'close';
  const ready = isReady(way);
  return (
    <CloseStep state={isDue && ready ? 'left' : 'later'} heading="Close">
      <Text>
        {ready
          ? `Nothing stands in the way. ${counted(known.passed, 'check')} pass, and what is left is explained.`
          : `Still to do: ${leftWords(way)}.`}
      </Text>
      <Text className={shared.quiet}>
        Closing freezes the figures of {monthName(known.period)}, names the revision, and makes and keeps its reports.
      </Text>
      {isDue && act.problem !== null && <ProblemBar words={act.problem} />}
      {mayClose && isDue && (
        <div>
          <Button
            appearance={ready ? 'primary' : 'secondary'}
            disabledFocusable={act.isBusy || !ready}
            onClick={onTake}
          >
            Close {monthName(known.period)}
          </Button>
        </div>
      )}
    </CloseStep>
  );
}
