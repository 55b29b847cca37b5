import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { SignInAdministration } from '../../../shared/protocol/sign-in-administration.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import type { AdminCalls } from './admin-calls.ts';
import type { AdminPageProps } from './admin-page.ts';
import { GroupRoleForm } from './group-role-form.tsx';
import { GroupRoles } from './group-roles.tsx';
import { WaitingPeople } from './waiting-people.tsx';

/** Who has come from the district's provider and waits, and what its groups give. */
export function SignInPage({ calls }: AdminPageProps) {
  return (
    <PageFrame
      heading="Sign-in"
      lead="Who has come from the district’s sign-in, and what its groups give in programs."
      hasDay={false}
    >
      <PortalAnswer ask={calls.signIn} waiting="Looking up the sign-in…" failed="The sign-in couldn’t be read">
        {(reply) => <SignIn first={reply} calls={calls} />}
      </PortalAnswer>
    </PageFrame>
  );
}

interface SignInProps {
  readonly first: SignInAdministration;
  readonly calls: AdminCalls;
}

function SignIn({ first, calls }: SignInProps) {
  const shared = usePortalStyles();
  const [{ provider, waiting, groups }, setNow] = useState(first);
  return (
    <div className={shared.column}>
      <Text>
        {provider === null
          ? 'This server has no sign-in of the district. The settings OIDC_ISSUER and OIDC_CLIENT_ID bring it.'
          : `People sign in with ${provider}.`}
      </Text>
      <WaitingPeople waiting={waiting} calls={calls} onChanged={setNow} />
      <GroupRoles groups={groups} calls={calls} onChanged={setNow} />
      <GroupRoleForm groups={groups} calls={calls} onChanged={setNow} />
    </div>
  );
}
