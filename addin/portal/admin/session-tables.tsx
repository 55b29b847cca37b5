import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { momentWords } from '../../views/cell-words.ts';
import { DataTable } from '../views/data-table.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import type { AskingPartProps } from './membership-table.tsx';

/** By what somebody is signed in, and what reads in their name; each can be ended. */
export function SessionTables(props: AskingPartProps) {
  const shared = usePortalStyles();
  const { details, calls, onAsk, done } = props;
  const { person, sessions } = details;
  return (
    <div className={shared.column}>
      <Sessions {...props} />
      {sessions.length > 1 && (
        <div>
          <Button
            onClick={() =>
              onAsk({
                label: 'End every sign-in',
                words: `End every sign-in of ${person.name}? Whoever works under the account has to sign in again; what is typed stays where it is.`,
                button: 'End them now',
                failed: 'The sign-ins weren’t ended',
                act: () => calls.endSession(person.id, 'all'),
                done,
              })
            }
          >
            End every sign-in…
          </Button>
        </div>
      )}
      <Tokens {...props} />
    </div>
  );
}

function Sessions({ details: { person, sessions }, calls, onAsk, done }: AskingPartProps) {
  const shared = usePortalStyles();
  const [now] = useState(() => new Date());
  if (sessions.length === 0) return <Text className={shared.quiet}>{person.name} is signed in nowhere.</Text>;
  return (
    <DataTable
      caption={`Where ${person.name} is signed in`}
      columns={['Where', 'Since', 'Last used', 'What to do'].map((label) => ({ label }))}
      rows={sessions.map(({ id, device, source, createdAt, lastUsedAt }, index) => ({
        id,
        cells: [
          [device ?? 'Not known', ...(source === null ? [] : [source])].join(' · '),
          momentWords(createdAt, now),
          momentWords(lastUsedAt, now),
          <Button
            key="end"
            size="small"
            aria-label={`End sign-in ${index + 1}…`}
            onClick={() =>
              onAsk({
                label: `End sign-in ${index + 1}`,
                words: `End the sign-in of ${person.name} from ${momentWords(createdAt, now)}? What is typed there stays where it is.`,
                button: 'End it now',
                failed: 'The sign-in wasn’t ended',
                act: () => calls.endSession(person.id, id),
                done,
              })
            }
          >
            End…
          </Button>,
        ],
      }))}
    />
  );
}

function Tokens({ details: { person, tokens }, calls, onAsk, done }: AskingPartProps) {
  const shared = usePortalStyles();
  const [now] = useState(() => new Date());
  if (tokens.length === 0) return <Text className={shared.quiet}>{person.name} has no reading token.</Text>;
  return (
    <DataTable
      caption={`Reading tokens of ${person.name}`}
      columns={['Name', 'Program', 'Last used', 'Expires', 'What to do'].map((label) => ({ label }))}
      rows={tokens.map(({ id, name, program, lastUsedAt, expiresAt }) => ({
        id,
        cells: [
          name,
          program,
          lastUsedAt === null ? 'Not yet' : momentWords(lastUsedAt, now),
          Date.parse(expiresAt) <= now.getTime() ? 'Has expired' : momentWords(expiresAt, now),
          <Button
            key="end"
            size="small"
            aria-label={`Revoke ${name}…`}
            onClick={() =>
              onAsk({
                label: `Revoke ${name}`,
                words: `Revoke “${name}”? Whatever reads ${program} with it is refused from its next refresh on.`,
                button: 'Revoke now',
                failed: 'The token wasn’t revoked',
                act: () => calls.endToken(person.id, id),
                done,
              })
            }
          >
            Revoke…
          </Button>,
        ],
      }))}
    />
  );
}
