import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { baselineKindWords } from '../../../shared/plan/baselines/baseline.ts';
import type { BaselinesReply, WireBaseline } from '../../../shared/protocol/baselines.ts';
import { unlessTyped } from '../../components/unless-typed.ts';
import { LOOK_FIRST, isUnanswered, wordsOfUndone, type PortalOutcome } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { AppLink } from '../shell/page-links.tsx';
import { DataTable } from '../views/data-table.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';

interface BaselinesProps {
  readonly server: PortalServer;
  readonly program: string;
  readonly known: BaselinesReply;
}

/** The moments of the plan that have a name, and a way to name one by hand. */
export function Baselines({ server, program, known }: BaselinesProps) {
  const [reply, setReply] = useState(known);
  const [renamed, setRenamed] = useState<WireBaseline | null>(null);
  const { baselines, mayName } = reply;
  const lookAgain = async (): Promise<void> => {
    const newest = await server.baselines(program);
    if (newest.ok) setReply(newest.value);
  };
  return (
    <>
      {baselines.length === 0 && <Text>Nothing has been adopted, amended or closed yet.</Text>}
      {baselines.length > 0 && (
        <DataTable
          caption={`${baselines.length.toLocaleString('en-US')} baselines, the newest first`}
          columns={['Baseline', 'What it is', 'As of', 'Revision', 'Named'].map((label) => ({ label }))}
          rows={baselines.toReversed().map((baseline) => ({
            id: baseline.id,
            cells: [
              <AppLink
                key="name"
                to={`/p/${program}/moved?from=${baseline.id}`}
              >{`${baseline.id} · ${baseline.name}`}</AppLink>,
              whatWords(baseline),
              baseline.asOf,
              String(baseline.revision),
              <Named key="named" baseline={baseline} onRename={mayName ? () => setRenamed(baseline) : undefined} />,
            ],
          }))}
        />
      )}
      {mayName && renamed === null && (
        <NameForm
          title="Name the plan as it is now"
          action="Name it"
          onName={(name, reason) => server.nameBaseline(program, { name, reason })}
          onDone={setReply}
          onLost={() => void lookAgain()}
        />
      )}
      {renamed !== null && (
        <NameForm
          key={renamed.id}
          title={`Another name for ${renamed.id} · ${renamed.name}`}
          action="Rename it"
          onName={(name) => server.renameBaseline(program, renamed.id, name)}
          onDone={(next) => {
            setReply(next);
            setRenamed(null);
          }}
          onLost={() => void lookAgain()}
          onCancel={() => setRenamed(null)}
        />
      )}
    </>
  );
}

function whatWords({ kind, reportNumber, reason }: WireBaseline): string {
  const report = reportNumber === null ? '' : `, ${reportNumber}`;
  return `${baselineKindWords[kind]}${report}${reason === '' ? '' : `: ${reason}`}`;
}

interface NamedProps {
  readonly baseline: WireBaseline;
  readonly onRename: (() => void) | undefined;
}

function Named({ baseline: { kind, at, by, id, earlierNames }, onRename }: NamedProps) {
  const before = earlierNames.map(({ name }) => `“${name}”`).join(', ');
  return (
    <>
      {at.slice(0, 10)} by {by}
      {before === '' ? '' : `; before: ${before}`}
      {kind === 'byHand' && onRename !== undefined && (
        <>
          {' '}
          <Button size="small" aria-label={`Rename ${id}`} onClick={onRename}>
            Rename
          </Button>
        </>
      )}
    </>
  );
}

interface NameFormProps {
  readonly title: string;
  readonly action: string;
  readonly onName: (name: string, reason: string) => Promise<PortalOutcome<BaselinesReply>>;
  readonly onDone: (reply: BaselinesReply) => void;
  /** Nobody knows whether it is named. */
  readonly onLost: () => void;
  /** There is a way back; then no reason is asked for. */
  readonly onCancel?: () => void;
}

function NameForm({ title, action, onName, onDone, onLost, onCancel }: NameFormProps) {
  const shared = usePortalStyles();
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [isSending, setSending] = useState(false);
  const [failed, setFailed] = useState<PortalOutcome<BaselinesReply> | null>(null);
  const send = async (): Promise<void> => {
    setSending(true);
    setFailed(null);
    const outcome = await onName(name.trim(), reason.trim());
    setSending(false);
    if (!outcome.ok) {
      if (isUnanswered(outcome.problem)) onLost();
      return setFailed(outcome);
    }
    setName(unlessTyped(name, ''));
    setReason(unlessTyped(reason, ''));
    return onDone(outcome.value);
  };
  return (
    <form
      className={shared.column}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '' && !isSending) void send();
      }}
    >
      <Text weight="semibold">{title}</Text>
      <Field label="Name" hint="It stays on record, also when it is renamed.">
        <Input value={name} maxLength={80} onChange={(_, { value }) => setName(value)} />
      </Field>
      {onCancel === undefined && (
        <Field label="Reason">
          <Input value={reason} maxLength={400} onChange={(_, { value }) => setReason(value)} />
        </Field>
      )}
      {failed !== null && !failed.ok && (
        <ProblemBar
          words={wordsOfUndone(failed.problem, 'Nothing was named', 'The plan is as it was.', LOOK_FIRST)}
          onRetry={() => void send()}
        />
      )}
      <div className={shared.row}>
        <Button type="submit" disabledFocusable={name.trim() === '' || isSending}>
          {action}
        </Button>
        {onCancel !== undefined && <Button onClick={onCancel}>Leave it</Button>}
      </div>
    </form>
  );
}
