import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { Askable, ToldConversation } from '../../../shared/protocol/comments.ts';
import { subjectWords } from '../../../shared/questions/subject-words.ts';
import { momentWords } from '../cell-words.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import { Composer, type ComposerAction } from './composer.tsx';
import { stateWords, valueSpokenOf } from './comment-words.ts';
import { SaidEntry } from './said-entry.tsx';
import type { TalkAct } from './talk-server.ts';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    padding: '12px',
    minWidth: 0,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  entries: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '8px' },
  waits: { color: tokens.colorPaletteDarkOrangeForeground1, fontWeight: tokens.fontWeightSemibold },
});

export type Enter = (act: TalkAct) => Promise<boolean>;

interface ConversationCardProps {
  readonly conversation: ToldConversation;
  /** Account id of the person. */
  readonly me: string;
  readonly people: readonly Askable[];
  readonly onEnter: Enter;
  /** Tells the entries that are left out. */
  readonly onWhole: () => void;
  /** What it is about, as a link; absent: it is said around the card, or in plain words. */
  readonly title?: ReactNode;
  /** False: what it is about is said around the card. */
  readonly saysSubject?: boolean;
}

/** A conversation: what it is about, how it stands, what was said, and the ways to go on. */
export function ConversationCard(props: ConversationCardProps) {
  const { conversation, me, people, onEnter, onWhole, title, saysSubject = true } = props;
  const styles = useStyles();
  const shared = useViewStyles();
  const names = useCodeNames();
  const [now] = useState(() => new Date());
  const { number, about, state, asker, asked, said, omitted, waitsForYou } = conversation;
  const [first, ...others] = said;
  const spoken = valueSpokenOf(about, first?.by.name ?? '', names);
  const isParty = asker?.id === me || asked.some(({ id }) => id === me);
  const words = subjectWords(about, names);
  const entry = (each: (typeof said)[number]) => (
    <SaidEntry
      key={each.number}
      entry={each}
      now={now}
      isMine={each.by.id === me}
      onEdit={(text) => onEnter({ act: 'edit', entry: each.number, text })}
      onWithdraw={() => void onEnter({ act: 'withdraw', entry: each.number })}
    />
  );
  return (
    <article className={styles.card} aria-label={`Conversation ${number}: ${words}`}>
      <div className={shared.tight}>
        {saysSubject && (
          <Text weight="semibold" dir="auto">
            {title ?? words}
          </Text>
        )}
        <Text className={waitsForYou ? styles.waits : shared.quiet}>{stateWords(conversation)}</Text>
        {spoken !== null && <Text className={shared.quiet}>{spoken}</Text>}
      </div>
      <ul className={styles.entries}>
        {first !== undefined && entry(first)}
        {omitted > 0 && (
          <li>
            <Button size="small" appearance="subtle" onClick={onWhole}>
              Show {omitted} more between
            </Button>
          </li>
        )}
        {others.map(entry)}
      </ul>
      <Composer
        draft={`conversation-${number}`}
        label={state === 'open' ? 'Answer' : 'Say something'}
        people={people}
        choosesPeople={false}
        actions={replies(conversation, me)}
        onSend={(kind, text, to) => onEnter({ act: 'say', conversation: number, kind, text, to: [...to] })}
      />
      {isParty && state !== 'said' && (
        <div>
          {state === 'closed' || state === 'answered' ? (
            <Button
              size="small"
              appearance="subtle"
              onClick={() => void onEnter({ act: 'reopen', conversation: number })}
            >
              Open again
            </Button>
          ) : (
            <Button
              size="small"
              appearance="subtle"
              onClick={() => void onEnter({ act: 'close', conversation: number })}
            >
              Close without an answer
            </Button>
          )}
        </div>
      )}
      <Text className={shared.unseen}>{first === undefined ? '' : `Begun ${momentWords(first.at, now)}.`}</Text>
    </article>
  );
}

/** Whoever has not asked answers first of all; who has asked says more. */
function replies(
  { state, asker }: ToldConversation,
  me: string,
): readonly ComposerAction<'answer' | 'comment' | 'question'>[] {
  const comment = { kind: 'comment', label: 'Comment' } as const;
  if (state === 'open') return asker?.id === me ? [comment] : [{ kind: 'answer', label: 'Answer' }, comment];
  return [comment, { kind: 'question', label: 'Ask' }];
}
