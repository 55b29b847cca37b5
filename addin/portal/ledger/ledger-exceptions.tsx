import { Button, Field, Input, Text, Title3 } from '@fluentui/react-components';
import { useState } from 'react';
import type { LedgerExceptionRequest, LedgerStateReply, WireLedgerException } from '../../../shared/protocol/ledger.ts';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { counted } from '../../views/cell-words.ts';
import { isOutdated, wordsOfPortalProblem, type ProblemWords } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { reasonWords } from './ledger-words.ts';
import { ledgerCalls } from './ledger-calls.ts';

const SHOWN = 100;

interface LedgerExceptionsProps {
  readonly server: PortalServer;
  readonly program: WireProgram;
  readonly state: LedgerStateReply;
  readonly onDecided: (state: LedgerStateReply) => void;
}

/** Rows of the ledger that stayed out: each with its sentence, whose it is, and why it may stay out. */
export function LedgerExceptions({ server, program, state, onDecided }: LedgerExceptionsProps) {
  const shared = usePortalStyles();
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const waiting = state.exceptions.filter(({ status }) => status !== 'cured');
  if (waiting.length === 0) return null;
  /** @returns whether it is saved */
  const decide = async (decision: LedgerExceptionRequest): Promise<boolean> => {
    const calls = ledgerCalls(server.asks);
    const outcome = await calls.decideLedgerException(program.id, decision);
    const now = !outcome.ok && isOutdated(outcome.problem) ? await calls.ledger(program.id) : null;
    if (now?.ok === true) onDecided(now.value);
    setProblem(
      outcome.ok
        ? null
        : wordsOfPortalProblem(outcome.problem, 'That wasn’t saved', 'What you have typed stands here.'),
    );
    if (outcome.ok) onDecided(outcome.value);
    return outcome.ok;
  };
  return (
    <section className={shared.column} aria-labelledby="open-rows">
      <h2 id="open-rows" className={shared.heading}>
        <Title3>Rows that stayed out</Title3>
      </h2>
      <Text>
        {state.openExceptions === 0
          ? 'All of them are explained.'
          : `${counted(state.openExceptions, 'row')} to be mended: in the workbook of its import, by a ledger rule, or in the ledger itself.`}
      </Text>
      {problem !== null && <ProblemBar words={problem} />}
      <ul className={shared.list}>
        {waiting.slice(0, SHOWN).map((exception) => (
          <OneException key={exception.id} {...{ exception, decide }} mayEdit={state.mayEdit} />
        ))}
      </ul>
      {waiting.length > SHOWN && <Text>and {counted(waiting.length - SHOWN, 'more')}</Text>}
    </section>
  );
}

interface OneExceptionProps {
  readonly exception: WireLedgerException;
  readonly mayEdit: boolean;
  readonly decide: (decision: LedgerExceptionRequest) => Promise<boolean>;
}

function OneException({ exception, mayEdit, decide }: OneExceptionProps) {
  const shared = usePortalStyles();
  const { id, cents, dated, why, message, owner, explanation } = exception;
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <Text weight="semibold">
        {[id, dated, cents === null ? null : formatMoney(cents), reasonWords[why] ?? why].filter(Boolean).join(' · ')}
      </Text>
      <div>
        <Text>{message}</Text>
      </div>
      <div className={shared.row}>
        <Text className={shared.quiet}>
          {[
            owner === null ? 'Nobody mends it yet' : `${owner} mends it`,
            explanation === null ? null : `stays out: ${explanation}`,
          ]
            .filter(Boolean)
            .join('; ')}
        </Text>
        {mayEdit && (
          <Button
            size="small"
            aria-expanded={isOpen}
            aria-label={`Owner or reason of ${id}`}
            onClick={() => setOpen(!isOpen)}
          >
            Owner or reason
          </Button>
        )}
      </div>
      {isOpen && (
        <Decision
          exception={exception}
          onSave={async (decision) => {
            if (decision === null || (await decide(decision))) setOpen(false);
          }}
        />
      )}
    </li>
  );
}

interface DecisionProps {
  readonly exception: WireLedgerException;
  /** Null: nothing was changed. */
  readonly onSave: (decision: LedgerExceptionRequest | null) => Promise<void>;
}

function Decision({ exception, onSave }: DecisionProps) {
  const shared = usePortalStyles();
  // What is not typed here follows what others have said since.
  const [typed, setTyped] = useState<{ readonly owner?: string; readonly explanation?: string }>({});
  const { owner = exception.owner ?? '', explanation = exception.explanation ?? '' } = typed;
  const [isBusy, setBusy] = useState(false);
  const said = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const save = async (): Promise<void> => {
    setBusy(true);
    const { id, status, cents, why } = exception;
    const before = { owner: exception.owner, explanation: exception.explanation };
    const changed = {
      ...(said(owner) === before.owner ? {} : { owner: said(owner) }),
      ...(said(explanation) === before.explanation ? {} : { explanation: said(explanation) }),
    };
    const isOther = Object.keys(changed).length > 0;
    await onSave(isOther ? { id, ...changed, seen: { status, cents, why, ...before } } : null);
    setBusy(false);
  };
  return (
    <div className={shared.tight}>
      <Field label="Who mends it">
        <Input value={owner} maxLength={120} onChange={(_, { value }) => setTyped({ ...typed, owner: value })} />
      </Field>
      <Field label="Why it may stay out" hint="Empty while it is to be mended.">
        <Input
          value={explanation}
          maxLength={500}
          onChange={(_, { value }) => setTyped({ ...typed, explanation: value })}
        />
      </Field>
      <div className={shared.row}>
        <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void save()}>
          Save
        </Button>
      </div>
    </div>
  );
}
