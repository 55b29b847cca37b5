import { Link, Text, Title3 } from '@fluentui/react-components';
import { useCallback, useId, type ReactNode } from 'react';
import type { Role } from '../../../shared/access/membership.ts';
import type { MembersReply } from '../../../shared/protocol/people.ts';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { DataTable } from '../views/data-table.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { roleMay, scopeWords } from './member-words.ts';

const roleNames: { readonly [R in Role]: string } = {
  admin: 'Administrator',
  finance: 'Finance',
  editor: 'Editor',
  viewer: 'Viewer',
};

/** Who may do what in the program, and who carries the plan. */
export function PeoplePage({ server, program }: ProgramPageProps) {
  const shared = usePortalStyles();
  const askMembers = useCallback(() => server.members(program.id), [server, program.id]);
  const askPeople = useCallback(() => server.tables(program.id, ['people'], null), [server, program.id]);
  return (
    <PageFrame heading="People" lead="Who may do what here, and who carries the plan." hasDay={false}>
      <Part heading="Who can sign in">
        <PortalAnswer ask={askMembers} waiting="Looking up people…" failed="The people couldn’t be read">
          {({ members }) => <Members members={members} />}
        </PortalAnswer>
        <Text className={shared.quiet}>
          An administrator adds people and changes what they may do, by the server’s command line.
        </Text>
      </Part>
      <Part heading="Who carries the plan">
        <PortalAnswer ask={askPeople} waiting="Looking up people…" failed="The people couldn’t be read">
          {(state) => <PeopleOfPlan state={state} />}
        </PortalAnswer>
      </Part>
    </PageFrame>
  );
}

function Part({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  const shared = usePortalStyles();
  const id = useId();
  return (
    <section className={shared.column} aria-labelledby={id}>
      <h2 id={id} className={shared.heading}>
        <Title3>{heading}</Title3>
      </h2>
      {children}
    </section>
  );
}

function Members({ members }: MembersReply) {
  const names = useCodeNames();
  const hasEmails = members.some(({ email }) => email !== null);
  return (
    <DataTable
      caption="Members of the program"
      columns={['Name', 'Role', 'May', 'May change', ...(hasEmails ? ['E-mail'] : [])].map((label) => ({ label }))}
      rows={members.map((member, index) => ({
        // Two people may have one name.
        id: String(index),
        cells: [
          member.name,
          roleNames[member.role],
          roleMay[member.role],
          scopeWords(member, names),
          ...(hasEmails && member.email !== null
            ? [
                <Link key="email" href={`mailto:${member.email}`}>
                  {member.email}
                </Link>,
              ]
            : []),
        ],
      }))}
    />
  );
}

/** The rows of the table People who have not left, by name. */
function PeopleOfPlan({ state }: { readonly state: ProgramState }) {
  const rows = [...(state.tables.get('people') ?? [])]
    .filter(([, { active }]) => active !== false)
    .toSorted(([, a], [, b]) => words(a['name']).localeCompare(words(b['name']), 'en', { numeric: true }));
  if (rows.length === 0) return <Text>The table People names nobody yet.</Text>;
  return (
    <DataTable
      caption="People of the plan"
      columns={['Name', 'Person ID', 'Organization'].map((label) => ({ label }))}
      rows={rows.map(([row, { id, name, organization }]) => ({
        id: row,
        cells: [words(name), words(id), words(organization)],
      }))}
    />
  );
}

function words(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : '';
}
