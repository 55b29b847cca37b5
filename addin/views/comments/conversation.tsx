import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { Cell } from '../../../shared/tables/cell.ts';
import { subjectText, type Subject } from '../../../shared/questions/subject.ts';
import { MOST_NAMED } from '../../../shared/questions/limits.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { useViewStyles } from '../view-styles.ts';
import { Composer } from './composer.tsx';
import { peopleWords } from './comment-words.ts';
import { ConversationCard } from './conversation-card.tsx';
import { useTalk, type Talk } from './talk-context.ts';
import { useConversations } from './use-conversations.ts';

export interface ConversationProps {
  readonly about: Subject;
  /** What it lists the conversations of: the row of a cell, say; absent: of the same. */
  readonly within?: Subject;
  /** What the person has typed in the cell and not sent. */
  readonly typed?: Cell | undefined;
  /** Whom the question is for at first, by name: who has set the other value, say. */
  readonly asks?: string | undefined;
  /** What the text begins with. */
  readonly begun?: string | undefined;
  readonly autoFocus?: boolean;
}

/** What was said about something, and where to say or ask more. Stands wherever there is a `TalkContext`; else it shows nothing. */
export function Conversation(props: ConversationProps) {
  const talk = useTalk();
  return talk === null ? null : <About key={subjectText(props.about)} {...props} talk={talk} />;
}

function About({
  about,
  within = about,
  typed,
  asks,
  begun,
  autoFocus = false,
  talk,
}: ConversationProps & { readonly talk: Talk }) {
  const styles = useViewStyles();
  const text = subjectText(about);
  const { shown, people, problem, isLoading, again, enter, whole, hasMore, more } = useConversations(
    talk,
    { about: subjectText(within) },
    text,
  );
  const [done, setDone] = useState('');
  const subject = about.kind === 'cell' && typed !== undefined ? { ...about, typed } : about;
  const meant = people.filter(({ name }) => name === asks).slice(0, 1);
  // Whoever works there is asked beside who is meant; where nobody is meant, the server asks them by itself.
  const chosen = meant.length === 0 ? [] : [...new Set([...meant, ...people.filter(({ until }) => until !== null)])];
  return (
    <section className={styles.column} aria-label="What people say about this">
      {problem !== null && <ProblemNotice words={problem} onRetry={again} />}
      <Composer
        draft={text}
        label="Your question or comment"
        {...{ begun, people, autoFocus }}
        chosen={chosen.slice(0, MOST_NAMED).map(({ id }) => id)}
        choosesPeople
        actions={[
          { kind: 'question', label: 'Ask' },
          { kind: 'comment', label: 'Comment' },
        ]}
        onSend={async (kind, words, to) => {
          setDone('');
          const isEntered = await enter({ act: 'start', about: subject, kind, text: words, to: [...to] });
          const asked = people.filter(({ id }) => to.includes(id));
          if (isEntered)
            setDone(kind === 'question' ? askedWords(asked) : 'Said. Everybody who reads the plan can see it.');
          return isEntered;
        }}
      />
      <div role="status" className={styles.status}>
        {done !== '' && <Text>{done}</Text>}
      </div>
      {isLoading && shown === null && <SlowSpinner label="Looking for what was said…" />}
      {shown?.map((conversation) => (
        <ConversationCard
          key={conversation.number}
          {...{ conversation, people }}
          me={talk.server.me}
          onEnter={enter}
          onWhole={() => whole(conversation.number)}
          // A row has what was said about its cells, too.
          saysSubject={within !== about || conversation.about.kind !== about.kind}
        />
      ))}
      {hasMore && (
        <Button size="small" onClick={more}>
          Show more
        </Button>
      )}
    </section>
  );
}

function askedWords(asked: readonly { readonly name: string }[]): string {
  const whom = asked.length === 0 ? 'whoever works on it, or finance,' : peopleWords(asked);
  return `Asked. It waits for ${whom} on Home and on the page Questions.`;
}
