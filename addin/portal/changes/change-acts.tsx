import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { duties } from '../../../shared/access/duty.ts';
import type { ActRequest, ChangeActReply, ChangeView, MayAct } from '../../../shared/protocol/budget-changes.ts';
import type { ChangeAct } from '../../../shared/plan/changes/change-acts.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import type { Result } from '../../components/result-notice.tsx';
import { useTries } from '../../components/use-tries.ts';
import { isUnanswered, wordsOfUndone, type ProblemWords } from '../portal-problem.ts';
import { LinkButton } from '../shell/page-links.tsx';
import { programAddress } from '../shell/program-address.ts';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PagePart } from '../views/page-part.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { ActForm } from '../../views/budget-changes/act-form.tsx';
import { actWords } from '../../views/budget-changes/act-words.ts';

/** Acts that lead on; those that lead back are not the first to reach for. */
const forward: ReadonlySet<ChangeAct> = new Set<ChangeAct>(['submit', 'recommend', 'approve']);

interface ChangeActsProps extends Pick<ProgramPageProps, 'server' | 'program'> {
  readonly number: string;
  readonly view: ChangeView;
  readonly onDone: (result: Result | null) => void;
  readonly onEdit: () => void;
}

/** What comes next, as far as the person may; what they may not, with the reason. */
export function ChangeActs({ server, program, number, view, onDone, onEdit }: ChangeActsProps) {
  const shared = usePortalStyles();
  const [open, setOpen] = useState<MayAct | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const tries = useTries();
  const act = async (wanted: ChangeAct, request: ActRequest): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const asked = { number, act: wanted, request };
    const outcome = await server.budgetChanges.act(program.id, asked, tries.idOf(asked));
    setBusy(false);
    if (outcome.ok || !isUnanswered(outcome.problem)) tries.end();
    if (!outcome.ok) return setProblem(wordsOfUndone(outcome.problem, 'Nothing was done', `${number} is as it was.`));
    setOpen(null);
    const { revision: seen } = outcome.value;
    onDone(resultOf(wanted, outcome.value, (next) => void act(next, { seen })));
  };
  const may = view.acts.filter((each) => each.may);
  const mayNot = view.acts.filter((each) => !each.may && each.why !== null);
  const again = `changes/new?from=${encodeURIComponent(number)}`;
  return (
    <PagePart heading="What comes next">
      {open === null && (
        <div className={shared.row}>
          {may.map((each, index) => (
            <Button
              key={each.act}
              appearance={index === 0 && forward.has(each.act) ? 'primary' : 'secondary'}
              onClick={() => setOpen(each)}
            >
              {actWords[each.act].label}
            </Button>
          ))}
          {view.mayEdit && <Button onClick={onEdit}>Edit</Button>}
          {duties[program.role].includes('draftChanges') && (
            <LinkButton to={programAddress(program.id, again)} appearance="subtle">
              Begin a new one from it
            </LinkButton>
          )}
        </div>
      )}
      {open !== null && (
        <ActForm
          key={open.act}
          act={open.act}
          about={`${number}, which moves ${formatMoney(view.moved)}`}
          needs={open.needs}
          today={view.asOf}
          isBusy={isBusy}
          onAct={(request) => void act(open.act, { ...request, seen: view.revision, hash: view.hash })}
          onCancel={() => setOpen(null)}
        />
      )}
      {problem !== null && <ProblemBar words={problem} />}
      {mayNot.length > 0 && (
        <ul className={shared.list}>
          {whysOf(mayNot).map(([why, labels]) => (
            <li key={why}>
              <Text className={shared.quiet}>
                {labels.join(', ')}: {why}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </PagePart>
  );
}

/** Why acts are not to be had, each reason once with the acts that it speaks against. */
function whysOf(acts: readonly MayAct[]): readonly (readonly [why: string, labels: readonly string[]])[] {
  const labels = new Map<string, string[]>();
  for (const { act, why } of acts) {
    const words = why ?? '';
    labels.set(words, [...(labels.get(words) ?? []), actWords[act].label]);
  }
  return [...labels];
}

/** What has become of an act, with the way back where the procedure has one. */
function resultOf(act: ChangeAct, { change }: ChangeActReply, again: (act: ChangeAct) => void): Result {
  const text = [change.message, ...change.objections.map(({ message }) => message)].join(' ');
  if (!change.done) return { intent: 'warning', text };
  return act === 'submit'
    ? { intent: 'success', text, action: { label: 'Undo', does: () => again('revise') } }
    : { intent: 'success', text };
}
