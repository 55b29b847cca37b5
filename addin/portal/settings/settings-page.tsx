import { Button, Text } from '@fluentui/react-components';
import { useMemo, useRef, useState } from 'react';
import type { SettingsReply } from '../../../shared/protocol/settings.ts';
import { isOutdated, wordsOfPortalProblem, type PortalProblem, type ProblemWords } from '../portal-problem.ts';
import { usePageContext } from '../shell/page-context.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { DataTable } from '../views/data-table.tsx';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { SettingField, setBy } from './setting-field.tsx';
import { SettingChanges } from './setting-changes.tsx';
import { settingsCalls, type SettingsCalls } from './settings-calls.ts';
import {
  changedMeanwhile,
  refusedSettings,
  settingGroups,
  typedSince,
  withTyped,
  type TypedSettings,
} from './typed-settings.ts';

/** Limits and habits of the program: everybody reads them, finance changes them, and every change has its author. */
export function SettingsPage({ server, program: { id }, onChanged }: ProgramPageProps) {
  const { program } = usePageContext();
  const calls = useMemo(() => settingsCalls(server.asks, id), [server, id]);
  const [changes, setChanges] = useState(0);
  const written = (): void => {
    setChanges(changes + 1);
    onChanged();
  };
  return (
    <PageFrame
      heading="Settings"
      lead="The calendar, limits and thresholds that this program goes by. They stand in the table Program Settings, too."
      hasDay={false}
    >
      <PortalAnswer ask={calls.read} waiting="Reading the settings…" failed="The settings couldn’t be read">
        {(first) =>
          first.mayEdit === true && program?.archivedAt === undefined ? (
            <SettingsForm {...{ calls, first }} onWritten={written} />
          ) : (
            <SettingsRead settings={first} />
          )
        }
      </PortalAnswer>
      <PagePart heading="Who has changed what">
        <SettingChanges key={changes} calls={calls} />
      </PagePart>
    </PageFrame>
  );
}

function SettingsRead({ settings: { settings } }: { readonly settings: SettingsReply }) {
  const shared = usePortalStyles();
  const [now] = useState(() => new Date());
  return (
    <>
      <Text className={shared.quiet}>You can read the settings. Finance of the whole program changes them.</Text>
      {settingGroups(settings).map(([heading, group]) => (
        <PagePart key={heading} heading={heading}>
          <DataTable
            caption={`Settings: ${heading}`}
            columns={['Setting', 'Value', 'What it decides', 'Set by'].map((label) => ({ label }))}
            rows={group.map((setting) => ({
              id: setting.name,
              cells: [setting.label, valueWords(setting), setting.says, setBy(setting, now)],
            }))}
          />
        </PagePart>
      ))}
    </>
  );
}

function valueWords({ value, unit }: SettingsReply['settings'][number]): string {
  return unit === null ? value : `${value} ${unit}`;
}

interface SettingsFormProps {
  readonly calls: SettingsCalls;
  readonly first: SettingsReply;
  readonly onWritten: () => void;
}

/** How saving went. */
type Outcome =
  | { readonly kind: 'saved'; readonly words: string }
  | { readonly kind: 'failed'; readonly words: ProblemWords };

function SettingsForm({ calls, first, onWritten }: SettingsFormProps) {
  const shared = usePortalStyles();
  const [now] = useState(() => new Date());
  const [known, setKnown] = useState(first);
  const [typed, setTyped] = useState<TypedSettings>({});
  const [moved, setMoved] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({});
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isBusy, setBusy] = useState(false);
  const inputs = useRef(new Map<string, HTMLInputElement>());
  const count = Object.keys(typed).length;

  const forget = (sent: TypedSettings): void => {
    setTyped((now) => typedSince(sent, now));
    setMoved(new Set());
    setRefused({});
  };
  const type = (name: string, wanted: string | null): void => {
    const setting = known.settings.find((each) => each.name === name);
    if (setting === undefined) return;
    setTyped(withTyped(typed, setting, wanted));
    setRefused(({ [name]: _gone, ...others }) => others);
    setOutcome(null);
  };
  const save = async (): Promise<void> => {
    const wrong = refusedSettings(typed);
    setRefused(wrong);
    const [firstWrong] = Object.keys(wrong);
    if (firstWrong !== undefined) return inputs.current.get(firstWrong)?.focus();
    setBusy(true);
    const sent = { ...typed };
    const request = { syncId: crypto.randomUUID(), seen: known.revision, hash: known.hash, settings: sent };
    const answer = await calls.write(request);
    if (answer.ok) {
      setKnown(answer.value);
      forget(sent);
      setOutcome({ kind: 'saved', words: `Saved in revision ${answer.value.revision}.` });
      onWritten();
    } else {
      setOutcome({ kind: 'failed', words: wordsOfFailure(answer.problem) });
      if (isOutdated(answer.problem)) await lookAgain();
    }
    setBusy(false);
  };
  /** Shows what somebody else has set, or what a restore has brought back, beside what is typed here. */
  const lookAgain = async (): Promise<void> => {
    const newest = await calls.read();
    if (!newest.ok) return;
    setMoved(changedMeanwhile(known, newest.value, typed));
    setKnown(newest.value);
  };
  return (
    <form
      aria-label="Settings"
      className={shared.column}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy && count > 0) void save();
      }}
    >
      {settingGroups(known.settings).map(([heading, group]) => (
        <PagePart key={heading} heading={heading}>
          {group.map((setting) => (
            <SettingField
              key={setting.name}
              {...{ setting, typed, now }}
              refused={refused[setting.name]}
              isMoved={moved.has(setting.name)}
              inputRef={(input) => {
                if (input === null) inputs.current.delete(setting.name);
                else inputs.current.set(setting.name, input);
              }}
              onType={(wanted) => type(setting.name, wanted)}
            />
          ))}
        </PagePart>
      ))}
      {outcome?.kind === 'failed' && <ProblemBar words={outcome.words} />}
      <Text role="status">{outcome?.kind === 'saved' ? outcome.words : ''}</Text>
      <div className={shared.row}>
        <Button type="submit" appearance="primary" disabledFocusable={isBusy || count === 0}>
          {count === 0 ? 'Save' : `Save ${count} ${count === 1 ? 'setting' : 'settings'}`}
        </Button>
        <Button disabledFocusable={isBusy || count === 0} onClick={() => forget(typed)}>
          Discard what is not saved
        </Button>
      </div>
    </form>
  );
}

function wordsOfFailure(problem: PortalProblem): ProblemWords {
  return wordsOfPortalProblem(problem, 'The settings weren’t saved', 'What you have typed still stands here.');
}
