import { Button, Text } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import type { ChangeListed } from '../../../shared/protocol/budget-changes.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ResultNotice, type Result } from '../../components/result-notice.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { wordsOfServerProblem } from '../../sync/server/server-problem.ts';
import { BrowserLink } from '../browser-link.tsx';
import type { PaneServices } from '../pane-services.ts';
import { useViewStyles } from '../view-styles.ts';
import { ChangeToDecide } from './change-to-decide.tsx';
import { decisionsOf } from './decisions.ts';

/** More than one decides on in a pane; the list in the browser has all of them. */
const MOST = 30;

interface ChangesToDecideProps {
  readonly server: Pick<ServerClient, 'below'>;
  readonly program: string;
  readonly openInBrowser: PaneServices['openInBrowser'];
}

/** The budget changes that wait for the person: each with what it moves and what that leaves, to be decided where it stands. */
export function ChangesToDecide({ server, program, openInBrowser }: ChangesToDecideProps) {
  const styles = useViewStyles();
  const decisions = useMemo(() => decisionsOf(server, program), [server, program]);
  const ask = useCallback(() => decisions.list(MOST), [decisions]);
  const { value, problem, isLoading, again } = useAnswer(ask);
  const [result, setResult] = useState<Result | null>(null);
  /** Number of the one that is looked at. */
  const [open, setOpen] = useState<string | null>(null);
  const changes = value?.changes ?? [];
  const all = `/p/${encodeURIComponent(program)}/changes`;
  return (
    <div className={styles.column}>
      <ResultNotice result={result} />
      {problem !== null && <ProblemNotice words={wordsOfServerProblem(problem)} onRetry={again} />}
      {isLoading && value === null && <SlowSpinner label="Looking for changes that wait for you…" />}
      {value !== null && changes.length === 0 && <Text>No budget change waits for your decision.</Text>}
      {changes.map((change) => (
        <section key={change.number} className={styles.tight} aria-label={change.number}>
          <h2 className={styles.heading}>
            <Text weight="semibold">{headOf(change)}</Text>
          </h2>
          <Text className={styles.quiet}>{`Moves ${formatMoney(change.moved)} · ${change.type}`}</Text>
          <div>
            <Button
              size="small"
              aria-expanded={open === change.number}
              onClick={() => setOpen(open === change.number ? null : change.number)}
            >
              {open === change.number ? `Close ${change.number}` : `Look at ${change.number}`}
            </Button>
          </div>
          {open === change.number && (
            <>
              <ChangeToDecide
                decisions={decisions}
                change={change}
                onDone={(next) => {
                  setResult(next);
                  setOpen(null);
                  again();
                }}
              />
              <BrowserLink path={`${all}/${pathOf(change)}`} openInBrowser={openInBrowser}>
                {`Open ${change.number} in the browser`}
              </BrowserLink>
            </>
          )}
        </section>
      ))}
      {(value?.count ?? 0) > changes.length && (
        <BrowserLink path={all} openInBrowser={openInBrowser}>{`All ${value?.count ?? 0} in the browser`}</BrowserLink>
      )}
    </div>
  );
}

function headOf({ number, title }: ChangeListed): string {
  return `${number} · ${title}`;
}

/** A slash has no place in a part of an address. */
function pathOf({ number }: ChangeListed): string {
  return encodeURIComponent(number.replaceAll('/', '~'));
}
