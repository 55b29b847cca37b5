import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { useViewStyles } from '../view-styles.ts';
import { ConversationCard } from './conversation-card.tsx';
import { useTalk, type Talk } from './talk-context.ts';
import { useConversations } from './use-conversations.ts';

/** The questions that wait for the person, to be answered where they stand. One that has just been answered stays in sight. */
export function OpenQuestions() {
  const talk = useTalk();
  return talk === null ? null : <Questions talk={talk} />;
}

const forMe = { open: true, mine: true } as const;

function Questions({ talk }: { readonly talk: Talk }) {
  const styles = useViewStyles();
  const { shown, people, problem, isLoading, again, enter, whole } = useConversations(talk, forMe, 'program');
  const [done, setDone] = useState('');
  return (
    <section className={styles.column} aria-label="Questions that wait for you">
      {problem !== null && <ProblemNotice words={problem} onRetry={again} />}
      {isLoading && shown === null && <SlowSpinner label="Looking for questions…" />}
      <div role="status" className={styles.status}>
        {done !== '' && <Text>{done}</Text>}
      </div>
      {shown?.map((conversation) => (
        <ConversationCard
          key={conversation.number}
          {...{ conversation, people }}
          me={talk.server.me}
          onEnter={async (act) => {
            const isEntered = await enter(act);
            if (isEntered && act.act === 'say' && act.kind === 'answer')
              setDone(`Answered. ${conversation.asker?.name ?? 'Who asked'} is told.`);
            return isEntered;
          }}
          onWhole={() => whole(conversation.number)}
        />
      ))}
    </section>
  );
}
