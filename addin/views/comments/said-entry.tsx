import { Button, Link, Text, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ToldConversation } from '../../../shared/protocol/comments.ts';
import { momentWords } from '../cell-words.ts';
import { useViewStyles } from '../view-styles.ts';

const useStyles = makeStyles({
  entry: { display: 'flex', flexDirection: 'column', gap: '2px', minWidth: 0, overflowWrap: 'anywhere' },
  // What somebody writes from right to left stays within its own lines.
  words: { whiteSpace: 'pre-wrap', unicodeBidi: 'isolate' },
  head: { display: 'flex', flexWrap: 'wrap', columnGap: '8px', alignItems: 'baseline' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Entry = ToldConversation['said'][number];

interface SaidEntryProps {
  readonly entry: Entry;
  readonly now: Date;
  readonly isMine: boolean;
  readonly onEdit: (text: string) => Promise<boolean>;
  readonly onWithdraw: () => void;
}

const acts: { readonly [K in Entry['kind']]: string } = {
  question: 'asked',
  answer: 'answered',
  comment: 'said',
  close: 'closed the question',
  reopen: 'opened the question again',
};

/** One thing that was said: who, when, the words as plain text, and what became of them. */
export function SaidEntry({ entry, now, isMine, onEdit, onWithdraw }: SaidEntryProps) {
  const styles = useStyles();
  const shared = useViewStyles();
  const [isEditing, setEditing] = useState(false);
  const [showsFormer, setShowsFormer] = useState(false);
  const { by, at, kind, text, former, withdrawn } = entry;
  const last = former.at(-1);
  return (
    <li className={styles.entry}>
      <div className={styles.head}>
        <Text weight="semibold">
          <bdi>{by.name}</bdi> {acts[kind]}
        </Text>
        <Text className={styles.quiet}>{momentWords(at, now)}</Text>
        {last !== undefined && (
          <Link as="button" onClick={() => setShowsFormer(!showsFormer)} aria-expanded={showsFormer}>
            changed {momentWords(last.until, now)}
          </Link>
        )}
      </div>
      {withdrawn !== null && <Text className={styles.quiet}>Withdrawn {momentWords(withdrawn, now)}.</Text>}
      {showsFormer &&
        former.map((each) => (
          <Text key={each.until} className={styles.words} dir="auto">
            <del>{each.text}</del>
          </Text>
        ))}
      {text !== null && !isEditing && (
        <Text className={styles.words} dir="auto">
          {text}
        </Text>
      )}
      {isEditing && text !== null && (
        <EditForm
          text={text}
          onCancel={() => setEditing(false)}
          onSave={async (next) => {
            if (await onEdit(next)) setEditing(false);
          }}
        />
      )}
      {isMine && text !== null && !isEditing && (
        <div className={shared.row}>
          <Link as="button" onClick={() => setEditing(true)}>
            Edit
          </Link>
          <Link as="button" onClick={onWithdraw}>
            Withdraw
          </Link>
        </div>
      )}
    </li>
  );
}

interface EditFormProps {
  readonly text: string;
  readonly onSave: (text: string) => Promise<void>;
  readonly onCancel: () => void;
}

function EditForm({ text, onSave, onCancel }: EditFormProps) {
  const shared = useViewStyles();
  const [typed, setTyped] = useState(text);
  return (
    <div className={shared.tight}>
      <Textarea
        aria-label="What it should say"
        value={typed}
        autoFocus
        resize="vertical"
        onChange={(_, { value }) => setTyped(value)}
      />
      <div className={shared.row}>
        <Button size="small" onClick={() => void onSave(typed)}>
          Save
        </Button>
        <Button size="small" appearance="subtle" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
