import { Button, Text } from '@fluentui/react-components';
import { useCallback, useRef, useState } from 'react';
import type { PersonDetails } from '../../../shared/protocol/administration.ts';
import type { WireGivenLink } from '../../../shared/protocol/password-links.ts';
import { momentWords } from '../../views/cell-words.ts';
import { wordsOfPortalProblem } from '../portal-problem.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { AppLink } from '../shell/page-links.tsx';
import { FactList } from '../views/fact-list.tsx';
import { usePortalAnswer } from '../views/use-portal-answer.ts';
import { PagePart } from '../views/page-part.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { accountActs } from './account-acts.ts';
import type { AdminPageProps } from './admin-page.ts';
import { ConfirmAct, type ActToConfirm } from './confirm-act.tsx';
import { GivenLink } from './given-link.tsx';
import { GrantForm } from './grant-form.tsx';
import { MembershipTable } from './membership-table.tsx';
import { PersonNames } from './person-names.tsx';
import { SessionTables } from './session-tables.tsx';
import { stateWords } from './person-words.ts';
import { useDoing } from './use-doing.ts';

/** One account: who it is, what it may do where, and by what it is signed in. */
export function PersonPage({ calls, item }: AdminPageProps) {
  const id = item ?? '';
  const ask = useCallback(() => calls.person(id), [calls, id]);
  const { answer, setAnswer, askAgain } = usePortalAnswer(ask);
  if (answer?.ok !== true) {
    return (
      <PageFrame heading="A person" hasDay={false}>
        {answer === null ? (
          <Text>Looking up the account…</Text>
        ) : (
          <ProblemBar
            words={wordsOfPortalProblem(answer.problem, 'The account couldn’t be read', 'Nothing was changed.')}
            onRetry={askAgain}
          />
        )}
      </PageFrame>
    );
  }
  return <Person calls={calls} details={answer.value} onChanged={(value) => setAnswer({ ok: true, value })} />;
}

interface PersonProps extends Pick<AdminPageProps, 'calls'> {
  readonly details: PersonDetails;
  readonly onChanged: (details: PersonDetails) => void;
}

function Person({ calls, details, onChanged }: PersonProps) {
  const shared = usePortalStyles();
  const { person } = details;
  const [asked, setAsked] = useState<ActToConfirm<PersonDetails> | null>(null);
  const [given, setGiven] = useState<WireGivenLink | null>(null);
  const { isBusy, problem, run } = useDoing();
  const acts = useRef<HTMLDivElement>(null);
  const close = (): void => {
    setAsked(null);
    setGiven(null);
    // What had the focus is gone.
    acts.current?.focus();
  };
  const changed = (value: PersonDetails): void => {
    close();
    onChanged(value);
  };
  const possible = accountActs({ person, calls });
  const giveLink = async (): Promise<void> => setGiven(await run('No link was given', () => calls.giveLink(person.id)));
  return (
    <PageFrame heading={person.name} hasDay={false}>
      <Text>
        <AppLink to="/admin/people">All people</AppLink>
      </Text>
      <PagePart heading="Account">
        <Facts details={details} />
        <PersonNames key={`${person.name} ${person.email}`} person={person} calls={calls} onChanged={onChanged} />
        <div
          ref={acts}
          tabIndex={-1}
          role="group"
          aria-label="What can be done with the account"
          className={shared.row}
        >
          {!person.isDisabled && (
            <Button disabledFocusable={isBusy} onClick={() => void giveLink()}>
              {person.isInvited ? 'Give another invitation' : 'Give a link for a new password'}
            </Button>
          )}
          {possible.map((act) => (
            <Button key={act.label} onClick={() => setAsked({ ...act, done: changed })}>
              {act.label}…
            </Button>
          ))}
        </div>
        {problem !== null && <ProblemBar words={problem} />}
        {given !== null && <GivenLink given={given} name={person.name} onDone={close} />}
      </PagePart>
      {asked !== null && <ConfirmAct key={asked.label} asked={asked} onCancel={close} />}
      <PagePart heading="Programs">
        <MembershipTable details={details} calls={calls} onAsk={setAsked} done={changed} />
        <GrantForm details={details} calls={calls} onChanged={onChanged} />
      </PagePart>
      <PagePart heading="Sign-ins and tokens">
        <SessionTables details={details} calls={calls} onAsk={setAsked} done={changed} />
      </PagePart>
    </PageFrame>
  );
}

function Facts({ details: { person } }: { readonly details: PersonDetails }) {
  const [now] = useState(() => new Date());
  return (
    <FactList
      facts={[
        { label: 'E-mail', value: person.email },
        { label: 'State', value: stateWords(person) },
        { label: 'Since', value: momentWords(person.createdAt, now) },
      ]}
    />
  );
}
