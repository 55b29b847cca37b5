import { Button, Text } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { WireInvariant } from '../../../shared/protocol/totals.ts';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { ChangeLine } from '../../components/change-line.tsx';
import { OpeningGroup } from '../../components/opening-group.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { ShowMore } from '../../components/show-more.tsx';
import { SlowSpinner } from '../../components/slow-spinner.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import type { ServerClient } from '../../sync/server/server-client.ts';
import { wordsOfServerProblem } from '../../sync/server/server-problem.ts';
import { useViewStyles } from '../view-styles.ts';
import { explanationWords } from './explanation-words.ts';
import { checksAdvice, checksHeadline, foundInvariants, severityWords, untoldWords } from './found-invariants.ts';
import { timeOf } from './time-of.ts';

/** Findings of one invariant at first and at a time. */
const FINDINGS_PER_STEP = 25;

interface ChecksViewProps {
  readonly server: ServerClient;
  readonly program: string;
  /** The revision and day that are asked about; null: now. */
  readonly at: number | null;
  readonly asOf: string | null;
  readonly onJump: (place: CellPlace) => void;
  readonly onBack: () => void;
}

/** What does not hold in the plan, grouped by what ought to, each place with the way to its row. */
export function ChecksView({ server, program, at, asOf, onJump, onBack }: ChecksViewProps) {
  const styles = useViewStyles();
  const ask = useCallback(() => server.checks(program, timeOf(at, asOf)), [server, program, at, asOf]);
  const { value, problem, isLoading, again } = useAnswer(ask);
  const found = value === null ? null : foundInvariants(value);
  return (
    <div className={styles.column}>
      <Button appearance="subtle" size="small" style={{ alignSelf: 'flex-start' }} onClick={onBack}>
        Back to the totals
      </Button>
      {problem !== null && <ProblemNotice words={wordsOfServerProblem(problem)} onRetry={again} />}
      {isLoading && <SlowSpinner label="Checking…" />}
      {value !== null && found !== null && (
        <section className={styles.tight} aria-label="Checks">
          <Text as="h2" weight="semibold" size={400} className={styles.heading} aria-live="polite">
            {checksHeadline(found)}
          </Text>
          <Text>{checksAdvice(found)}</Text>
          <Text className={styles.quiet}>
            As of revision {value.revision}
            {value.asOf === undefined || value.asOf === null ? '' : `, ${value.asOf}`}
          </Text>
        </section>
      )}
      {found?.failed.map((invariant) => (
        <FailedInvariant key={invariant.id} {...{ invariant, onJump }} />
      ))}
    </div>
  );
}

interface FailedInvariantProps {
  readonly invariant: WireInvariant;
  readonly onJump: (place: CellPlace) => void;
}

function FailedInvariant({ invariant, onJump }: FailedInvariantProps) {
  const styles = useViewStyles();
  const [shown, setShown] = useState(FINDINGS_PER_STEP);
  const { title, mend, findings } = invariant;
  const untold = untoldWords(invariant);
  return (
    <OpeningGroup title={title} lines={[severityWords(invariant), ...(mend === '' ? [] : [mend])]} of="places">
      {findings.slice(0, shown).map(({ subject, message, explanation, cells: [blamed] }) => (
        <ChangeLine
          key={`${blamed?.row ?? ''} ${blamed?.column ?? ''} ${message}`}
          place={subject}
          values={explanation === undefined ? message : `${message} ${explanationWords(explanation)}`}
          onJump={blamed === undefined ? undefined : () => onJump(placeOf(blamed))}
        />
      ))}
      <li className={styles.column} style={{ listStyle: 'none' }}>
        <ShowMore
          shown={shown}
          total={findings.length}
          step={FINDINGS_PER_STEP}
          onMore={() => setShown(shown + FINDINGS_PER_STEP)}
        />
        {untold !== null && shown >= findings.length && <Text className={styles.quiet}>{untold}</Text>}
      </li>
    </OpeningGroup>
  );
}

/** A whole row is shown at its key. */
function placeOf({ table, row, column }: WireInvariant['findings'][number]['cells'][number]): CellPlace {
  return { table, row, column: column ?? tableNamed(table).key[0] ?? '' };
}
