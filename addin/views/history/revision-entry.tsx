import { Button, makeStyles } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { RevisionChanges } from '../../../shared/protocol/history.ts';
import { ChangeGroup } from '../../components/change-group.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { wordsOfServerProblem } from '../../sync/server/server-problem.ts';
import { useCodeNames } from '../use-code-names.ts';
import { changeItems, itemKey, itemPlace } from './change-items.ts';
import { HistoryLine } from './history-line.tsx';
import type { PastProps } from './history-props.ts';
import { revisionLines } from './revision-words.ts';
import { useHistoryPages } from './use-history-pages.ts';

const useStyles = makeStyles({ opener: { alignSelf: 'flex-start' } });

interface RevisionEntryProps extends PastProps {
  readonly of: RevisionChanges;
  readonly now: Date;
}

/** One revision of the plan: who, when, how much. What it changed is asked for when it is opened. */
export function RevisionEntry({ of, now, ...rest }: RevisionEntryProps) {
  const styles = useStyles();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <ChangeGroup
      title={of.by}
      lines={revisionLines(of, now)}
      opener={
        <Button
          className={styles.opener}
          size="small"
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Hide' : 'Show'} the changes of revision ${of.revision}`}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? 'Hide the changes' : 'Show the changes'}
        </Button>
      }
    >
      {isOpen ? <ChangesOfRevision revision={of.revision} {...rest} /> : null}
    </ChangeGroup>
  );
}

/** Entries of a list; a revision does not change any more, so its changes are asked for once. */
function ChangesOfRevision({ server, program, revision, ...rest }: PastProps & { readonly revision: number }) {
  const names = useCodeNames();
  const query = useMemo(() => ({ revision }), [revision]);
  const { revisions, hasMore, isLoading, problem, more, again } = useHistoryPages(server, program, query, null);
  const items = useMemo(() => (revisions ?? []).flatMap(({ changes }) => changes.flatMap(changeItems)), [revisions]);
  return (
    <>
      {items.map((item) => (
        <HistoryLine key={itemKey(item)} item={item} place={itemPlace(item, names)} {...rest} />
      ))}
      {problem !== null && (
        <li>
          <ProblemNotice words={wordsOfServerProblem(problem)} onRetry={again} />
        </li>
      )}
      {isLoading && (
        <li>
          <SlowSpinner label="Looking into the history…" />
        </li>
      )}
      {hasMore && (
        <li>
          <Button size="small" disabled={isLoading} onClick={more}>
            Show more changes
          </Button>
        </li>
      )}
    </>
  );
}
