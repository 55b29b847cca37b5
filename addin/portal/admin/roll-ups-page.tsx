import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { AdministeredRollUps } from '../../../shared/protocol/roll-ups.ts';
import { unlessTyped } from '../../components/unless-typed.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { DataTable } from '../views/data-table.tsx';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import type { AdminCalls } from './admin-calls.ts';
import type { AdminPageProps } from './admin-page.ts';
import { useDoing } from './use-doing.ts';

/** Roll-ups of the server: what there are, and a new one with its first manager. */
export function RollUpsPage({ calls }: AdminPageProps) {
  return (
    <PageFrame
      heading="Roll-ups"
      lead="A roll-up adds up the totals that districts publish to it. Its managers invite districts and members; you see none of its figures unless they make you one."
      hasDay={false}
    >
      <PortalAnswer ask={calls.rollUps} waiting="Looking up the roll-ups…" failed="The roll-ups couldn’t be read">
        {({ rollUps }) => <RollUps calls={calls} first={rollUps} />}
      </PortalAnswer>
    </PageFrame>
  );
}

interface RollUpsProps {
  readonly calls: AdminCalls;
  readonly first: AdministeredRollUps['rollUps'];
}

const empty = { id: '', name: '', manager: '' };

function RollUps({ calls, first }: RollUpsProps) {
  const shared = usePortalStyles();
  const { isBusy, problem, run } = useDoing();
  const [rollUps, setRollUps] = useState(first);
  const [typed, setTyped] = useState(empty);
  const known = rollUps.find(({ id }) => id === typed.id.trim());
  const isReady =
    !isBusy && typed.id.trim() !== '' && typed.manager.trim() !== '' && (known || typed.name.trim() !== '');
  const make = async (): Promise<void> => {
    const [id, name, manager] = [typed.id.trim(), typed.name.trim(), typed.manager.trim()];
    const done = await run('Nothing was made', () =>
      known ? calls.addManager(id, manager) : calls.addRollUp({ id, name, manager }),
    );
    if (done === null) return;
    setRollUps(done.rollUps);
    setTyped(unlessTyped(typed, empty));
  };
  return (
    <>
      {rollUps.length === 0 ? (
        <Text className={shared.quiet}>There is none yet.</Text>
      ) : (
        <DataTable
          caption="Roll-ups, by id"
          columns={[{ label: 'Roll-up' }, { label: 'Managers' }, { label: 'Districts', isNumber: true }]}
          rows={rollUps.map(({ id, name, districts, managers }) => ({
            id,
            cells: [`${name} (${id})`, managers.join(', '), districts.toLocaleString('en-US')],
          }))}
        />
      )}
      <PagePart heading="A new roll-up">
        <form
          aria-label="A new roll-up"
          className={shared.column}
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) void make();
          }}
        >
          <Field label="Id" hint="Small letters, digits and hyphens; one that is there gets another manager" required>
            <Input value={typed.id} maxLength={63} onChange={(_, { value }) => setTyped({ ...typed, id: value })} />
          </Field>
          <Field label="Name" hint="As districts read it, such as State Office of School Technology">
            <Input
              value={known?.name ?? typed.name}
              disabled={known !== undefined}
              maxLength={120}
              onChange={(_, { value }) => setTyped({ ...typed, name: value })}
            />
          </Field>
          <Field label="E-mail of its manager" hint="Of somebody who signs in here" required>
            <Input
              type="email"
              value={typed.manager}
              maxLength={254}
              onChange={(_, { value }) => setTyped({ ...typed, manager: value })}
            />
          </Field>
          {problem !== null && <ProblemBar words={problem} />}
          <div className={shared.row}>
            <Button type="submit" appearance="primary" disabledFocusable={!isReady}>
              {known ? 'Give it this manager' : 'Make the roll-up'}
            </Button>
          </div>
        </form>
      </PagePart>
    </>
  );
}
