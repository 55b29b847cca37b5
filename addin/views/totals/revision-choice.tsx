import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { wordsOfServerProblem } from '../../sync/server/server-problem.ts';
import { NOW, OTHER, revisionOf, type ChosenRevision } from '../history/chosen-revision.ts';
import { RevisionField } from '../history/revision-field.tsx';
import { useHistoryPages } from '../history/use-history-pages.ts';
import { useViewStyles } from '../view-styles.ts';

interface RevisionChoiceProps {
  readonly server: ServerClient;
  readonly program: string;
  /** The newest revision, as far as known. */
  readonly head: number | null;
  /** Null: now. */
  readonly onChoose: (at: number | null) => void;
}

const allRevisions = { changes: 'none' } as const;

/** [FB9] Which state of the plan to show: now, or a revision by its date, person and note. */
export function RevisionChoice({ server, program, head, onChoose }: RevisionChoiceProps) {
  const styles = useViewStyles();
  const [now] = useState(() => new Date());
  const [chosen, setChosen] = useState<ChosenRevision>({ listed: NOW, typed: '' });
  const [wrong, setWrong] = useState<string | null>(null);
  const { revisions, hasMore, isLoading, problem, more } = useHistoryPages(server, program, allRevisions, head);
  const show = (choice: ChosenRevision): void => {
    const read = within(revisionOf(choice), head);
    setWrong(typeof read === 'string' ? read : null);
    if (typeof read !== 'string') onChoose(read);
  };
  const choose = (choice: ChosenRevision): void => {
    setChosen(choice);
    setWrong(null);
    if (choice.listed !== OTHER) show(choice);
  };
  return (
    <form
      className={styles.tight}
      onSubmit={(event) => {
        event.preventDefault();
        show(chosen);
      }}
    >
      <RevisionField
        label="Revision"
        first={{ value: NOW, label: 'Now' }}
        revisions={revisions ?? []}
        {...{ now, chosen, wrong }}
        onChoose={choose}
      />
      {chosen.listed === OTHER && <Button type="submit">Show</Button>}
      {hasMore && (
        <Button size="small" disabledFocusable={isLoading} onClick={isLoading ? undefined : more}>
          List earlier revisions
        </Button>
      )}
      {problem !== null && problem.kind !== 'offline' && (
        <Text className={styles.quiet}>
          The revisions cannot be listed: {wordsOfServerProblem(problem).title}. You can still type a number.
        </Text>
      )}
    </form>
  );
}

/** The revision, or that there is none of that number yet. */
function within(read: number | null | string, head: number | null): number | null | string {
  const isBeyond = typeof read === 'number' && head !== null && read > head;
  return isBeyond ? `The newest revision is ${head}.` : read;
}
