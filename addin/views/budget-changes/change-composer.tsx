import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Select,
  Text,
  Textarea,
  makeStyles,
} from '@fluentui/react-components';
import { useMemo, useRef, useState } from 'react';
import type { ChangeView, DraftReply, DraftRequest } from '../../../shared/protocol/budget-changes.ts';
import { changes } from '../../../shared/tables/changes.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { useViewStyles } from '../view-styles.ts';
import { BoardFields } from './board-fields.tsx';
import type { ChangePort, LineChoice, PortProblem } from './change-port.ts';
import { LineFields } from './line-fields.tsx';
import { RulesOfChange } from './rules-of-change.tsx';
import { SourceNets } from './source-nets.tsx';
import { readLine, typedAmount, withLine, type ReadLine, type TypedChange, type TypedLine } from './typed-change.ts';
import { useChangePreview, type ToldChange } from './use-change-preview.ts';

const SHORTEST_REASON = 20;
const ID_BYTES = 16;

const useStyles = makeStyles({
  full: { width: '100%', minWidth: 0 },
  status: { minHeight: '20px' },
});

interface ChangeComposerProps {
  readonly typed: TypedChange;
  readonly onType: (next: (before: TypedChange) => TypedChange) => void;
  /** Budget lines that can be chosen. */
  readonly choices: readonly LineChoice[];
  readonly port: ChangePort;
  /** What sending waits for; null: nothing. */
  readonly waits?: string | null;
  readonly onSent: (reply: DraftReply) => void;
  readonly onCancel: () => void;
  readonly cancelLabel: string;
}

/** Puts a budget change together, with what it does beside it; sends all of it or nothing. */
export function ChangeComposer(props: ChangeComposerProps) {
  const { typed, choices, port, waits = null, onSent, onCancel, cancelLabel } = props;
  const shared = useViewStyles();
  const styles = useStyles();
  const known = useMemo(() => new Set(choices.map(({ id }) => id)), [choices]);
  const reads = typed.lines.map((line) => readLine(line, (id) => known.has(id)));
  const draft = draftOf(typed, reads);
  const told = useChangePreview(port, draft);
  const { isSending, isUnanswered, problem, send } = useSending(port, typed.key, onSent);
  const reason = useRef<HTMLTextAreaElement>(null);
  const onType: typeof props.onType = (next) => {
    // What is on its way is not changed any more: it would be gone with the form once it has arrived.
    if (!isSending) props.onType(next);
  };
  const edit = (change: Partial<TypedChange>): void => onType((before) => ({ ...before, ...change }));
  const hasOpen = reads.some(({ kind }) => kind === 'open');
  const view = told.reply?.view ?? null;
  const isReady = draft !== null && !hasOpen && waits === null && !isSending;
  const maySubmit = isReady && !told.isStale && view !== null && view.objections.length === 0;
  const effects = effectsOf(reads, told);
  return (
    <div className={shared.column}>
      <div>
        {typed.lines.map((line, index) => (
          <LineFields
            key={line.key}
            typed={line}
            read={reads[index] ?? { kind: 'empty' }}
            place={index + 1}
            choices={choices}
            effect={effects[index]}
            saysOpen={line.budgetLine.trim() !== '' && line.amount.trim() !== ''}
            onType={(next) => onType((before) => ({ ...before, lines: replaced(before.lines, next) }))}
            onRemove={() =>
              onType((before) => ({ ...before, lines: before.lines.filter(({ key }) => key !== line.key) }))
            }
          />
        ))}
      </div>
      <div>
        <Button onClick={() => onType((before) => ({ ...before, lines: [...before.lines, newLine()] }))}>
          Add a line
        </Button>
      </div>
      {view !== null && (
        <SourceNets
          view={view}
          isBusy={told.isStale}
          onBalance={(budgetLine, amount) => {
            onType((before) => withLine(before, { ...newLine(), budgetLine, amount: typedAmount(amount) }));
            // What is left to say; nobody has to press a field for it.
            if (typed.reason.trim() === '') reason.current?.focus();
          }}
        />
      )}
      <Field label="Why" required {...reasonHint(typed.reason)}>
        <Textarea
          textarea={{ ref: reason }}
          className={styles.full}
          value={typed.reason}
          rows={3}
          maxLength={2000}
          onChange={(_, { value }) => edit({ reason: value })}
        />
      </Field>
      <Field label="Title" hint="Empty: says what is moved.">
        <Input
          className={styles.full}
          value={typed.title}
          maxLength={160}
          onChange={(_, { value }) => edit({ title: value })}
        />
      </Field>
      <TypeField type={typed.type} onChoose={(type) => edit({ type })} />
      {isForBoard(typed, view) && <BoardFields typed={typed} onType={edit} />}
      {view !== null && <RulesOfChange view={view} />}
      <div role="status" className={styles.status}>
        <Text className={shared.quiet}>
          {isSending ? 'Sending…' : (waits ?? statusWords(draft, told, isUnanswered))}
        </Text>
      </div>
      {(problem ?? told.problem) !== null && (
        <Problem problem={problem ?? told.problem} onRetry={problem === null ? told.askAgain : null} />
      )}
      <div className={shared.row}>
        <Button
          appearance="primary"
          disabledFocusable={!maySubmit}
          onClick={maySubmit ? () => send({ ...draft, submit: true }) : undefined}
        >
          Submit for approval
        </Button>
        <Button disabledFocusable={!isReady} onClick={isReady ? () => send(draft) : undefined}>
          Save as a draft
        </Button>
        <Button appearance="subtle" disabledFocusable={isSending} onClick={isSending ? undefined : onCancel}>
          {cancelLabel}
        </Button>
      </div>
    </div>
  );
}

