import { Button, Text } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type {
  ActRequest,
  ChangeListed,
  ChangeLineView,
  ChangeView,
  MayAct,
} from '../../../shared/protocol/budget-changes.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import type { Result } from '../../components/result-notice.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import { useTries } from '../../components/use-tries.ts';
import { wordsOfServerProblem, type ServerOutcome, type ServerProblem } from '../../sync/server/server-problem.ts';
import { differenceWords } from '../money-words.ts';
import { useCodeNames } from '../use-code-names.ts';
import { useViewStyles } from '../view-styles.ts';
import { ActForm } from './act-form.tsx';
import { actWords } from './act-words.ts';
import type { Decisions } from './decisions.ts';
import { leftWords, lineWords } from './effect-words.ts';
import { RulesOfChange } from './rules-of-change.tsx';

interface ChangeToDecideProps {
  readonly decisions: Decisions;
  readonly change: ChangeListed;
  readonly onDone: (result: Result) => void;
}

/** One change as its approver looks at it in the pane: who asks why, each line before and after, the rules, and the acts. */
export function ChangeToDecide({ decisions, change, onDone }: ChangeToDecideProps) {
  const { number } = change;
  const ask = useCallback(() => decisions.view(number), [decisions, number]);
  const { value, problem, again } = useAnswer(ask);
  if (problem !== null) return <ProblemNotice words={wordsOfServerProblem(problem)} onRetry={again} />;
  if (value === null) return <SlowSpinner label="Reading the change…" />;
  return <Told {...{ decisions, number, onDone }} view={value} />;
}

interface ToldProps extends Pick<ChangeToDecideProps, 'decisions' | 'onDone'> {
  readonly number: string;
  readonly view: ChangeView;
}

function Told({ decisions, number, view, onDone }: ToldProps) {
  const styles = useViewStyles();
  const names = useCodeNames();
  const { requestedBy, submittedOn, reason } = view.change;
  return (
    <div className={styles.column}>
      <Text>{reason}</Text>
      <Text className={styles.quiet}>
        Asked for by {requestedBy ?? 'somebody'}
        {submittedOn === null ? '' : ` on ${submittedOn}`}
      </Text>
      <ul className={styles.list} aria-label="Budget lines before and after">
        {view.lines.map((line) => (
          <li key={line.line}>{movedWords(line, names)}</li>
        ))}
      </ul>
      <RulesOfChange view={view} />
      <Acts {...{ decisions, number, view, onDone }} />
    </div>
  );
}

/** True when nobody knows whether the server has done it. */
function isUnanswered(outcome: ServerOutcome<unknown>): boolean {
  return !outcome.ok && outcome.problem.kind === 'offline';
}

function wrongWords(number: string, problem: ServerProblem): string {
  if (problem.kind === 'offline')
    return `The server does not answer. Nobody knows yet whether ${number} was decided: press again, and it is done once.`;
  const { title, line } = wordsOfServerProblem(problem);
  return `${title}. ${line} ${number} is as it was.`;
}

/** "BL-001 · 26.00001 · North network, Equipment, 2026-27, BND-A: 100,000.00 +2,500.00 → 102,500.00. Left to commit: …" */
function movedWords(line: ChangeLineView, names: CodeNames): string {
  const { before, net, after } = line.current;
  const moved = `${formatMoney(before)} ${differenceWords(net)} → ${formatMoney(after)}`;
  return `${line.budgetLine} · ${lineWords(line, names)}: ${moved}. ${leftWords(line)}`;
}

function Acts({ decisions, number, view, onDone }: ToldProps) {
  const styles = useViewStyles();
  const [open, setOpen] = useState<MayAct | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const tries = useTries();
  const act = async (wanted: MayAct, request: ActRequest): Promise<void> => {
    setBusy(true);
    setWrong(null);
    const body = { ...request, seen: view.revision, hash: view.hash };
    const outcome = await decisions.act(number, wanted.act, body, tries.idOf([wanted.act, body]));
    setBusy(false);
    if (!isUnanswered(outcome)) tries.end();
    if (!outcome.ok) return setWrong(wrongWords(number, outcome.problem));
    const { done, message, objections } = outcome.value.change;
    const said = new Set([message, ...objections.map((each) => each.message)]);
    onDone({ intent: done ? 'success' : 'warning', text: [...said].join(' ') });
  };
  const may = view.acts.filter((each) => each.may);
  return (
    <div className={styles.column}>
      <div role="alert" className={styles.status}>
        {wrong !== null && <Text>{wrong}</Text>}
      </div>
      {open === null ? (
        <div className={styles.row}>
          {may.map((each, index) => (
            <Button key={each.act} appearance={index === 0 ? 'primary' : 'secondary'} onClick={() => setOpen(each)}>
              {actWords[each.act].label}
            </Button>
          ))}
        </div>
      ) : (
        <ActForm
          key={open.act}
          act={open.act}
          about={`${number}, which moves ${formatMoney(view.moved)}`}
          needs={open.needs}
          today={view.asOf}
          isBusy={isBusy}
          onAct={(request) => void act(open, request)}
          onCancel={() => setOpen(null)}
        />
      )}
    </div>
  );
}
