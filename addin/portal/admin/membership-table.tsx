import { Button, Text } from '@fluentui/react-components';
import type { PersonDetails } from '../../../shared/protocol/administration.ts';
import { DataTable } from '../views/data-table.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import type { AdminCalls } from './admin-calls.ts';
import type { ActToConfirm } from './confirm-act.tsx';
import { membershipWords } from './person-words.ts';

/** What parts of a person's page are given that ask before they do something. */
export interface AskingPartProps {
  readonly details: PersonDetails;
  readonly calls: AdminCalls;
  readonly onAsk: (act: ActToConfirm<PersonDetails>) => void;
  readonly done: (details: PersonDetails) => void;
}

/** The programs that are open to somebody. */
export function MembershipTable({ details: { person }, calls, onAsk, done }: AskingPartProps) {
  const shared = usePortalStyles();
  if (person.memberships.length === 0)
    return <Text className={shared.quiet}>No program is open to {person.name}.</Text>;
  return (
    <DataTable
      caption={`Programs that are open to ${person.name}`}
      columns={['Program', 'May', 'What to do'].map((label) => ({ label }))}
      rows={person.memberships.map((membership) => {
        const { program, programName } = membership;
        return {
          id: program,
          cells: [
            `${programName} (${program})`,
            membershipWords(membership),
            <Button
              key="close"
              size="small"
              aria-label={`Close ${program}…`}
              onClick={() =>
                onAsk({
                  label: `Close ${program} to ${person.name}`,
                  words: `Close “${programName}” to ${person.name}? Reading tokens for it end as well. What ${person.name} has done there stays in the history, and what is typed in a workbook stays in it.`,
                  button: 'Close it now',
                  failed: 'The program wasn’t closed',
                  act: () => calls.endMembership(person.id, program),
                  done,
                })
              }
            >
              Close…
            </Button>,
          ],
        };
      })}
    />
  );
}
