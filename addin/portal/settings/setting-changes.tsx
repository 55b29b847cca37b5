import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { settingLabelled, settingSpecs } from '../../../shared/plan/program-settings.ts';
import type { HistoryReply, RevisionChanges } from '../../../shared/protocol/history.ts';
import { momentWords } from '../../views/cell-words.ts';
import { wordsOfPortalProblem, type ProblemWords } from '../portal-problem.ts';
import { DataTable, type DataRow } from '../views/data-table.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { ProblemBar } from '../views/problem-bar.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import type { SettingsCalls } from './settings-calls.ts';

/** Every change of a setting with its author and moment, the newest first. */
export function SettingChanges({ calls }: { readonly calls: SettingsCalls }) {
  const [ask] = useState(() => () => calls.changes(null));
  return (
    <PortalAnswer ask={ask} waiting="Looking it up…" failed="The changes couldn’t be read">
      {(first) => <ChangeTable {...{ calls, first }} />}
    </PortalAnswer>
  );
}

function ChangeTable({ calls, first }: { readonly calls: SettingsCalls; readonly first: HistoryReply }) {
  const shared = usePortalStyles();
  const [{ revisions, next }, setKnown] = useState(first);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const [now] = useState(() => new Date());
  const more = async (): Promise<void> => {
    const page = await calls.changes(next);
    if (!page.ok) {
      setProblem(wordsOfPortalProblem(page.problem, 'Older changes couldn’t be read', 'The plan is as it was.'));
      return;
    }
    setProblem(null);
    setKnown({ revisions: [...revisions, ...page.value.revisions], next: page.value.next });
  };
  if (revisions.length === 0) return <Text>Nothing has been set yet: every setting has its default.</Text>;
  return (
    <>
      <DataTable
        caption="Changes of settings, newest first"
        columns={['Setting', 'Before', 'Set to', 'By', 'When'].map((label) => ({ label }))}
        rows={revisions.flatMap((revision) => changeRows(revision, now))}
      />
      {problem !== null && <ProblemBar words={problem} />}
      {next !== null && (
        <div className={shared.row}>
          <Button onClick={() => void more()}>Older changes</Button>
        </div>
      )}
    </>
  );
}

function changeRows({ revision, at, by, changes }: RevisionChanges, now: Date): DataRow[] {
  return changes.flatMap(({ row, key, kind, cells }): DataRow[] => {
    const value = cells.find(({ column }) => column === 'value');
    // Its note alone was changed.
    if (value === undefined) return [];
    const [before, after] = [value.before, value.after].map((cell) => (cell === null ? null : String(cell)));
    const standard = defaultOf(key);
    const words = [kind === 'insert' ? standard : before, kind === 'delete' ? standard : after];
    return [
      {
        id: `${revision} ${row}`,
        cells: [key, ...words.map((each) => each ?? ''), by, `${momentWords(at, now)}, revision ${revision}`],
      },
    ];
  });
}

/** What holds where the setting has no row. */
function defaultOf(label: string): string {
  const name = settingLabelled(label);
  return name === undefined ? '' : `${settingSpecs[name].default} (default)`;
}
