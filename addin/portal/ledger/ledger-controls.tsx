import { Field, Input, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { monthWords } from '../../../shared/ledger/tie-out.ts';
import type { LedgerControl, LedgerReply } from '../../../shared/protocol/ledger.ts';
import { readTypedMoney } from '../../../shared/tables/kinds/money-text.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import type { TableImport } from '../import/use-import.ts';
import { usePortalStyles } from '../views/portal-styles.ts';

const useStyles = makeStyles({
  fields: { display: 'flex', flexWrap: 'wrap', gap: '12px 16px' },
});

interface LedgerControlsProps {
  readonly reply: LedgerReply;
  readonly work: TableImport<LedgerReply>;
}

/** What the ledger says it adds up to: the file, and each month, which becomes the month's control total. */
export function LedgerControls({ reply: { ledger }, work }: LedgerControlsProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { control, setControl, stage } = work;
  if (stage.kind === 'taken') return null;
  const setMonth = (period: string, cents: number | null): void => {
    const { [period]: _before, ...others } = control.months ?? {};
    setControl({ ...control, months: cents === null ? others : { ...others, [period]: cents } });
  };
  const setTotal = (cents: number | null): void => {
    const { total: _before, ...others }: LedgerControl = control;
    setControl(cents === null ? others : { ...others, total: cents });
  };
  return (
    <div className={shared.tight} role="group" aria-labelledby="control-totals">
      <Text as="h3" weight="semibold" id="control-totals" className={shared.heading}>
        What does the ledger say?
      </Text>
      <Text>
        Enter what your program of accounts shows, so that a row that is missing is noticed. A month’s total becomes its
        control total.
      </Text>
      <div className={styles.fields}>
        <Amount label="Control total of this file" cents={control.total ?? null} onLeave={setTotal} />
        {ledger.months.map(({ period }) => (
          <Amount
            key={period}
            label={`Ledger’s expenditures of ${monthWords(period)}`}
            cents={control.months?.[period] ?? null}
            onLeave={(cents) => setMonth(period, cents)}
          />
        ))}
      </div>
    </div>
  );
}

interface AmountProps {
  readonly label: string;
  readonly cents: number | null;
  readonly onLeave: (cents: number | null) => void;
}

/** An amount is worked with when the field is left: each look at the file takes a moment. */
function Amount({ label, cents, onLeave }: AmountProps) {
  const shown = cents === null ? '' : formatMoney(cents);
  const [typed, setTyped] = useState(shown);
  const [isWrong, setWrong] = useState(false);
  const leave = (): void => {
    const money = readTypedMoney(typed);
    const isEmpty = typed.trim() === '';
    setWrong(!isEmpty && money.kind !== 'amount');
    if (isEmpty && cents !== null) onLeave(null);
    if (money.kind === 'amount' && money.cents !== cents) onLeave(money.cents);
  };
  return (
    <Field
      label={label}
      {...(isWrong && {
        validationState: 'error' as const,
        validationMessage: 'An amount such as 12,345.67. It was not taken.',
      })}
    >
      <Input
        inputMode="decimal"
        value={typed}
        onChange={(_, { value }) => setTyped(value)}
        onBlur={leave}
        onKeyDown={({ key }) => key === 'Enter' && leave()}
      />
    </Field>
  );
}
