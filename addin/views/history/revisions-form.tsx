import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { wordsOfServerProblem } from '../../sync/server/server-problem.ts';
import { useViewStyles } from '../view-styles.ts';
import { NONE, NOW, chosenPair, type ChosenRevision } from './chosen-revision.ts';
import type { Past } from './compare-past.ts';
import { RevisionField } from './revision-field.tsx';
import { useHistoryPages } from './use-history-pages.ts';

interface RevisionsFormProps {
  readonly server: ServerClient;
  readonly program: string;
  /** Of the workbook. */
  readonly revision: number | null;
  readonly onCompare: (past: Past) => void;
}

const allRevisions = { changes: 'none' } as const;
const nothingWrong = { from: null, to: null };

/** Two revisions, from the list of the plan's; the later one is now unless another is chosen. */
export function RevisionsForm({ server, program, revision, onCompare }: RevisionsFormProps) {
  const styles = useViewStyles();
  const [now] = useState(() => new Date());
  const [from, setFrom] = useState<ChosenRevision>({ listed: NONE, typed: '' });
  const [to, setTo] = useState<ChosenRevision>({ listed: NOW, typed: '' });
  const [wrong, setWrong] = useState<Readonly<Record<'from' | 'to', string | null>>>(nothingWrong);
  const pages = useHistoryPages(server, program, allRevisions, revision);
  const { hasMore, isLoading, problem, more } = pages;
  const revisions = pages.revisions ?? [];
  const submit = (): void => {
    const chosen = chosenPair(from, to);
    setWrong(chosen.ok ? nothingWrong : chosen.wrong);
    if (chosen.ok) onCompare({ kind: 'revision', revision: chosen.from, to: chosen.to });
  };
  return (
    <form
      className={styles.column}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <RevisionField
        label="From revision"
        first={{ value: NONE, label: 'Choose a revision' }}
        {...{ revisions, now }}
        chosen={from}
        wrong={wrong.from}
        onChoose={setFrom}
      />
      <RevisionField
        label="To revision"
        first={{ value: NOW, label: 'Now' }}
        {...{ revisions, now }}
        chosen={to}
        wrong={wrong.to}
        onChoose={setTo}
      />
      {hasMore && (
        <Button size="small" disabled={isLoading} onClick={more}>
          List earlier revisions
        </Button>
      )}
      {problem !== null && (
        <Text className={styles.quiet}>
          The revisions cannot be listed: {wordsOfServerProblem(problem).title}. You can still type a number.
        </Text>
      )}
      <Button type="submit">Show the differences</Button>
    </form>
  );
}
