import { Spinner, Text, makeStyles } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router';
import { duties } from '../../../shared/access/duty.ts';
import type { ChangeListed, ChangesReply } from '../../../shared/protocol/budget-changes.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { counted } from '../../views/cell-words.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { LinkButton } from '../shell/page-links.tsx';
import { programAddress } from '../shell/program-address.ts';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalAnswer } from '../views/use-portal-answer.ts';
import { wordsOfPortalProblem } from '../portal-problem.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { filterOf, withFilter, type ChangeFilter } from './change-address.ts';
import { ChangeFilters } from './change-filters.tsx';
import { ChangeTable } from './change-table.tsx';
import { DecideSeveral } from './decide-several.tsx';
import { MoreChanges } from './more-changes.tsx';
import { readAllChanges, type AllChanges } from './read-all-changes.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '24px' },
});

/** Budget changes: what waits for whom, what has been decided, and the way to new ones. */
export function ChangesPage({ server, program, onChanged }: ProgramPageProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const [query, setQuery] = useSearchParams();
  const filter = filterOf(query);
  const address = JSON.stringify(filter);
  const [listed, setListed] = useState<readonly ChangeListed[]>([]);
  const ask = useCallback(async () => {
    const chosen: ChangeFilter = JSON.parse(address);
    const [reply, mine] = await Promise.all([
      server.budgetChanges.list(program.id, chosen),
      readAllChanges(server, program.id, chosen, true),
    ]);
    if (!reply.ok) return reply;
    if (!mine.ok) return mine;
    setListed([...mine.value.changes, ...reply.value.changes]);
    return { ok: true, value: { reply: reply.value, mine: mine.value } } as const;
  }, [server, program.id, address]);
  const { answer, askAgain } = usePortalAnswer(ask);
  const choose = (next: ChangeFilter): void => setQuery((before) => withFilter(before, next), { replace: true });
  const toAddress = (page: string): string => programAddress(program.id, page);
  return (
    <PageFrame
      heading="Changes"
      lead="What moves money between budget lines: drafted, submitted, decided. Nothing moves an approved budget otherwise."
      hasDay={false}
    >
      <div className={styles.page}>
        {duties[program.role].includes('draftChanges') && (
          <div className={shared.row}>
            <LinkButton to={toAddress('changes/new')} appearance="primary">
              New change
            </LinkButton>
            <LinkButton to={toAddress('changes/amendment')}>Put an amendment together</LinkButton>
          </div>
        )}
        {/* Stays while an answer is on its way: whoever types in it goes on typing. */}
        <ChangeFilters filter={filter} listed={listed} onChoose={choose} />
        {answer === null && <Spinner size="tiny" label="Reading the changes…" labelPosition="after" />}
        {answer?.ok === false && (
          <ProblemBar
            words={wordsOfPortalProblem(answer.problem, 'The changes couldn’t be read', 'The plan is as it was.')}
            onRetry={askAgain}
          />
        )}
        {answer?.ok === true && (
          <Listed
            {...answer.value}
            filter={filter}
            {...{ server, program }}
            onDecided={() => {
              askAgain();
              onChanged();
            }}
          />
        )}
      </div>
    </PageFrame>
  );
}

interface ListedProps extends Pick<ProgramPageProps, 'server' | 'program'> {
  readonly reply: ChangesReply;
  /** What waits for the person: all of it, whatever page it stands on. */
  readonly mine: AllChanges;
  readonly filter: ChangeFilter;
  readonly onDecided: () => void;
}

function Listed({ reply, mine, filter, server, program, onDecided }: ListedProps) {
  const others = reply.changes.filter(({ mayDecide }) => !mayDecide);
  return (
    <>
      <Text role="status">{summaryWords(reply)}</Text>
      {mine.changes.length > 0 && (
        <DecideSeveral changes={mine.changes} from={mine.at} {...{ server, program, onDecided }} />
      )}
      {others.length > 0 && (
        <ChangeTable caption={mine.changes.length > 0 ? 'All others' : 'Changes'} changes={others} />
      )}
      <MoreChanges first={reply} filter={filter} {...{ server, program }} />
    </>
  );
}

function summaryWords({ count, moved, waiting, toDecide }: ChangesReply): string {
  if (count === 0) return 'There is no change like that.';
  const waits =
    waiting === 0 ? 'None waits for a decision.' : `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for a decision`;
  const yours = waiting === 0 ? '' : toDecide === 0 ? ', none of them yours.' : `, ${toDecide} of them for yours.`;
  return `${counted(count, 'change')} ${count === 1 ? 'moves' : 'move'} ${formatMoney(moved)}. ${waits}${yours}`;
}
