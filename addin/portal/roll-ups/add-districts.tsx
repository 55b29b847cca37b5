import { Button, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { GivenInvitations } from '../../../shared/protocol/roll-ups.ts';
import { unsent } from '../../components/unsent.ts';
import { useDoing } from '../admin/use-doing.ts';
import { PagePart } from '../views/page-part.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { districtsTyped } from './districts-typed.ts';
import { GivenCodes } from './given-codes.tsx';
import type { RollUpCalls } from './roll-up-calls.ts';

interface AddDistrictsProps {
  readonly calls: RollUpCalls;
  readonly rollUp: string;
  readonly onAdded: () => void;
}

/** Adds districts and shows the code by which each joins. */
export function AddDistricts({ calls, rollUp, onAdded }: AddDistrictsProps) {
  const shared = usePortalStyles();
  const { isBusy, problem, run } = useDoing();
  const [text, setText] = useState('');
  const [given, setGiven] = useState<GivenInvitations['invitations'] | null>(null);
  const { districts, wrong } = districtsTyped(text);
  const isReady = districts.length > 0 && wrong === null && !isBusy;
  const add = async (): Promise<void> => {
    const done = await run('No district was added', () => calls.addDistricts(rollUp, districts));
    if (done === null) return;
    setText((now) => unsent(text, now));
    setGiven(done.invitations);
  };
  return (
    <PagePart heading="Invite districts">
      {given === null ? (
        <form
          aria-label="Invite districts"
          className={shared.column}
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) void add();
          }}
        >
          <Field
            label="Districts"
            hint="One a line, or pasted from a sheet: code, then name, such as 0417, Cedar Basin"
            {...(wrong === null
              ? {}
              : { validationState: 'error' as const, validationMessage: `“${wrong.slice(0, 60)}” has no name yet.` })}
          >
            <Textarea value={text} rows={4} onChange={(_, { value }) => setText(value)} />
          </Field>
          {problem !== null && <ProblemBar words={problem} />}
          <div className={shared.row}>
            <Button type="submit" appearance="primary" disabledFocusable={!isReady}>
              Invite
            </Button>
          </div>
        </form>
      ) : (
        <GivenCodes
          invitations={given}
          onDone={() => {
            setGiven(null);
            onAdded();
          }}
        />
      )}
    </PagePart>
  );
}
