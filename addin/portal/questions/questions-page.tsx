import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { subjectOfText } from '../../../shared/questions/subject.ts';
import { subjectWords } from '../../../shared/questions/subject-words.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import type { CommentsQuery } from '../../sync/server/server-client.ts';
import { Conversation } from '../../views/comments/conversation.tsx';
import { ConversationCard } from '../../views/comments/conversation-card.tsx';
import { useTalk, type Talk } from '../../views/comments/talk-context.ts';
import { useConversations } from '../../views/comments/use-conversations.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { ProgramLink } from '../shell/page-links.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PagePart } from '../views/page-part.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { DigestChoice } from './digest-choice.tsx';
import { SaidFile } from './said-file.tsx';
import { subjectAddress } from './subject-address.ts';
import { WorkPlaces } from './work-places.tsx';

const lists = ['forMe', 'byMe', 'open', 'all'] as const;
type List = (typeof lists)[number];

const queries: { readonly [L in List]: CommentsQuery } = {
  forMe: { open: true, mine: true },
  byMe: { asking: true },
  open: { open: true },
  all: {},
};

const empty: { readonly [L in List]: string } = {
  forMe: 'No question waits for you.',
  byMe: 'You have asked nothing yet. Ask from a cell, a conflict, a figure, or here about the program.',
  open: 'No question is open.',
  all: 'Nobody has said anything about the plan yet.',
};

/** What people ask and say about the plan: what waits for the person first, to be answered here; and who works on what. */
export function QuestionsPage({ server, program }: ProgramPageProps) {
  const talk = useTalk();
  const [address, setAddress] = useSearchParams();
  const list = lists.find((each) => each === address.get('list')) ?? 'forMe';
  const about = subjectOfText(address.get('about') ?? '');
  const [isAsking, setAsking] = useState(false);
  const shared = usePortalStyles();
  if (talk === null) return null;
  return (
    <PageFrame heading="Questions" lead="What people ask and say about the plan, and who works on what." hasDay={false}>
      {about !== null && (
        <PagePart heading="About what the address names">
          <Conversation about={about} />
        </PagePart>
      )}
      <Lists talk={talk} list={list} onList={(next) => setAddress({ list: next })} />
      <PagePart heading="Ask about the program">
        <div>
          <Button aria-expanded={isAsking} onClick={() => setAsking(!isAsking)}>
            Ask or comment
          </Button>
        </div>
        {isAsking && <Conversation about={{ kind: 'program' }} autoFocus />}
        <Text className={shared.quiet}>About a cell, a row or a figure you ask where it stands.</Text>
        <SaidFile server={server} program={program.id} />
      </PagePart>
      <PagePart heading="Who works on what">
        <WorkPlaces talk={talk} />
      </PagePart>
      <DigestChoice server={server} program={program.id} />
    </PageFrame>
  );
}

interface ListsProps {
  readonly talk: Talk;
  readonly list: List;
  readonly onList: (list: List) => void;
}

function Lists({ talk, list, onList }: ListsProps) {
  const shared = usePortalStyles();
  const names = useCodeNames();
  const query = queries[list];
  const { shown, counts, people, problem, isLoading, again, enter, whole, hasMore, more } = useConversations(
    talk,
    query,
    'program',
  );
  const withCount = (label: string, count: number | undefined): string =>
    count === undefined ? label : `${label} (${count})`;
  return (
    <section className={shared.column} aria-label="Questions">
      <ChoiceRow
        label="Which"
        choices={[
          { value: 'forMe', label: withCount('Waits for me', counts?.forYou) },
          { value: 'byMe', label: withCount('Asked by me', counts?.byYou) },
          { value: 'open', label: withCount('All open', counts?.open) },
          { value: 'all', label: 'Everything' },
        ]}
        value={list}
        onChoose={onList}
      />
      {problem !== null && <ProblemNotice words={problem} onRetry={again} />}
      {isLoading && shown === null && <SlowSpinner label="Looking for questions…" />}
      <div role="status">{shown?.length === 0 && <Text>{empty[list]}</Text>}</div>
      {shown?.map((conversation) => {
        const address = subjectAddress(conversation.about);
        const words = subjectWords(conversation.about, names);
        return (
          <ConversationCard
            key={conversation.number}
            {...{ conversation, people }}
            me={talk.server.me}
            onEnter={enter}
            onWhole={() => whole(conversation.number)}
            title={address === null ? words : <ProgramLink page={address}>{words}</ProgramLink>}
          />
        );
      })}
      {hasMore && <Button onClick={more}>Show more</Button>}
    </section>
  );
}
