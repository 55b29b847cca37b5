import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useViewStyles } from '../view-styles.ts';
import { fetchedView } from '../fetched-view.tsx';
import type { ConversationProps } from './conversation.tsx';
import { useTalk } from './talk-context.ts';

// Seen by who asks something.
const Fetched = fetchedView(async () => (await import('./conversation.tsx')).Conversation);

interface AskAboutProps extends ConversationProps {
  /** Such as "Ask Ana North". */
  readonly label: string;
}

/** A button that opens what was said about something, and where to ask. Nothing where nobody can be asked. */
export function AskAbout({ label, ...conversation }: AskAboutProps) {
  const styles = useViewStyles();
  const talk = useTalk();
  const [isOpen, setOpen] = useState(false);
  if (talk === null) return null;
  return (
    <>
      <div>
        <Button
          className={styles.outdent}
          size="small"
          appearance="subtle"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {label}
        </Button>
      </div>
      {isOpen && <Fetched.View {...conversation} autoFocus />}
    </>
  );
}
