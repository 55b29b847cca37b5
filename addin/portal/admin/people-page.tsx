import { Text } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { AdministeredPerson } from '../../../shared/protocol/administration.ts';
import { momentWords } from '../../views/cell-words.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { AppLink } from '../shell/page-links.tsx';
import { DataTable } from '../views/data-table.tsx';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import type { AdminPageProps } from './admin-page.ts';
import { FindField, useFind } from './find-field.tsx';
import { InvitePerson } from './invite-person.tsx';
import { PagedList, type ListPart } from './paged-list.tsx';
import { membershipWords, stateWords } from './person-words.ts';

/** Everybody who has an account, and who is to have one. */
export function PeoplePage({ calls }: AdminPageProps) {
  const shared = usePortalStyles();
  const [find, onFind] = useFind();
  const [parameters] = useSearchParams();
  const program = parameters.get('program');
  /** Asked anew after each invitation. */
  const [looks, setLooks] = useState(0);
  const askPart = useCallback(
    async (after: string | null): Promise<PortalOutcome<ListPart<AdministeredPerson>>> => {
      const outcome = await calls.people(find, program, after);
      if (!outcome.ok) return outcome;
      return { ok: true, value: { items: outcome.value.people, next: outcome.value.next } };
    },
    [calls, find, program],
  );
  const askFirst = useCallback(() => askPart(null), [askPart]);
  return (
    <PageFrame
      heading="People"
      lead="Everybody who has an account, and what each may do in which program."
      hasDay={false}
    >
      <div className={shared.column}>
        <FindField label="Name or e-mail" find={find} onFind={onFind} />
        {program !== null && (
          <Text>
            Members of {program} alone. <AppLink to="/admin/people">Show everybody</AppLink>
          </Text>
        )}
        <PortalAnswer key={looks} ask={askFirst} waiting="Looking up people…" failed="The people couldn’t be read">
          {(first) => (
            <PagedList first={first} ask={askPart} more="Show more people">
              {(people) => <PeopleTable people={people} />}
            </PagedList>
          )}
        </PortalAnswer>
      </div>
      <PagePart heading="Invite somebody">
        <InvitePerson calls={calls} onInvited={() => setLooks(looks + 1)} />
      </PagePart>
    </PageFrame>
  );
}

const columns = ['Name', 'E-mail', 'State', 'Programs', 'Last used'].map((label) => ({ label }));

function PeopleTable({ people }: { readonly people: readonly AdministeredPerson[] }) {
  const shared = usePortalStyles();
  const [now] = useState(() => new Date());
  if (people.length === 0) return <Text className={shared.quiet}>Nobody fits.</Text>;
  return (
    <DataTable
      caption="People, by e-mail"
      columns={columns}
      rows={people.map((person) => ({
        id: person.id,
        cells: [
          <AppLink key="name" to={`/admin/people/${person.id}`}>
            {person.name}
          </AppLink>,
          person.email,
          stateWords(person),
          person.memberships.map((each) => `${each.program}: ${membershipWords(each)}`).join('; ') || 'None',
          person.lastUsedAt === null ? 'No open sign-in' : momentWords(person.lastUsedAt, now),
        ],
      }))}
    />
  );
}
