import { Spinner } from '@fluentui/react-components';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChangeView } from '../../../shared/protocol/budget-changes.ts';
import { ResultNotice, type Result } from '../../components/result-notice.tsx';
import { Conversation } from '../../views/comments/conversation.tsx';
import { wordsOfPortalProblem } from '../portal-problem.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PagePart } from '../views/page-part.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalAnswer } from '../views/use-portal-answer.ts';
import { AmendmentPage } from './amendment-page.tsx';
import { ChangeActs } from './change-acts.tsx';
import { numberOf } from './change-address.ts';
import { ChangeFacts } from './change-facts.tsx';
import { ChangeMoney } from './change-money.tsx';
import { ChangePacket } from './change-packet.tsx';
import { ChangePast } from './change-past.tsx';
import { EditChange } from './edit-change.tsx';
import { NewChangePage } from './new-change-page.tsx';

const parent = { page: 'changes', label: 'Changes' };

/** What has an address below Changes: a new one, an amendment, or one change by its number. */
export function ChangeItemPage(props: ProgramPageProps) {
  switch (props.item) {
    case 'new':
      return <NewChangePage {...props} />;
    case 'amendment':
      return <AmendmentPage {...props} />;
    default:
      return <ChangePage {...props} number={numberOf(props.item ?? '')} />;
  }
}

interface ChangePageProps extends ProgramPageProps {
  readonly number: string;
}

/** One change as its approver looks at it: what it moves, what that leaves, by which rules, who did what, what comes next. */
function ChangePage({ number, ...props }: ChangePageProps) {
  const { server, program, onChanged } = props;
  const ask = useCallback(() => server.budgetChanges.view(program.id, number), [server, program.id, number]);
  const { answer, setAnswer, askAgain } = usePortalAnswer(ask);
  const [result, setResult] = useState<Result | null>(null);
  const told = useFocusOn(result);
  const renew = async (next: Result | null): Promise<void> => {
    setAnswer(await ask());
    setResult(next);
    onChanged();
  };
  return (
    <PageFrame heading={number} parent={parent} hasDay={false}>
      <div ref={told} tabIndex={-1}>
        <ResultNotice result={result} />
      </div>
      {answer === null && <Spinner size="tiny" label="Reading the change…" labelPosition="after" />}
      {answer?.ok === false && (
        <ProblemBar
          words={wordsOfPortalProblem(answer.problem, 'The change couldn’t be read', 'The plan is as it was.')}
          onRetry={askAgain}
        />
      )}
      {answer?.ok === true && (
        <OneChange {...props} number={number} view={answer.value} onDone={(next) => void renew(next)} />
      )}
    </PageFrame>
  );
}

/** What has been done is read next, where the form was that did it. */
function useFocusOn(result: Result | null) {
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (result !== null) told.current?.focus();
  }, [result]);
  return told;
}

interface OneChangeProps extends ChangePageProps {
  readonly view: ChangeView;
  readonly onDone: (result: Result | null) => void;
}

function OneChange({ view, onDone, ...props }: OneChangeProps) {
  const shared = usePortalStyles();
  const [isEditing, setEditing] = useState(false);
  if (isEditing) {
    return (
      <EditChange
        {...props}
        view={view}
        onCancel={() => setEditing(false)}
        onDone={(result) => {
          setEditing(false);
          onDone(result);
        }}
      />
    );
  }
  return (
    <div className={shared.column} style={{ gap: '32px' }}>
      <ChangeFacts view={view} />
      <ChangeActs {...props} view={view} onDone={onDone} onEdit={() => setEditing(true)} />
      <ChangeMoney view={view} />
      <ChangePast view={view} />
      <PagePart heading="Conversation">
        <Conversation about={{ kind: 'change', number: props.number }} />
      </PagePart>
      {view.change.type === 'Board Amendment' && <ChangePacket {...props} numbers={[props.number]} />}
    </div>
  );
}
