import { Button, Field, Input, Select, Text, makeStyles } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { AuditEntry, AuditReply } from '../../../shared/protocol/audit.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import { wordsOfPortalProblem, type PortalOutcome, type ProblemWords } from '../portal-problem.ts';
import { AppLink } from '../shell/page-links.tsx';
import { DataTable } from '../views/data-table.tsx';
import { DownloadStatus } from '../views/download-status.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import { useDownload } from '../views/use-download.ts';
import { withParameter } from '../views/with-parameter.ts';
import { actWords, doorWords, knownActs } from './act-words.ts';
import type { AuditQuery } from './proof-calls.ts';

const useStyles = makeStyles({
  filters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(200px, 100%), 1fr))',
    gap: '12px',
    alignItems: 'end',
  },
});

const columns = ['When (UTC)', 'Act', 'Who', 'By way of', 'What', 'Receipt'].map((label) => ({ label }));

/** How a log of acts is asked for. Must be the same functions as long as the log is the same. */
export interface AuditSource {
  readonly ask: (query: AuditQuery, cursor: string | null) => Promise<PortalOutcome<AuditReply>>;
  readonly download: (query: AuditQuery, format: 'csv' | 'json') => Promise<PortalOutcome<DownloadedFile>>;
}

/** A log of acts, of a program or of the server: by what the address asks for, page by page, and as a file. */
export function AuditLog({ source }: { readonly source: AuditSource }) {
  const shared = usePortalStyles();
  const query = useAuditQuery();
  const { act, by, from, to } = query.asked;
  const ask = useCallback(() => source.ask({ act, by, from, to }, null), [source, act, by, from, to]);
  const { download, fetchFile } = useDownload(
    (format: 'csv' | 'json') => source.download(query.asked, format),
    'The log of acts',
  );
  const [format, setFormat] = useState<'csv' | 'json'>('csv');
  const save = (as: 'csv' | 'json'): void => {
    setFormat(as);
    fetchFile(as);
  };
  return (
    <>
      <Filters {...query} />
      <PortalAnswer ask={ask} waiting="Looking up the acts…" failed="The acts couldn’t be read">
        {(first) => <Entries key={JSON.stringify(query.asked)} {...{ source, first }} asked={query.asked} />}
      </PortalAnswer>
      <div className={shared.row}>
        <Button onClick={() => save('csv')}>Export as CSV</Button>
        <Button onClick={() => save('json')}>Export as JSON</Button>
      </div>
      <DownloadStatus download={download} what="the log of acts" onRetry={() => fetchFile(format)} />
    </>
  );
}

interface AskedAudit {
  readonly asked: AuditQuery;
  readonly onChoose: (name: keyof AuditQuery, value: string) => void;
}

/** What is asked for stands in the address, so that it can be sent on. */
function useAuditQuery(): AskedAudit {
  const [parameters, setParameters] = useSearchParams();
  const [act, by, from, to] = ['act', 'by', 'from', 'to'].map((name) => parameters.get(name));
  const onChoose = (name: string, value: string): void =>
    setParameters((before) => withParameter(before, name, value), { replace: true });
  return { asked: { act: act ?? null, by: by ?? null, from: from ?? null, to: to ?? null }, onChoose };
}

function Filters({ asked, onChoose }: AskedAudit) {
  const styles = useStyles();
  return (
    <div className={styles.filters}>
      <Field label="Act">
        <Select value={asked.act ?? ''} onChange={(_, { value }) => onChoose('act', value)}>
          <option value="">All acts</option>
          {knownActs.map((act) => (
            <option key={act} value={act}>
              {actWords(act)}
            </option>
          ))}
        </Select>
      </Field>
      <PersonField by={asked.by} onChoose={(value) => onChoose('by', value)} />
      <Field label="From">
        <Input type="date" value={asked.from ?? ''} onChange={(_, { value }) => onChoose('from', value)} />
      </Field>
      <Field label="To">
        <Input type="date" value={asked.to ?? ''} onChange={(_, { value }) => onChoose('to', value)} />
      </Field>
    </div>
  );
}

/** A name counts when it is typed out: half of one is nobody’s. */
function PersonField({ by, onChoose }: { readonly by: string | null; readonly onChoose: (value: string) => void }) {
  const [typing, setTyping] = useState({ by, typed: by ?? '' });
  const typed = typing.by === by ? typing.typed : (by ?? '');
  return (
    <Field label="Person (whole name, or e-mail)">
      <Input
        value={typed}
        onChange={(_, { value }) => setTyping({ by, typed: value })}
        onBlur={() => onChoose(typed.trim())}
        onKeyDown={({ key }) => {
          if (key === 'Enter') onChoose(typed.trim());
        }}
      />
    </Field>
  );
}

interface EntriesProps {
  readonly source: AuditSource;
  readonly first: AuditReply;
  readonly asked: AuditQuery;
}

/** The entries that have come, and those before them when they are asked for. */
function Entries({ source, first, asked }: EntriesProps) {
  const shared = usePortalStyles();
  const [page, setPage] = useState(first);
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const more = async (): Promise<void> => {
    setAsking(true);
    const outcome = await source.ask(asked, page.next);
    setAsking(false);
    if (outcome.ok) {
      setProblem(null);
      setPage({ ...outcome.value, entries: [...page.entries, ...outcome.value.entries] });
    } else {
      setProblem(wordsOfPortalProblem(outcome.problem, 'The acts couldn’t be read', 'The plan is as it was.'));
    }
  };
  const names = accountsByName(page.entries);
  if (page.entries.length === 0) return <Text className={shared.quiet}>Nothing fits these filters.</Text>;
  return (
    <div className={shared.column}>
      <DataTable
        caption="Acts, newest first"
        columns={columns}
        rows={page.entries.map((entry) => rowOf(entry, names))}
      />
      {problem !== null && <ProblemBar words={problem} onRetry={() => void more()} />}
      {page.next !== null && (
        <div>
          <Button disabled={isAsking} onClick={() => void more()}>
            {isAsking ? 'Looking up the acts…' : 'Show earlier acts'}
          </Button>
        </div>
      )}
    </div>
  );
}

type AccountsByName = ReadonlyMap<string, ReadonlySet<string | null>>;

function accountsByName(entries: readonly AuditEntry[]): AccountsByName {
  const found = new Map<string, Set<string | null>>();
  for (const { by, account = null } of entries) found.set(by, (found.get(by) ?? new Set()).add(account));
  return found;
}

/** A name, and what tells its owner from whoever takes the same: the address where it is told, else a part of the account's id. */
function whoWords({ by, account = null, email = null }: AuditEntry, names: AccountsByName): string {
  if (email !== null) return `${by} · ${email}`;
  const isShared = (names.get(by)?.size ?? 0) > 1;
  return isShared ? `${by} · ${account === null ? 'no account' : `account ${account.slice(0, 8)}`}` : by;
}

function rowOf(entry: AuditEntry, names: AccountsByName) {
  const { id, at, kind, door, what, receipt } = entry;
  const shown =
    receipt === null ? '' : <AppLink to={`/verify?receipt=${encodeURIComponent(receipt)}`}>{receipt}</AppLink>;
  return {
    id,
    cells: [at.slice(0, 19).replace('T', ' '), actWords(kind), whoWords(entry, names), doorWords(door), what, shown],
  };
}
