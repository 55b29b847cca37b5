import { Button, Checkbox, Field, Input, Text } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { NewProgramRequest } from '../../../shared/protocol/administration.ts';
import { AppLink } from '../shell/page-links.tsx';
import { programAddress } from '../shell/program-address.ts';
import { today } from '../asked-moment.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import type { AdminCalls } from './admin-calls.ts';
import { isTyped, ProgramFields } from './program-fields.tsx';
import { useDoing } from './use-doing.ts';

const empty: NewProgramRequest = {
  id: '',
  name: 'Strategic Execution Plan',
  district: '',
  fiscalYear: '',
  joins: true,
};

interface NewProgramProps {
  readonly calls: AdminCalls;
  readonly onMade: () => void;
}

/** Makes an empty program, and says how it is filled. */
export function NewProgram({ calls, onMade }: NewProgramProps) {
  const shared = usePortalStyles();
  const { isBusy, problem, run } = useDoing();
  const [typed, setTyped] = useState(empty);
  const [made, setMade] = useState<NewProgramRequest | null>(null);
  const isReady = typed.id.trim() !== '' && isTyped(typed) && !isBusy;
  const make = async (): Promise<void> => {
    const done = await run('The program wasn’t made', () => calls.addProgram({ ...typed, id: typed.id.trim() }));
    if (done === null) return;
    setMade(typed);
    setTyped(empty);
    onMade();
  };
  if (made !== null) return <MadeProgram made={made} onAnother={() => setMade(null)} />;
  return (
    <form
      aria-label="A new program"
      className={shared.column}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void make();
      }}
    >
      <Field
        label="Id"
        hint="Small letters, digits and hyphens; it stands in addresses and workbooks and stays"
        required
      >
        <Input value={typed.id} maxLength={63} onChange={(_, { value }) => setTyped({ ...typed, id: value })} />
      </Field>
      <ProgramFields names={typed} onType={setTyped} />
      <Checkbox
        label="Make me an administrator of it"
        checked={typed.joins}
        onChange={(_, { checked }) => setTyped({ ...typed, joins: checked === true })}
      />
      {problem !== null && <ProblemBar words={problem} />}
      <div className={shared.row}>
        <Button type="submit" appearance="primary" disabledFocusable={!isReady}>
          Make the program
        </Button>
      </div>
    </form>
  );
}

function MadeProgram({ made, onAnother }: { readonly made: NewProgramRequest; readonly onAnother: () => void }) {
  const shared = usePortalStyles();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const to = (page: string): string => programAddress(made.id, page, today);
  return (
    <div ref={place} tabIndex={-1} role="group" aria-label={`${made.name} is made`} className={shared.card}>
      <Text weight="semibold">“{made.name}” is made. It is empty.</Text>
      {made.joins ? (
        <ul className={shared.list}>
          <li>
            <AppLink to={to('workbooks')}>Fill it from a workbook</AppLink>
          </li>
          <li>
            <AppLink to={to('workbooks/import')}>Import tables of your own</AppLink>
          </li>
          <li>
            <AppLink to="/admin/people">Let people in</AppLink>
          </li>
        </ul>
      ) : (
        <Text>
          You are no member of it. <AppLink to="/admin/people">Make somebody its administrator</AppLink>, who fills it.
        </Text>
      )}
      <div className={shared.row}>
        <Button onClick={onAnother}>Make another</Button>
      </div>
    </div>
  );
}
