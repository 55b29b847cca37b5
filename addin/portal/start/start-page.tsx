import { Spinner, Text, Title2, Title3 } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { ListedProgram } from '../../../shared/protocol/people.ts';
import { wordsOfPortalProblem } from '../portal-problem.ts';
import type { ListedRollUps } from '../../../shared/protocol/roll-up-list.ts';
import type { PortalServer } from '../portal-server.ts';
import { AppLink } from '../shell/page-links.tsx';
import { programAddress } from '../shell/program-address.ts';
import type { Programs } from '../shell/use-programs.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { KeptList } from './kept-list.tsx';
import { bookOfProgram, booksOf } from './kept-words.ts';
import { ProgramCard } from './program-card.tsx';
import { useKeptWorkbooks } from './use-kept-workbooks.ts';
import { useRollUps } from './use-roll-ups.ts';

interface StartPageProps {
  readonly server: PortalServer;
  readonly programs: Programs;
  /** The person has just signed in, or come back: what had the focus is gone. */
  readonly takesFocus: boolean;
}

/** The programs that are open to the person, and the workbooks kept in this browser. */
export function StartPage({ server, programs: { answer, askAgain }, takesFocus }: StartPageProps) {
  const shared = usePortalStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = 'SEP Sync';
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  const rollUps = useRollUps(server);
  const kept = useKeptWorkbooks();
  const mine = booksOf(kept.books, server.person()?.email ?? '');
  const all = answer?.ok === true ? answer.value : [];
  const programs = all.filter(({ archivedAt }) => archivedAt === undefined);
  const archived = all.filter(({ archivedAt }) => archivedAt !== undefined);
  return (
    <>
      <section className={shared.column} aria-labelledby="programs">
        <h1 id="programs" ref={heading} tabIndex={-1} className={shared.heading}>
          <Title2>Your programs</Title2>
        </h1>
        {answer === null && <Spinner size="small" label="Looking for your programs…" labelPosition="after" />}
        {answer?.ok === false && (
          <ProblemBar
            words={wordsOfPortalProblem(answer.problem, 'Your programs couldn’t be read', 'Nothing was changed.')}
            onRetry={askAgain}
          />
        )}
        {answer?.ok === true && programs.length === 0 && (
          <Text className={shared.quiet}>
            No program is shared with you yet. Ask your administrator to open one; it appears here then.
          </Text>
        )}
        {programs.map((program) => (
          <ProgramCard key={program.id} program={program} workbook={bookOfProgram(mine, program.id)} />
        ))}
      </section>
      {rollUps.length > 0 && <OwnRollUps rollUps={rollUps} />}
      {archived.length > 0 && <ArchivedPrograms programs={archived} />}
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

/** Roll-ups that the person is a member of. */
function OwnRollUps({ rollUps }: { readonly rollUps: ListedRollUps['rollUps'] }) {
  const shared = usePortalStyles();
  return (
    <section className={shared.column} aria-labelledby="roll-ups">
      <h2 id="roll-ups" className={shared.heading}>
        <Title3>Roll-ups</Title3>
      </h2>
      <ul className={shared.list}>
        {rollUps.map(({ id, name }) => (
          <li key={id}>
            <AppLink to={`/roll-ups/${encodeURIComponent(id)}`}>{name}</AppLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Programs that can be read and not changed. */
function ArchivedPrograms({ programs }: { readonly programs: readonly ListedProgram[] }) {
  const shared = usePortalStyles();
  return (
    <section className={shared.column} aria-labelledby="archived">
      <h2 id="archived" className={shared.heading}>
        <Title3>Archived</Title3>
      </h2>
      <Text className={shared.quiet}>These can be read, and nothing in them changes.</Text>
      <ul className={shared.list}>
        {programs.map(({ id, name, district, fiscalYear }) => (
          <li key={id}>
            <AppLink to={programAddress(id, '')}>{name}</AppLink> · {district} · fiscal year {fiscalYear}
          </li>
        ))}
      </ul>
    </section>
  );
}
