import { Link, Text, Title3, makeStyles } from '@fluentui/react-components';
import { useCallback, useId, type ReactNode } from 'react';
import { reachWords } from '../../../shared/access/plan-role.ts';
import { holdsOn } from '../../../shared/access/held-roles.ts';
import type { Role } from '../../../shared/access/membership.ts';
import type { MembersReply } from '../../../shared/protocol/people.ts';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import { withName } from '../../../shared/tables/code-names.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { today } from '../asked-moment.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import type { PortalServer } from '../portal-server.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { DataTable } from '../views/data-table.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { mayWords, planRolesWords, scopeWords } from './member-words.ts';

const useStyles = makeStyles({ day: { whiteSpace: 'nowrap' } });

const roleNames: { readonly [R in Role]: string } = {
  admin: 'Administrator',
  finance: 'Finance',
  editor: 'Editor',
  viewer: 'Viewer',
};

/** Who may do what in the program, and who carries the plan. */
export function PeoplePage({ server, program, moment: { asOf } }: ProgramPageProps) {
  const shared = usePortalStyles();
  const askMembers = useCallback(() => server.members(program.id, asOf), [server, program.id, asOf]);
  const askPeople = useCallback(() => readPeople(server, program.id, asOf), [server, program.id, asOf]);
  return (
    <PageFrame heading="People" lead="Who may do what here, since when, and who carries the plan." hasBaselines={false}>
      <Part heading="Who can sign in">
        <PortalAnswer ask={askMembers} waiting="Looking up people…" failed="The people couldn’t be read">
          {(reply) => <Members {...reply} />}
        </PortalAnswer>
        <Text className={shared.quiet}>
          An administrator of the server adds people and changes what they may do, under Administration.
        </Text>
      </Part>
      <Part heading="Who carries the plan">
        <PortalAnswer ask={askPeople} waiting="Looking up people…" failed="The people couldn’t be read">
          {(people) => (
            <>
              <PeopleOfPlan {...people} />
              <HeldRoles {...people} />
            </>
          )}
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
  const styles = useStyles();
  const shared = usePortalStyles();
  const names = useCodeNames();
  const hasEmails = members.some(({ email }) => email !== null);
  if (members.length === 0)
    return <Text className={shared.quiet}>Nobody is known to have been a member on that day.</Text>;
  return (
    <DataTable
      caption="Members of the program"
      columns={['Name', 'Role', 'May', 'May change', 'Since', ...(hasEmails ? ['E-mail'] : [])].map((label) => ({
        label,
      }))}
      rows={members.map((member, index) => ({
        // Two people may have one name.
        id: String(index),
        cells: [
          member.name,
          member.planRoles ? planRolesWords(member.planRoles) : roleNames[member.role],
          mayWords(member),
          scopeWords(member, names),
          <span key="since" className={styles.day}>
            {member.since ?? ''}
          </span>,
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

/** The tables People and Assignments as they were known on the day that is asked about. */
interface PeopleRead {
  readonly state: ProgramState;
  readonly day: string;
}

async function readPeople(
  server: PortalServer,
  program: string,
  asOf: string | null,
): Promise<PortalOutcome<PeopleRead>> {
  const members = await server.members(program, asOf);
  if (!members.ok) return members;
  const { asOf: day = asOf ?? '', revision } = members.value;
  const tables = await server.tables(program, ['people', 'assignments'], today, revision);
  return tables.ok ? { ok: true, value: { state: tables.value, day } } : tables;
}

/** The rows of the table People who have not left, by name. */
function PeopleOfPlan({ state }: PeopleRead) {
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

/** Who holds which role of the plan on the day, for what, and from when to when. */
function HeldRoles({ state, day }: PeopleRead) {
  const names = useCodeNames();
  const rows = [...(state.tables.get('assignments') ?? [])]
    .filter(([, { from, to }]) => holdsOn({ from: textOf(from), to: textOf(to) }, day))
    .toSorted(
      ([, a], [, b]) =>
        words(a['role']).localeCompare(words(b['role']), 'en') ||
        words(a['person']).localeCompare(words(b['person']), 'en'),
    );
  if (rows.length === 0) return <Text>The table Assignments names nobody on this day.</Text>;
  return (
    <DataTable
      caption={`Roles that are held on ${day}`}
      columns={['Person', 'Role', 'For', 'From', 'To'].map((label) => ({ label }))}
      rows={rows.map(([row, { role, person, project, program, region, from, to }]) => ({
        id: row,
        cells: [
          withName(names, 'people', words(person)),
          words(role),
          reachWords({ project: textOf(project), program: textOf(program), region: textOf(region) }),
          words(from),
          words(to),
        ],
      }))}
    />
  );
}

function textOf(cell: Cell | undefined): string | null {
  return typeof cell === 'string' ? cell : null;
}

function words(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : '';
}
