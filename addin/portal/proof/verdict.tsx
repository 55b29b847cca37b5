import { MessageBar, MessageBarBody, MessageBarTitle, Text } from '@fluentui/react-components';
import type { VerifiedState, VerifyReply } from '../../../shared/protocol/verify.ts';
import type { PortalServer } from '../portal-server.ts';
import { AppLink } from '../shell/page-links.tsx';
import { programAddress } from '../shell/program-address.ts';
import { DataTable } from '../views/data-table.tsx';
import { FactList } from '../views/fact-list.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { BridgeOfProject } from './bridge-of-project.tsx';
import { verdictWords } from './verdict-words.ts';

interface VerdictProps {
  readonly server: PortalServer;
  readonly reply: VerifyReply;
  readonly of: 'receipt' | 'file';
}

const intents = { equal: 'success', notEqual: 'error', unknown: 'warning' } as const;

/** Whether it is equal, and for members to what, in what it differs, and where to go on from there. */
export function Verdict({ server, reply, of }: VerdictProps) {
  const shared = usePortalStyles();
  const { state, differences, differenceCount } = reply;
  const { title, line } = verdictWords(reply, of);
  return (
    <div className={shared.column}>
      <MessageBar intent={intents[reply.result]} layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{title}.</MessageBarTitle> {line}
        </MessageBarBody>
      </MessageBar>
      {differences.length > 0 && (
        <DataTable
          caption={`What differs${differenceCount > differences.length ? ` (the first ${differences.length} of ${differenceCount})` : ''}`}
          columns={['In the file', 'About', 'The plan', 'The file'].map((label) => ({ label }))}
          rows={differences.map(({ place, about, plan, file }, index) => ({
            id: String(index),
            cells: [place, about, plan ?? '', file ?? ''],
          }))}
        />
      )}
      {state !== null && <State state={state} />}
      {state !== null && state.revision > 0 && <BridgeOfProject key={state.revision} {...{ server, state }} />}
    </div>
  );
}

function State({ state }: { readonly state: VerifiedState }) {
  const shared = usePortalStyles();
  const { program, name, revision, at, by, receipt, document } = state;
  const since = programAddress(program, 'moved');
  const facts: [string, string][] = [
    ['Program', name],
    ['Revision', String(revision)],
    ['Made', at === null ? 'before anything was entered' : `${moment(at)}, ${by ?? ''}`],
    ...(document === null
      ? []
      : [
          ['Document', `${document.what}, given to ${document.by} on ${moment(document.at)}`] satisfies [
            string,
            string,
          ],
        ]),
    ...(receipt === null ? [] : [['Receipt', receipt] satisfies [string, string]]),
  ];
  return (
    <div className={shared.column}>
      <FactList facts={facts.map(([label, value]) => ({ label, value }))} />
      <div className={shared.row}>
        <AppLink to={`${since}?from=${revision}&to=today`}>What has moved since</AppLink>
        <AppLink to={programAddress(program, 'audit')}>Who did what</AppLink>
      </div>
      <Text className={shared.quiet}>Times are UTC.</Text>
    </div>
  );
}

function moment(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}
