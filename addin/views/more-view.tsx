import { Button, Field, Link, Select, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { WirePerson } from '../../shared/protocol/people.ts';
import { findTable } from '../../shared/tables/all-tables.ts';
import { autoSyncFromText, autoSyncMinutes, autoSyncText } from '../live/auto-sync.ts';
import type { LiveProgram, LiveState } from '../live/live-program.ts';
import type { SheetTools } from '../excel/sheet-tools.ts';
import { wordsOfProblem, type Outcome } from '../excel/workbook-problem.ts';
import type { ServerClient } from '../sync/server/server-client.ts';
import type { SyncState } from '../sync/session/sync-state.ts';
import { useCopy } from '../components/use-copy.ts';
import { clockTime, counted } from './cell-words.ts';
import { BrowserLink } from './browser-link.tsx';
import { fetchedView } from './fetched-view.tsx';
import type { PaneServices } from './pane-services.ts';
import { ProgramWorkbook } from './program-workbook.tsx';
import { isReader } from './reader-words.ts';
import { supportCode } from './support-code.ts';
import { useViewStyles } from './view-styles.ts';

// As large as the rest of this view together.
const ImportView = fetchedView(async () => (await import('./import/import-view.tsx')).ImportView);

interface MoreViewProps {
  readonly person: WirePerson;
  readonly state: SyncState;
  readonly live: LiveProgram;
  readonly alive: LiveState;
  readonly sheet: SheetTools;
  readonly server: ServerClient;
  readonly openInBrowser: PaneServices['openInBrowser'];
  readonly onSync: () => void;
  readonly onSignOut: () => void;
}

/** People, automatic syncs, what this workbook holds, help, and the way out. */
export function MoreView(props: MoreViewProps) {
  const { person, state, live, alive, sheet, server, openInBrowser, onSync, onSignOut } = props;
  const styles = useViewStyles();
  const [isImporting, setImporting] = useState(false);
  if (isImporting && state.program !== null) {
    return (
      <ImportView.View {...{ server, sheet, onSync }} program={state.program} onBack={() => setImporting(false)} />
    );
  }
  return (
    <div className={styles.column}>
      <People alive={alive} />
      <Field label="Sync by itself">
        <Select
          value={autoSyncText(alive.autoSync)}
          onChange={(_, { value }) => live.setAutoSync(autoSyncFromText(value))}
        >
          <option value="off">Never, only when I say so</option>
          {autoSyncMinutes.map((minutes) => (
            <option key={minutes} value={String(minutes)}>
              Every {minutes} minutes
            </option>
          ))}
          <option value="whenOthersSync">When others sync</option>
        </Select>
      </Field>
      <section className={styles.tight} aria-label="This workbook">
        <Text weight="semibold">This workbook</Text>
        <Text className={styles.quiet}>
          Program {state.program ?? ''}, revision {state.revision ?? 0}.
          {state.checkedAt === null ? '' : ` Last checked at ${clockTime(state.checkedAt)}.`}
        </Text>
        <SupportCode state={state} />
      </section>
      {state.program !== null && <ProgramWorkbook {...{ server, openInBrowser }} program={state.program} />}
      {state.program !== null && !isReader(alive.role) && (
        <section className={styles.tight} aria-label="Import">
          <Text weight="semibold">Import</Text>
          <Text className={styles.quiet}>
            A list of your office’s own, from the cells selected here or from a file. You see what it would do before
            anything goes into the plan.
          </Text>
          <div className={styles.row}>
            <Button size="small" onClick={() => setImporting(true)}>
              Import a table…
            </Button>
          </div>
          <BrowserLink path={`/p/${encodeURIComponent(state.program)}/workbooks/ledger`} openInBrowser={openInBrowser}>
            Import the ledger in your browser
          </BrowserLink>
        </section>
      )}
      <PlanFunctions sheet={sheet} />
      <section className={styles.tight} aria-label="You">
        <Text weight="semibold">{person.name}</Text>
        <Text className={styles.quiet}>{person.email}</Text>
        <BrowserLink path="/" openInBrowser={openInBrowser}>
          Downloads, installation and help
        </BrowserLink>
      </section>
      <Button onClick={onSignOut}>Sign out</Button>
      {state.toSend > 0 && <Text className={styles.quiet}>Changes that are not sent yet stay in this workbook.</Text>}
    </div>
  );
}

/** SEP.TOTAL and its kind: make plain figures of them before a workbook is mailed, or wake them up. */
function PlanFunctions({ sheet }: { readonly sheet: SheetTools }) {
  const styles = useViewStyles();
  const [told, setTold] = useState('');
  const run = async (work: () => Promise<Outcome<number>>, done: string): Promise<void> => {
    const outcome = await work();
    if (outcome.ok)
      setTold(outcome.value === 0 ? 'No cell here uses a SEP function.' : `${counted(outcome.value, 'cell')} ${done}.`);
    else setTold(`${wordsOfProblem(outcome.problem).title}. ${wordsOfProblem(outcome.problem).line}`);
  };
  return (
    <section className={styles.tight} aria-label="SEP functions">
      <Text weight="semibold">SEP functions</Text>
      <Text className={styles.quiet}>Before you mail this workbook, turn their figures into plain values.</Text>
      <div className={styles.row}>
        <Button size="small" onClick={() => void run(() => sheet.freezeFunctions(), 'now hold plain values')}>
          Freeze to values
        </Button>
        <Button size="small" onClick={() => void run(() => sheet.reenterFunctions(), 'calculate again')}>
          Enter formulas again
        </Button>
      </div>
      <div role="status">{told !== '' && <Text className={styles.quiet}>{told}</Text>}</div>
    </section>
  );
}

function People({ alive }: { readonly alive: LiveState }) {
  const styles = useViewStyles();
  const others = alive.people.filter(({ isYou }) => isYou !== true);
  return (
    <section className={styles.tight} aria-label="People">
      <Text weight="semibold">Here now</Text>
      {others.length === 0 ? (
        <Text className={styles.quiet}>Nobody else has this program open.</Text>
      ) : (
        <ul className={styles.list}>
          {others.map(({ person, workbook, since, drafts }) => (
            <li key={workbook}>
              {person}, since {clockTime(since)}
              {draftWords(drafts)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function draftWords(drafts: Readonly<Record<string, readonly string[]>>): string {
  const tables = Object.entries(drafts).map(
    ([table, rows]) => `${counted(rows.length, 'row')} of ${findTable(table)?.label ?? table}`,
  );
  return tables.length === 0 ? '' : `: not sent yet: ${tables.join(', ')}`;
}

function SupportCode({ state }: { readonly state: SyncState }) {
  const styles = useViewStyles();
  const { copied, copy } = useCopy();
  const code = supportCode(state);
  return (
    <div className={styles.tight} aria-live="polite">
      <Link as="button" onClick={() => copy(code)}>
        Copy support code
      </Link>
      {copied === true && <Text className={styles.quiet}>Copied. It holds no amounts.</Text>}
      {copied === false && <Text className={styles.quiet}>{code}</Text>}
    </div>
  );
}
