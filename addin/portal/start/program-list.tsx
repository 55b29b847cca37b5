import { Spinner, Text, Title3 } from '@fluentui/react-components';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import { wordsOfPortalProblem, type PortalOutcome } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { KeptList } from './kept-list.tsx';
import { bookOfProgram, booksOf } from './kept-words.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { ProgramCard } from './program-card.tsx';
import { useKeptWorkbooks } from './use-kept-workbooks.ts';

interface ProgramListProps {
  readonly server: PortalServer;
  /** The person has just signed in: the form that had the focus is gone. */
  readonly takesFocus: boolean;
}

/** The programs that are open to the person. */
export function ProgramList({ server, takesFocus }: ProgramListProps) {
  const shared = usePortalStyles();
  const [answer, setAnswer] = useState<PortalOutcome<readonly WireProgram[]> | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const load = useCallback(() => void server.programs().then(setAnswer), [server]);
  useEffect(load, [load]);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  const kept = useKeptWorkbooks();
  const mine = booksOf(kept.books, server.person()?.email ?? '');
  const programs = answer?.ok === true ? answer.value : [];
  return (
    <>
      <section className={shared.column} aria-labelledby="programs">
        <h2 id="programs" ref={heading} tabIndex={-1} className={shared.heading}>
          <Title3>Your programs</Title3>
        </h2>
        {answer === null && <Spinner size="small" label="Looking for your programs…" labelPosition="after" />}
        {answer?.ok === false && (
          <ProblemBar
            words={wordsOfPortalProblem(answer.problem, 'Your programs couldn’t be read', 'Nothing was changed.')}
            onRetry={() => {
              setAnswer(null);
              load();
            }}
          />
        )}
        {answer?.ok === true && answer.value.length === 0 && (
          <Text className={shared.quiet}>
            No program is shared with you yet. Ask your administrator to open one; it appears here then.
          </Text>
        )}
        {programs.map((program) => (
          <ProgramCard
            key={program.id}
            server={server}
            program={program}
            workbook={bookOfProgram(mine, program.id)}
            onChanged={load}
          />
        ))}
      </section>
      <KeptList
        books={mine}
        now={kept.at}
        others={kept.books.length - mine.length}
        programs={programs}
        onRemove={kept.remove}
      />
    </>
  );
}
