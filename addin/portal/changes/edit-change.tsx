import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ChangeView } from '../../../shared/protocol/budget-changes.ts';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import type { Result } from '../../components/result-notice.tsx';
import { ChangeComposer, newLine } from '../../views/budget-changes/change-composer.tsx';
import { typedFrom } from '../../views/budget-changes/typed-change.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { today } from '../asked-moment.ts';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { budgetLineChoices } from '../../views/budget-changes/budget-line-choices.ts';
import { keptChange, keptDraft } from '../../views/budget-changes/kept-draft.ts';
import { editChangePort } from './web-port.ts';

interface EditChangeProps extends Pick<ProgramPageProps, 'server' | 'program'> {
  readonly number: string;
  readonly view: ChangeView;
  readonly onDone: (result: Result) => void;
  readonly onCancel: () => void;
}

/** A draft, edited. */
export function EditChange(props: EditChangeProps) {
  const { server, program } = props;
  const ask = useCallback(() => server.tables(program.id, ['budgetLines'], today), [server, program.id]);
  return (
    <PagePart heading="Edit the draft">
      <PortalAnswer ask={ask} waiting="Reading the budget lines…" failed="The budget lines couldn’t be read">
        {(lines) => <Editor {...props} lines={lines} />}
      </PortalAnswer>
    </PagePart>
  );
}

function Editor(props: EditChangeProps & { readonly lines: ProgramState }) {
  const { server, program, number, view, lines, onDone, onCancel } = props;
  const names = useCodeNames();
  const kept = useMemo(
    () => keptDraft(keptChange, server.person()?.id ?? '', program.id, number),
    [server, program.id, number],
  );
  const [typed, setTyped] = useState(() => kept.read() ?? typedFrom(view, () => newLine().key));
  useEffect(() => kept.keep(typed), [kept, typed]);
  const choices = useMemo(() => budgetLineChoices(lines, names), [lines, names]);
  const port = useMemo(() => editChangePort(server, program.id, number, view), [server, program.id, number, view]);
  return (
    <div style={{ maxWidth: '720px' }}>
      <ChangeComposer
        typed={typed}
        onType={setTyped}
        choices={choices}
        port={port}
        onSent={({ change }) => {
          kept.forget();
          const text = [change.message, ...change.objections.map(({ message }) => message)].join(' ');
          onDone({ intent: change.done ? 'success' : 'warning', text });
        }}
        onCancel={() => {
          kept.forget();
          onCancel();
        }}
        cancelLabel="Leave it as it was"
      />
    </div>
  );
}
