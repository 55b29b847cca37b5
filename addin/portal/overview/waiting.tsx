import { Text } from '@fluentui/react-components';
import { useCallback } from 'react';
import { grouped } from '../../../shared/plan/grouped.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import type { CommentsReply } from '../../../shared/protocol/comments.ts';
import type { ConflictsReply } from '../../../shared/protocol/conflicts.ts';
import type { WaitingReply } from '../../../shared/protocol/waiting.ts';
import type { ChecksReply } from '../../../shared/protocol/totals.ts';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import { counted } from '../../views/cell-words.ts';
import { checksHeadline, foundInvariants } from '../../views/totals/found-invariants.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { today, type AskedMoment } from '../asked-moment.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { changePage } from '../changes/change-address.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { decisionWho, decisionWords } from './decision-words.ts';
import { waitingChanges, type WaitingChange } from './waiting-changes.ts';

/** As many as are worth a look here; the workbook has all. */
const MOST = 6;

interface Waits {
  /** The tables changes and changeLines. */
  readonly state: ProgramState;
  readonly conflicts: ConflictsReply['conflicts'];
  readonly checks: ChecksReply;
  readonly questions: CommentsReply['counts'];
  readonly decisions: WaitingReply['decisions'];
}

/** What cannot go on before somebody acts, and who that is. */
export function Waiting({ server, program, moment }: ProgramPageProps) {
  const shared = usePortalStyles();
  const names = useCodeNames();
  const ask = useCallback(() => readWaits(server, program.id, moment), [server, program.id, moment]);
  return (
    <section className={shared.column} aria-labelledby="waiting">
      <h2 id="waiting" className={shared.heading}>
        <Text size={400} weight="semibold">
          Waiting for somebody
        </Text>
      </h2>
      <PortalAnswer ask={ask} waiting="Looking…" failed="What waits couldn’t be read">
        {({ state, conflicts, checks, questions, decisions }) => (
          <>
            <Text>
              {questionWords(questions)} <ProgramLink page="questions">See the questions</ProgramLink>
            </Text>
            <Changes changes={waitingChanges(state, names, decisions)} />
            <OtherDecisions decisions={decisions.filter(({ table }) => table !== 'changes')} />
            <Text>{conflictWords(conflicts)}</Text>
            <Text>
              {checksHeadline(foundInvariants(checks))}. <ProgramLink page="reports">See the checks</ProgramLink>
            </Text>
          </>
        )}
      </PortalAnswer>
    </section>
  );
}

function Changes({ changes }: { readonly changes: readonly WaitingChange[] }) {
  const shared = usePortalStyles();
  const all = <ProgramLink page="changes">See the changes</ProgramLink>;
  if (changes.length === 0) return <Text>No budget change waits. {all}</Text>;
  return (
    <>
      <ul className={shared.list}>
        {changes.slice(0, MOST).map(({ number, title, waitsFor, since, moved }) => (
          <li key={number}>
            <ProgramLink page={changePage(number)}>{number}</ProgramLink> · {title} ({formatMoney(moved)}) waits for{' '}
            {waitsFor}
            {since === null ? '' : `, since ${since}`}
          </li>
        ))}
      </ul>
      <Text className={shared.quiet}>
        {changes.length > MOST && `And ${changes.length - MOST} that move less. `}
        {all}
      </Text>
    </>
  );
}

/** Change orders, projects and months that somebody has to decide on. */
function OtherDecisions({ decisions }: { readonly decisions: WaitingReply['decisions'] }) {
  const shared = usePortalStyles();
  if (decisions.length === 0) return null;
  return (
    <>
      <ul className={shared.list}>
        {decisions.slice(0, MOST).map((decision) => (
          <li key={decision.row}>
            {decisionWords(decision)} waits for {decisionWho(decision)}
          </li>
        ))}
      </ul>
      {decisions.length > MOST && <Text className={shared.quiet}>And {decisions.length - MOST} other decisions.</Text>}
    </>
  );
}

/** "2 conflicts are open: 1 of Ada Quintero, 1 of Ben Okafor. Each is decided in the workbook it came from." */
function conflictWords(conflicts: ConflictsReply['conflicts']): string {
  if (conflicts.length === 0) return 'No conflict is open.';
  const ofPeople = grouped(conflicts, ({ person }) => person);
  const people = [...ofPeople].map(([person, own]) => `${own.length} of ${person}`);
  return `${counted(conflicts.length, 'conflict')} ${conflicts.length === 1 ? 'is' : 'are'} open: ${people.join(', ')}. Each is decided in the workbook it came from.`;
}

/** "1 question waits for you, 3 are open in all." */
function questionWords({ forYou, open }: CommentsReply['counts']): string {
  if (open === 0) return 'No question is open.';
  const mine =
    forYou === 0
      ? 'No question waits for you'
      : `${counted(forYou, 'question')} ${forYou === 1 ? 'waits' : 'wait'} for you`;
  return `${mine}, ${open} ${open === 1 ? 'is' : 'are'} open in all.`;
}

async function readWaits(server: PortalServer, program: string, moment: AskedMoment): Promise<PortalOutcome<Waits>> {
  const [tables, conflicts, checks, comments, waiting] = await Promise.all([
    server.tables(program, ['changes', 'changeLines'], today),
    server.openConflicts(program),
    server.checks(program, moment),
    server.comments(program, { open: true, mine: true, limit: 1 }),
    server.waiting(program),
  ]);
  if (!tables.ok) return tables;
  if (!conflicts.ok) return conflicts;
  if (!checks.ok) return checks;
  if (!comments.ok) return comments;
  if (!waiting.ok) return waiting;
  const value = {
    state: tables.value,
    conflicts: conflicts.value.conflicts,
    checks: checks.value,
    questions: comments.value.counts,
    decisions: waiting.value.decisions,
  };
  return { ok: true, value };
}
