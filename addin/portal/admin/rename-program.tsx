import { Button, Text } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { AdministeredProgram } from '../../../shared/protocol/administration.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import type { AdminCalls } from './admin-calls.ts';
import { isTyped, ProgramFields, type TypedNames } from './program-fields.tsx';
import { useDoing } from './use-doing.ts';

interface RenameProgramProps {
  readonly program: AdministeredProgram;
  readonly calls: AdminCalls;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Other names for a program; it takes the focus. */
export function RenameProgram({ program, calls, onDone, onCancel }: RenameProgramProps) {
  const shared = usePortalStyles();
  const { isBusy, problem, run } = useDoing();
  const [names, setNames] = useState<TypedNames>({
    name: program.name,
    district: program.district,
    fiscalYear: program.fiscalYear,
  });
  const place = useRef<HTMLFormElement>(null);
  useEffect(() => place.current?.focus(), []);
  const isReady = isTyped(names) && !isBusy;
  const rename = async (): Promise<void> => {
    // What is not changed here somebody else may have changed since.
    const asked = Object.fromEntries(
      (['name', 'district', 'fiscalYear'] as const).flatMap((field) =>
        names[field].trim() === program[field] ? [] : [[field, names[field]]],
      ),
    );
    const done = await run('The program wasn’t renamed', () => calls.changeProgram(program.id, asked));
    if (done !== null) onDone();
  };
  return (
    <form
      ref={place}
      tabIndex={-1}
      aria-label={`Rename ${program.name}`}
      className={shared.card}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void rename();
      }}
    >
      <Text>
        Workbooks know the program by its id, {program.id}, which stays: they go on as before, and say the new name from
        their next sync on.
      </Text>
      <ProgramFields names={names} onType={setNames} />
      {problem !== null && <ProblemBar words={problem} />}
      <div className={shared.row}>
        <Button type="submit" appearance="primary" disabledFocusable={!isReady}>
          Rename now
        </Button>
        <Button onClick={onCancel}>Leave it as it is</Button>
      </div>
    </form>
  );
}
