import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { PortalServer } from '../portal-server.ts';
import { NoPage } from '../shell/no-page.tsx';
import { PageContext, withoutProgram } from '../shell/page-context.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { AppLink } from '../shell/page-links.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { DistrictPage } from './district-page.tsx';
import { rollUpCalls, type RollUpCalls } from './roll-up-calls.ts';
import { RollUpPage } from './roll-up-page.tsx';

interface RollUpPlaceProps {
  readonly server: PortalServer;
  readonly takesFocus: boolean;
}

/** The pages of roll-ups: those that one is a member of, one of them, and a district of it. */
export function RollUpPlace({ server, takesFocus }: RollUpPlaceProps) {
  const { '*': rest = '' } = useParams();
  const [calls] = useState(() => rollUpCalls(server.asks));
  const [id, code, ...further] = rest.split('/').filter((part) => part !== '');
  return (
    <PageContext value={withoutProgram(takesFocus)}>
      {further.length > 0 ? (
        <NoPage heading="There is no page here">The address may be cut off.</NoPage>
      ) : id === undefined ? (
        <RollUpList calls={calls} />
      ) : code === undefined ? (
        <RollUpPage key={id} calls={calls} id={id} />
      ) : (
        <DistrictPage key={rest} calls={calls} id={id} code={code} />
      )}
    </PageContext>
  );
}

function RollUpList({ calls }: { readonly calls: RollUpCalls }) {
  const shared = usePortalStyles();
  return (
    <PageFrame
      heading="Roll-ups"
      lead="Sums of the totals that districts have published. Nobody of a roll-up sees a district’s plan."
      hasDay={false}
    >
      <PortalAnswer ask={calls.rollUps} waiting="Looking up the roll-ups…" failed="The roll-ups couldn’t be read">
        {({ rollUps }) =>
          rollUps.length === 0 ? (
            <Text className={shared.quiet}>
              You are a member of none. An administrator of the server makes one and names its manager.
            </Text>
          ) : (
            <ul className={shared.list}>
              {rollUps.map(({ id, name, role }) => (
                <li key={id}>
                  <AppLink to={`/roll-ups/${encodeURIComponent(id)}`}>{name}</AppLink> · {role}
                </li>
              ))}
            </ul>
          )
        }
      </PortalAnswer>
    </PageFrame>
  );
}
