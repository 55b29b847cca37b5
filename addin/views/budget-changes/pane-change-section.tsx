import { Button, Spinner, Text } from '@fluentui/react-components';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { wordsOfServerProblem, type ServerOutcome } from '../../sync/server/server-problem.ts';
import type { SyncSession } from '../../sync/session/sync-session.ts';
import type { SyncState } from '../../sync/session/sync-state.ts';
import type { Result } from '../../../shared/result.ts';
import { BrowserLink } from '../browser-link.tsx';
import type { PaneServices } from '../pane-services.ts';
import { SyncProblem } from '../sync-problem.tsx';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import { budgetLineChoices } from './budget-line-choices.ts';
import { ChangeComposer } from './change-composer.tsx';
import type { ChangePort, LineChoice, PortProblem } from './change-port.ts';
import { CHANGED_SINCE, sentWords } from './change-words.ts';
import type { OpenChange, PaneChange, SentChange } from './use-pane-change.ts';

/** What belongs to budget changes in the pane. */
export interface PaneChangeDeps {
  readonly session: SyncSession;
  readonly state: SyncState;
  readonly server: Pick<ServerClient, 'previewChange' | 'draftChange'>;
  readonly openInBrowser: PaneServices['openInBrowser'];
}

/** [FD1] The budget change that is being put together, or what has come of the last one. */
export function PaneChangeSection({ change, ...deps }: PaneChangeDeps & { readonly change: PaneChange }) {
  const styles = useViewStyles();
  const { open, left, sent, isChangedSince } = change;
  return (
    <>
      {/* Always there, since a live region that comes with its words is not heard. */}
      <div role="status" className={styles.status}>
        {isChangedSince && <Text>{CHANGED_SINCE}</Text>}
        {sent !== null && <Text>{sentWords(sent.reply, sent.isSettled)}</Text>}
      </div>
      {sent !== null && <AfterSending {...deps} sent={sent} change={change} />}
      {left !== null && open === null && <Left left={left} change={change} />}
      {open !== null && <Composer {...deps} open={open} change={change} />}
    </>
  );
}

function Left({ left, change }: { readonly left: OpenChange; readonly change: PaneChange }) {
  const styles = useViewStyles();
  return (
    <div className={styles.tight}>
      <Text>A budget change that you began here isn’t sent yet.</Text>
      <div className={styles.row}>
        <Button size="small" onClick={() => change.goOn(left)}>
          Go on with it
        </Button>
        <Button size="small" onClick={() => change.drop(left)}>
          Drop it
        </Button>
      </div>
    </div>
  );
}

interface AfterSendingProps extends PaneChangeDeps {
  readonly sent: SentChange;
  readonly change: PaneChange;
}

function AfterSending({ state, openInBrowser, sent, change }: AfterSendingProps) {
  const styles = useViewStyles();
  const { number } = sent.reply.change;
  const changes = `/p/${encodeURIComponent(state.program ?? '')}/changes`;
  const path = `${changes}/${encodeURIComponent(number.replaceAll('/', '~'))}`;
  return (
    <div className={styles.tight}>
      {!sent.isSettled && state.problem !== null && (
        <SyncProblem problem={state.problem} onClearFilters={() => void change.settleAgain({ clearFilters: true })} />
      )}
      <div className={styles.row}>
        {!sent.isSettled && state.phase === 'resting' && (
          <Button size="small" onClick={() => void change.settleAgain()}>
            Put the plan’s amounts back
          </Button>
        )}
        <BrowserLink path={path} openInBrowser={openInBrowser}>{`Open ${number} in the browser`}</BrowserLink>
        {sent.reply.view.change.type === 'Board Amendment' && (
          <BrowserLink path={`${changes}/amendment`} openInBrowser={openInBrowser}>
            Put it before the Board with others
          </BrowserLink>
        )}
      </div>
    </div>
  );
}

interface ComposerProps extends PaneChangeDeps {
  readonly open: OpenChange;
  readonly change: PaneChange;
}

function Composer({ session, state, server, open, change }: ComposerProps) {
  const styles = useViewStyles();
  const { program, revision } = state;
  const choices = useLineChoices(session, program, revision);
  const port = useMemo(() => panePort(server, program ?? ''), [server, program]);
  const heading = useRef<HTMLHeadingElement>(null);
  // The person has pressed what led here.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={styles.column} aria-labelledby="budget-change">
      <h2 id="budget-change" ref={heading} tabIndex={-1} className={styles.heading}>
        <Text weight="semibold">Budget change</Text>
      </h2>
      <Text className={styles.quiet}>
        What you typed stands in its lines. Its cells get the plan’s amounts back once it is sent.
      </Text>
      {choices === null ? (
        <Spinner size="tiny" label="Reading the budget lines…" labelPosition="after" />
      ) : (
        <ChangeComposer
          typed={open.typed}
          onType={change.type}
          choices={choices}
          port={port}
          onSent={(reply) => void change.settle(reply)}
          onCancel={() => change.drop(open)}
          cancelLabel="Not now"
        />
      )}
    </section>
  );
}

function useLineChoices(session: SyncSession, program: string | null, revision: number | null) {
  const names = useCodeNames();
  const [choices, setChoices] = useState<readonly LineChoice[] | null>(null);
  useEffect(() => {
    let isWanted = program !== null && revision !== null;
    if (program !== null && revision !== null) {
      void session.programRows({ program, revision }, ['budgetLines']).then((rows) => {
        if (isWanted && rows !== null) setChoices(budgetLineChoices(rows, names));
      });
    }
    return () => {
      isWanted = false;
    };
  }, [session, program, revision, names]);
  return choices;
}

function panePort(server: PaneChangeDeps['server'], program: string): ChangePort {
  return {
    preview: async (draft) => inWords(await server.previewChange(program, draft)),
    send: async (draft, id) => inWords(await server.draftChange(program, draft, id)),
  };
}

function inWords<T>(outcome: ServerOutcome<T>): Result<T, PortProblem> {
  if (outcome.ok) return outcome;
  const { problem } = outcome;
  const { title, line } = wordsOfServerProblem(problem);
  // The server's own sentence says what is wrong with it.
  const says = problem.kind === 'serverFailed' && problem.code === 'invalid_request' ? problem.detail : line;
  return { ok: false, problem: { title, line: `${says} The change stays here as you typed it.` } };
}
