import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { SignInAdministration, WireGroupRole } from '../../../shared/protocol/sign-in-administration.ts';
import { DataTable } from '../views/data-table.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import type { AdminCalls } from './admin-calls.ts';
import { ConfirmAct } from './confirm-act.tsx';

interface GroupRolesProps {
  readonly groups: readonly WireGroupRole[];
  readonly calls: AdminCalls;
  readonly onChanged: (now: SignInAdministration) => void;
}

const roleWords: { readonly [R in WireGroupRole['role']]: string } = {
  viewer: 'Viewer',
  editor: 'Editor',
  finance: 'Finance',
  admin: 'Administrator of the program',
};

/** What the groups of the provider give. */
export function GroupRoles({ groups, calls, onChanged }: GroupRolesProps) {
  const shared = usePortalStyles();
  const [ending, setEnding] = useState<WireGroupRole | null>(null);
  return (
    <section className={shared.column} aria-labelledby="groups">
      <Text as="h2" id="groups" size={400} weight="semibold" className={shared.heading}>
        What groups give
      </Text>
      <Text className={shared.quiet}>
        It is looked at at each sign-in. What was granted or closed by hand stands, whatever groups say.
      </Text>
      {groups.length === 0 ? (
        <Text className={shared.quiet}>Groups give nothing.</Text>
      ) : (
        <DataTable
          caption="Groups and app roles of the district’s sign-in"
          columns={['Group', 'Program', 'Makes its people', ''].map((label) => ({ label }))}
          rows={groups.map((each) => ({
            id: `${each.program} ${each.group}`,
            cells: [
              nameOf(each),
              each.program,
              givenWords(each),
              <Button
                key="end"
                size="small"
                aria-label={`Let ${nameOf(each)} give nothing in ${each.program}…`}
                onClick={() => setEnding(each)}
              >
                End…
              </Button>,
            ],
          }))}
        />
      )}
      {ending !== null && (
        <ConfirmAct
          asked={{
            label: `End what ${nameOf(ending)} gives`,
            words: `People of ${nameOf(ending)} lose ${ending.program} at their next sign-in, unless another group opens it. Nothing that they have entered goes away.`,
            button: 'End it now',
            failed: 'Nothing was ended',
            act: () => calls.endGroup(ending.program, ending.group),
            done: (now) => {
              setEnding(null);
              onChanged(now);
            },
          }}
          onCancel={() => setEnding(null)}
        />
      )}
    </section>
  );
}

function nameOf({ group, label }: WireGroupRole): string {
  return label === null ? group : `${label} (${group})`;
}

/** "Editor for North, as Procurement" */
export function givenWords({ role, scope, planRoles }: WireGroupRole): string {
  const limit = scope === null ? '' : ` for ${[...scope.regions, ...scope.projects].join(', ')}`;
  return `${roleWords[role]}${limit}${planRoles.length === 0 ? '' : `, as ${planRoles.join(', ')}`}`;
}