export function newLine(): TypedLine {
  return { key: crypto.randomUUID(), budgetLine: '', amount: '', note: '' };
}

function replaced(lines: readonly TypedLine[], next: TypedLine): TypedLine[] {
  return lines.map((line) => (line.key === next.key ? next : line));
}

/** What can be asked about: the lines that are whole. Null: none is. */
function draftOf(
  { title, reason, type, reportNumber, boardDate }: TypedChange,
  reads: readonly ReadLine[],
): DraftRequest | null {
  const lines = reads.flatMap((read) => (read.kind === 'whole' ? [read.line] : []));
  if (lines.length === 0) return null;
  return {
    lines,
    ...(title.trim() === '' ? {} : { title: title.trim() }),
    ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    ...(type === null ? {} : { type }),
    ...(reportNumber.trim() === '' ? {} : { reportNumber: reportNumber.trim() }),
    ...(boardDate === '' ? {} : { boardDate }),
  };
}

/** Whose decision it is, by the type that was chosen or that the rules ask for. What is typed of the Board stays in sight. */
function isForBoard({ reportNumber, boardDate }: TypedChange, view: ChangeView | null): boolean {
  return view?.decision.by === 'board' || reportNumber !== '' || boardDate !== '';
}

/** The effects of the lines that are whole, each beside its own; a line that has been typed since has none. */
function effectsOf(reads: readonly ReadLine[], { reply }: ToldChange) {
  const told = [...(reply?.view.lines ?? [])];
  return reads.map((read) => {
    if (read.kind !== 'whole') return undefined;
    const at = told.findIndex(
      ({ budgetLine, current }) => budgetLine === read.line.budgetLine && current.net === read.line.amount,
    );
    return at < 0 ? undefined : told.splice(at, 1)[0];
  });
}

function reasonHint(reason: string) {
  const missing = SHORTEST_REASON - reason.trim().length;
  return missing <= 0 ? {} : { hint: `At least ${SHORTEST_REASON} characters: ${missing} to go.` };
}

/** @param isUnanswered it was sent, and perhaps it has arrived */
function statusWords(
  draft: DraftRequest | null,
  { reply, isStale, problem }: ToldChange,
  isUnanswered: boolean,
): string {
  if (draft === null) return 'Type at least one budget line and its amount.';
  if (problem !== null) return '';
  if (isStale || reply === null) return 'Working out what it does…';
  const { moved, objections } = reply.view;
  return objections.length === 0
    ? `It moves ${formatMoney(moved)}.${isUnanswered ? '' : ' Nothing is sent yet.'}`
    : `It moves ${formatMoney(moved)}. It can be kept as a draft; submitting waits for what stands in the way.`;
}

/**
 * The id of what is sent: the same for the same content of the same change, in a pane that was opened anew as well, as long as
 * nobody has answered it.
 */
async function contentId(key: string, draft: DraftRequest, refusals: number): Promise<string> {
  const bytes = new TextEncoder().encode(`${key} ${JSON.stringify(draft)}${refusals === 0 ? '' : ` ${refusals}`}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.slice(0, ID_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether there is a change now, submitted or not, or the draft is another than before. */
function isWritten({ change: { done, committed } }: DraftReply): boolean {
  return done || committed !== null;
}

function refusedWords({ change: { message, objections } }: DraftReply): string {
  const said = new Set([message, ...objections.map((objection) => objection.message)]);
  return [...said, 'What you have typed still stands here.'].join(' ');
}

/** Sends, each content under an id of its own, so that a lost answer can be asked for again. */
function useSending(port: ChangePort, key: string, onSent: (reply: DraftReply) => void) {
  const [isSending, setSending] = useState(false);
  const [isUnanswered, setUnanswered] = useState(false);
  const [problem, setProblem] = useState<PortProblem | null>(null);
  /** What was refused is judged anew when it is sent again: it is another request. */
  const refusals = useRef(0);
  const send = async (draft: DraftRequest): Promise<void> => {
    setSending(true);
    setProblem(null);
    const outcome = await port.send(draft, await contentId(key, draft, refusals.current));
    setSending(false);
    setUnanswered(!outcome.ok);
    if (!outcome.ok) return setProblem(outcome.problem);
    if (isWritten(outcome.value)) return onSent(outcome.value);
    refusals.current++;
    setProblem({ title: 'Nothing was written', line: refusedWords(outcome.value) });
  };
  return { isSending, isUnanswered, problem, send: (draft: DraftRequest) => void send(draft) };
}

function Problem({
  problem,
  onRetry,
}: {
  readonly problem: PortProblem | null;
  readonly onRetry: (() => void) | null;
}) {
  const shared = useViewStyles();
  if (problem === null) return null;
  return (
    <div role="alert" className={shared.tight}>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <b>{problem.title}.</b> {problem.line}
        </MessageBarBody>
      </MessageBar>
      {onRetry !== null && (
        <div>
          <Button size="small" onClick={onRetry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}

interface TypeFieldProps {
  readonly type: TypedChange['type'];
  readonly onChoose: (type: TypedChange['type']) => void;
}

function TypeField({ type, onChoose }: TypeFieldProps) {
  return (
    <Field label="Type">
      <Select
        value={type ?? ''}
        onChange={(_, { value }) => onChoose(changes.columns.type.values.find((each) => each === value) ?? null)}
      >
        <option value="">As the rules ask</option>
        {changes.columns.type.values.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </Select>
    </Field>
  );
}
