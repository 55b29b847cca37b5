import { Button, Field, Input, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { ChangeListed } from '../../../shared/protocol/budget-changes.ts';
import { useTries } from '../../components/use-tries.ts';
import { isUnanswered, wordsOfUndone, type ProblemWords } from '../portal-problem.ts';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PagePart } from '../views/page-part.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import type { ListedAt } from './read-all-changes.ts';

const useStyles = makeStyles({
  fields: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(200px, 100%), 1fr))', gap: '12px' },
  input: { minWidth: 0, width: '100%' },
  form: { display: 'flex', flexDirection: 'column', gap: '12px', maxWidth: '720px' },
});

interface JoinAmendmentProps extends Pick<ProgramPageProps, 'server' | 'program'> {
  readonly changes: readonly ChangeListed[];
  /** What they were listed in. */
  readonly at: ListedAt;
  readonly onJoined: (message: string) => void;
}

/** The board report that joins the chosen changes to one amendment. */
export function JoinAmendment({ server, program, changes, at, onJoined }: JoinAmendmentProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const [reportNumber, setReportNumber] = useState(() => commonOf(changes, 'reportNumber'));
  const [boardDate, setBoardDate] = useState(() => commonOf(changes, 'boardDate'));
  const [isBusy, setBusy] = useState(false);
  const [isTold, setTold] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const tries = useTries();
  const drafts = changes.filter(({ status }) => status === 'Draft').map(({ number }) => number);
  const join = async (submits: boolean): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const numbers = changes.map(({ number }) => number);
    const request = {
      numbers,
      reportNumber: reportNumber.trim(),
      boardDate: boardDate === '' ? null : boardDate,
      seen: at.revision,
      hash: at.hash,
    };
    const outcome = await server.budgetChanges.amend(program.id, request, tries.idOf(request));
    setBusy(false);
    if (outcome.ok || !isUnanswered(outcome.problem)) tries.end();
    if (!outcome.ok)
      return setProblem(wordsOfUndone(outcome.problem, 'Nothing was joined', 'All of them are as they were.'));
    const { done, message, changes: each, revision } = outcome.value;
    if (done === 0) return setProblem({ title: 'Nothing was joined', line: once(each.map((one) => one.message)) });
    onJoined(submits ? `${message} ${await submitted(revision)}` : message);
  };
  /** @param seen the revision that has joined them */
  const submitted = async (seen: number): Promise<string> => {
    const request = { numbers: drafts, act: 'submit', seen } as const;
    const outcome = await server.budgetChanges.decide(program.id, request, crypto.randomUUID());
    if (!outcome.ok && isUnanswered(outcome.problem))
      return 'The answer to submitting them was lost: the list says which of them are drafts still.';
    if (!outcome.ok) return 'They couldn’t be submitted just now, and are drafts still.';
    const { message, changes: each, done } = outcome.value;
    return done > 0 ? message : once(each.map((one) => one.message));
  };
  const press = (submits: boolean): void => {
    setTold(true);
    if (reportNumber.trim() !== '' && !isBusy) void join(submits);
  };
  return (
    <PagePart heading="One amendment">
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          press(drafts.length > 0);
        }}
      >
        <div className={styles.fields}>
          <Field
            label="Board Report No."
            required
            {...(isTold && reportNumber.trim() === '' ? { validationMessage: 'The number joins the changes.' } : {})}
          >
            <Input
              className={styles.input}
              value={reportNumber}
              maxLength={30}
              placeholder="Rep-110-25/26"
              onChange={(_, { value }) => setReportNumber(value)}
            />
          </Field>
          <Field label="Board date">
            <Input
              className={styles.input}
              type="date"
              value={boardDate}
              onChange={(_, { value }) => setBoardDate(value)}
            />
          </Field>
        </div>
        {drafts.length > 0 && (
          <Text className={shared.quiet}>
            {drafts.length === 1
              ? '1 draft becomes a Board Amendment.'
              : `${drafts.length} drafts become Board Amendments.`}{' '}
            Once it is submitted, its money is reserved.
          </Text>
        )}
        {problem !== null && <ProblemBar words={problem} />}
        <div className={shared.row}>
          <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
            {drafts.length > 0 ? 'Put them under this report and submit them' : 'Put them under this report'}
          </Button>
          {drafts.length > 0 && (
            <Button disabledFocusable={isBusy} onClick={() => press(false)}>
              Only put them under this report
            </Button>
          )}
        </div>
      </form>
    </PagePart>
  );
}

function once(sentences: readonly string[]): string {
  return [...new Set(sentences)].join(' ');
}

/** What all of them say alike; empty where they differ. */
function commonOf(changes: readonly ChangeListed[], field: 'reportNumber' | 'boardDate'): string {
  const said = new Set(changes.map((change) => change[field]));
  const [only = null] = said.size === 1 ? said : [];
  return only ?? '';
}
