import { Button, Checkbox, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { RollUpReply } from '../../../shared/protocol/roll-ups.ts';
import { useDoing } from '../admin/use-doing.ts';
import { PagePart } from '../views/page-part.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import type { RollUpCalls } from './roll-up-calls.ts';

const MOST_DAYS = 400;

interface RollUpSettingsProps {
  readonly calls: RollUpCalls;
  readonly rollUp: RollUpReply;
  readonly onChanged: () => void;
}

/** When figures are stale, and whether districts see the roll-up. */
export function RollUpSettings({ calls, rollUp, onChanged }: RollUpSettingsProps) {
  const shared = usePortalStyles();
  const { isBusy, problem, run } = useDoing();
  const [days, setDays] = useState(String(rollUp.staleDays));
  const [isOpen, setOpen] = useState(rollUp.isOpenToDistricts);
  const staleDays = Number(days);
  const isNumber = Number.isInteger(staleDays) && staleDays >= 1 && staleDays <= MOST_DAYS;
  const save = async (): Promise<void> => {
    const change = { staleDays, isOpenToDistricts: isOpen };
    if ((await run('Nothing was saved', () => calls.change(rollUp.id, change))) !== null) onChanged();
  };
  return (
    <PagePart heading="Settings">
      <form
        aria-label="Settings of the roll-up"
        className={shared.column}
        onSubmit={(event) => {
          event.preventDefault();
          if (isNumber && !isBusy) void save();
        }}
      >
        <Field
          label="Figures are stale after so many days"
          {...(isNumber
            ? {}
            : { validationState: 'error' as const, validationMessage: `A number from 1 to ${MOST_DAYS}.` })}
        >
          <Input value={days} inputMode="numeric" maxLength={3} onChange={(_, { value }) => setDays(value)} />
        </Field>
        <Checkbox
          label="Finance of the districts that have joined may look at this roll-up, each district in it included"
          checked={isOpen}
          onChange={(_, { checked }) => setOpen(checked === true)}
        />
        {problem !== null && <ProblemBar words={problem} />}
        <div className={shared.row}>
          <Button type="submit" disabledFocusable={!isNumber || isBusy}>
            Save
          </Button>
        </div>
      </form>
    </PagePart>
  );
}
