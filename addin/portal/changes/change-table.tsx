import { makeStyles } from '@fluentui/react-components';
import type { ChangeListed } from '../../../shared/protocol/budget-changes.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { Tick } from '../../components/tick.tsx';
import { useCodeNames } from '../../views/use-code-names.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import { DataTable } from '../views/data-table.tsx';
import { changePage } from './change-address.ts';
import type { Chosen } from './use-chosen.ts';

const useStyles = makeStyles({
  /** The tick beside its change, however many lines the title takes. */
  change: { display: 'flex', alignItems: 'flex-start', gap: '8px' },
});

interface ChangeTableProps {
  readonly caption: string;
  readonly changes: readonly ChangeListed[];
  /** Which of them are ticked; absent: there is nothing to choose. */
  readonly chosen?: Chosen;
}

/** Changes in a list: which, what it moves, how it stands and whom it waits for. */
export function ChangeTable({ caption, changes, chosen }: ChangeTableProps) {
  const names = useCodeNames();
  const styles = useStyles();
  return (
    <DataTable
      caption={caption}
      columns={[
        { label: 'Change' },
        { label: 'Type' },
        { label: 'Status' },
        { label: 'Waits for' },
        { label: 'Projects' },
        { label: 'Moves', isNumber: true },
      ]}
      rows={changes.map((change) => ({
        id: change.number,
        cells: [
          <div key="change" className={styles.change}>
            {chosen !== undefined && (
              <Tick
                label={`Choose ${change.number}`}
                value={chosen.has(change.number) ? 'all' : 'none'}
                onChange={(isTicked) => chosen.tick(change.number, isTicked)}
              />
            )}
            <span>
              <ProgramLink page={changePage(change.number)}>{change.number}</ProgramLink> {change.title}
            </span>
          </div>,
          change.type,
          statusWords(change),
          waitsWords(change, names),
          projectWords(change.projects),
          formatMoney(change.moved),
        ],
      }))}
    />
  );
}

/** Projects that are worth a place in a list. */
const PROJECTS = 3;

function projectWords(projects: readonly string[]): string {
  const left = projects.length - PROJECTS;
  return left <= 0 ? projects.join(', ') : `${projects.slice(0, PROJECTS).join(', ')} and ${left} more`;
}

function statusWords({ status, reversedBy, submittedOn }: ChangeListed): string {
  const since = status === 'Pending' && submittedOn !== null ? ` since ${submittedOn}` : '';
  return `${status}${since}${reversedBy === null ? '' : `, reversed by ${reversedBy}`}`;
}

function waitsWords({ waitsFor, isMine, status }: ChangeListed, names: CodeNames): string {
  if (waitsFor === null) return 'Settled';
  return status === 'Draft' && isMine ? 'You, who drafted it' : (names.of('people', waitsFor.who) ?? waitsFor.who);
}
