import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { ActRequest, ChangeListed, DecideReply } from '../../../shared/protocol/budget-changes.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { Tick } from '../../components/tick.tsx';
import { counted } from '../../views/cell-words.ts';
import { useTries } from '../../components/use-tries.ts';
import { isUnanswered, wordsOfPortalProblem, wordsOfUndone, type ProblemWords } from '../portal-problem.ts';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PagePart } from '../views/page-part.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { ActForm } from '../../views/budget-changes/act-form.tsx';
import { actWords } from '../../views/budget-changes/act-words.ts';
import { ChangeTable } from './change-table.tsx';
import type { ListedAt } from './read-all-changes.ts';
import { useChosen } from './use-chosen.ts';
import { needsOf, severalActs, type SeveralAct } from './several-acts.ts';

interface DecideSeveralProps extends Pick<ProgramPageProps, 'server' | 'program'> {
  /** Those that the person may decide on. */
  readonly changes: readonly ChangeListed[];
  /** What they were listed in. */
  readonly from: ListedAt;
  readonly onDecided: () => void;
}

/** What waits for the person, to be decided several at once: all of the chosen in one revision, or none. */
export function DecideSeveral({ changes, from, server, program, onDecided }: DecideSeveralProps) {
  const shared = usePortalStyles();
  const chosen = useChosen(changes);
  const { picked } = chosen;
  const [act, setAct] = useState<{ readonly act: SeveralAct; readonly today: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const [outcome, setOutcome] = useState<DecideReply | null>(null);
  const tries = useTries();
  /** The day that counts from is the plan's, in its own time zone, and not that of this computer. */
  const begin = async (wanted: SeveralAct, number: string): Promise<void> => {
    setProblem(null);
    const view = await server.budgetChanges.view(program.id, number);
    if (view.ok) setAct({ act: wanted, today: view.value.asOf });
    else setProblem(wordsOfPortalProblem(view.problem, 'It couldn’t be begun', 'Nothing was decided.'));
  };
  const decide = async (wanted: SeveralAct, request: ActRequest): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const numbers = picked.map(({ number }) => number);
    const asked = { ...request, numbers, act: wanted, seen: from.revision, hash: from.hash };
    const reply = await server.budgetChanges.decide(program.id, asked, tries.idOf(asked));
    setBusy(false);
    if (reply.ok || !isUnanswered(reply.problem)) tries.end();
    if (!reply.ok)
      return setProblem(wordsOfUndone(reply.problem, 'Nothing was decided', 'All of them are as they were.'));
    setOutcome(reply.value);
    setAct(null);
    if (reply.value.done > 0) onDecided();
  };
  return (
    <PagePart heading="Waits for you">
      <ChangeTable caption={counted(changes.length, 'change')} changes={changes} chosen={chosen} />
      <div className={shared.row}>
        <Tick label="Choose all that wait for you" value={chosen.all} onChange={chosen.tickAll} />
        <Text role="status">{picked.length === 0 ? 'Choose those to decide on together.' : aboutWords(picked)}</Text>
      </div>
      {act === null ? (
        <div className={shared.row}>
          {severalActs(picked).map((each) => (
            <Button key={each} onClick={() => void begin(each, picked[0]?.number ?? '')}>
              {actWords[each].label} {counted(picked.length, 'change')}
            </Button>
          ))}
        </div>
      ) : (
        <ActForm
          act={act.act}
          about={aboutWords(picked)}
          needs={needsOf(act.act, picked)}
          today={act.today}
          isBusy={isBusy}
          onAct={(request) => void decide(act.act, request)}
          onCancel={() => setAct(null)}
        />
      )}
      {problem !== null && <ProblemBar words={problem} />}
      <div role="status">{outcome !== null && outcome.done === 0 && <Objections outcome={outcome} />}</div>
    </PagePart>
  );
}

function aboutWords(picked: readonly ChangeListed[]): string {
  const moved = picked.reduce((sum, change) => sum + change.moved, 0);
  const numbers = picked.map(({ number }) => number);
  const which = numbers.length <= 6 ? numbers.join(', ') : counted(numbers.length, 'change');
  return `${which}, together ${formatMoney(moved)}`;
}

function Objections({ outcome }: { readonly outcome: DecideReply }) {
  const shared = usePortalStyles();
  return (
    <>
      <Text>{outcome.message}</Text>
      <ul className={shared.list}>
        {outcome.changes
          .filter(({ objections }) => objections.length > 0)
          .map(({ number, objections }) => (
            <li key={number}>
              {number}: {objections.map(({ message }) => message).join(' ')}
            </li>
          ))}
      </ul>
    </>
  );
}
