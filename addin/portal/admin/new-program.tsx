import { Button, Checkbox, Field, Input, Text } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { NewProgramRequest } from '../../../shared/protocol/administration.ts';
import type { WorkbookReply } from '../../../shared/protocol/workbook.ts';
import { unlessTyped } from '../../components/unless-typed.ts';
import { AppLink } from '../shell/page-links.tsx';
import { programAddress } from '../shell/program-address.ts';
import { today } from '../asked-moment.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { ReturnFindings } from '../workbooks/return-findings.tsx';
import { takenSummary } from '../workbooks/return-words.ts';
import type { AdminCalls, NamedProgram } from './admin-calls.ts';
import { FromWorkbook } from './from-workbook.tsx';
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

interface Made {
  readonly program: NewProgramRequest;
  /** What of a workbook was taken over; null: it was made empty. */
  readonly filled: WorkbookReply | null;
}

/** Makes a program, empty or from a workbook whose contents are shown before, and says how it goes on. */
export function NewProgram({ calls, onMade }: NewProgramProps) {
  const shared = usePortalStyles();
  const { isBusy, problem, run } = useDoing();
  const [typed, setTyped] = useState(empty);
  const [isFromWorkbook, setFromWorkbook] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const isReady = typed.id.trim() !== '' && isTyped(typed) && !isBusy;
  const make = async (): Promise<void> => {
    const done = await run('The program wasn’t made', () => calls.addProgram({ ...typed, id: typed.id.trim() }));
    if (done === null) return;
    told({ program: typed, filled: null });
  };
  const told = (next: Made): void => {
    setMade(next);
    setTyped(unlessTyped(typed, empty));
    setFromWorkbook(false);
    onMade();
  };
  if (made !== null) return <MadeProgram {...made} onAnother={() => setMade(null)} />;
  return (
    <form
      aria-label="A new program"
      className={shared.column}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isFromWorkbook) void make();
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
        label="Fill it from a workbook"
        checked={isFromWorkbook}
        onChange={(_, { checked }) => setFromWorkbook(checked === true)}
      />
      {isFromWorkbook ? (
        <FromWorkbook
          calls={calls}
          program={isReady ? named(typed) : null}
          onMade={(filled) => told({ program: { ...typed, joins: true }, filled })}
        />
      ) : (
        <>
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
        </>
      )}
    </form>
  );
}

function named({ joins: _joins, id, ...names }: NewProgramRequest): NamedProgram {
  return { ...names, id: id.trim() };
}

function MadeProgram({ program: made, filled, onAnother }: Made & { readonly onAnother: () => void }) {
  const shared = usePortalStyles();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const to = (page: string): string => programAddress(made.id, page, today);
  return (
    <div ref={place} tabIndex={-1} role="group" aria-label={`${made.name} is made`} className={shared.card}>
      <Text weight="semibold">
        “{made.name}” is made. {filled === null ? 'It is empty.' : takenSummary(filled)}
      </Text>
      {filled !== null && <ReturnFindings reply={filled} isDecided={false} />}
      {filled !== null ? (
        <ul className={shared.list}>
          <li>
            <AppLink to={to('')}>Look at it</AppLink>
          </li>
          <li>
            <AppLink to="/admin/people">Let people in</AppLink>
          </li>
        </ul>
      ) : made.joins ? (
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
