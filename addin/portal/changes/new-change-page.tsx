import { Text } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { ChangeView } from '../../../shared/protocol/budget-changes.ts';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import { ChangeComposer, newLine } from '../../views/budget-changes/change-composer.tsx';
import { isUntouched, newTypedChange, typedFrom, type TypedChange } from '../../views/budget-changes/typed-change.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { today } from '../asked-moment.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { programAddress } from '../shell/program-address.ts';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { budgetLineChoices } from '../../views/budget-changes/budget-line-choices.ts';
import { changePage } from './change-address.ts';
import { keptChange, keptDraft } from '../../views/budget-changes/kept-draft.ts';
import { newChangePort } from './web-port.ts';

interface Known {
  readonly lines: ProgramState;
  /** The change that the new one begins from. */
  readonly from: ChangeView | null;
}

/** A new change, empty or begun from one that there is. */
export function NewChangePage(props: ProgramPageProps) {
  const { server, program } = props;
  const [query] = useSearchParams();
  const number = query.get('from');
  const ask = useCallback(async (): Promise<PortalOutcome<Known>> => {
    const lines = await server.tables(program.id, ['budgetLines'], today);
    if (!lines.ok) return lines;
    const from = number === null ? null : await server.budgetChanges.view(program.id, number);
    if (from?.ok === false) return from;
    return { ok: true, value: { lines: lines.value, from: from?.value ?? null } };
  }, [server, program.id, number]);
  return (
    <PageFrame
      heading="New change"
      lead={number === null ? 'Which budget lines give, which get, and why.' : `Begun from ${number}.`}
      parent={{ page: 'changes', label: 'Changes' }}
      hasDay={false}
    >
      <PortalAnswer ask={ask} waiting="Reading the budget lines…" failed="The budget lines couldn’t be read">
        {(known) => <Composer {...props} known={known} />}
      </PortalAnswer>
    </PageFrame>
  );
}

function Composer({ server, program, known, onChanged }: ProgramPageProps & { readonly known: Known }) {
  const shared = usePortalStyles();
  const names = useCodeNames();
  const navigate = useNavigate();
  const { lines, from } = known;
  const kept = useMemo(
    () => keptDraft(keptChange, server.person()?.id ?? '', program.id, from?.change.number ?? 'new'),
    [server, program.id, from],
  );
  const [first] = useState(() => ({ kept: kept.read(), begun: begunFrom(from) }));
  const [typed, setTyped] = useState<TypedChange>(first.kept ?? first.begun);
  useEffect(() => {
    if (isUntouched(typed)) kept.forget();
    else kept.keep(typed);
  }, [kept, typed]);
  const choices = useMemo(() => budgetLineChoices(lines, names), [lines, names]);
  const port = useMemo(() => newChangePort(server, program.id), [server, program.id]);
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => void (isHere.current = false);
  }, []);
  const leave = (page: string): void => {
    kept.forget();
    // Whoever has gone elsewhere while it was sent stays there.
    if (!isHere.current) return;
    void navigate(programAddress(program.id, page));
  };
  return (
    <div className={shared.column} style={{ maxWidth: '720px' }}>
      {first.kept !== null && (
        <Text role="status" className={shared.quiet}>
          This is what you had typed before; this browser has kept it.
        </Text>
      )}
      <ChangeComposer
        typed={typed}
        onType={setTyped}
        choices={choices}
        port={port}
        onSent={({ change }) => {
          onChanged();
          leave(changePage(change.number));
        }}
        onCancel={() => leave('changes')}
        cancelLabel="Discard"
      />
    </div>
  );
}

function begunFrom(from: ChangeView | null): TypedChange {
  if (from === null) return newTypedChange([newLine(), newLine()]);
  // It goes before the Board by itself, if at all.
  return { ...typedFrom(from, () => newLine().key), reportNumber: '', boardDate: '' };
}
