import { Button, Field, Input, Select, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { rollUpRole, type RollUpRole } from '../../../shared/protocol/roll-up-list.ts';
import type { RollUpMembers } from '../../../shared/protocol/roll-ups.ts';
import { unlessTyped } from '../../components/unless-typed.ts';
import { useDoing } from '../admin/use-doing.ts';
import { DataTable } from '../views/data-table.tsx';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import type { RollUpCalls } from './roll-up-calls.ts';

const useStyles = makeStyles({
  /** The button sits beside the field, not beside its label. */
  form: { alignItems: 'end' },
});

interface MembersProps {
  readonly calls: RollUpCalls;
  readonly rollUp: string;
}

/** Who reads the roll-up and who keeps it. */
export function RollUpMembersPart({ calls, rollUp }: MembersProps) {
  const ask = useCallback(() => calls.members(rollUp), [calls, rollUp]);
  return (
    <PagePart heading="Members">
      <PortalAnswer ask={ask} waiting="Looking up the members…" failed="The members couldn’t be read">
        {({ members }) => <Members calls={calls} rollUp={rollUp} first={members} />}
      </PortalAnswer>
    </PagePart>
  );
}

function Members({ calls, rollUp, first }: MembersProps & { readonly first: RollUpMembers['members'] }) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { isBusy, problem, run } = useDoing();
  const [members, setMembers] = useState(first);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<RollUpRole>('reader');
  const isReady = email.trim() !== '' && !isBusy;
  const add = async (): Promise<void> => {
    const done = await run('Nobody was added', () => calls.setMember(rollUp, email.trim(), role));
    if (done === null) return;
    setMembers(done.members);
    setEmail(unlessTyped(email, ''));
  };
  const end = async (account: string): Promise<void> => {
    const done = await run('Nobody was removed', () => calls.endMember(rollUp, account));
    if (done !== null) setMembers(done.members);
  };
  return (
    <>
      <DataTable
        caption="Members, by name"
        columns={[{ label: 'Name' }, { label: 'Role' }, { label: 'What to do' }]}
        rows={members.map((member) => ({
          id: member.account,
          cells: [
            `${member.name} · ${member.email}`,
            member.role === 'manager' ? 'Manager' : 'Reader',
            <Button
              key="end"
              size="small"
              aria-label={`Remove ${member.name}`}
              onClick={() => void end(member.account)}
              disabledFocusable={isBusy}
            >
              Remove
            </Button>,
          ],
        }))}
      />
      <form
        aria-label="Add a member"
        className={mergeClasses(shared.row, styles.form)}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void add();
        }}
      >
        <Field label="E-mail of who signs in here">
          <Input type="email" value={email} maxLength={254} onChange={(_, { value }) => setEmail(value)} />
        </Field>
        <Field label="As">
          <Select value={role} onChange={(_, { value }) => setRole(rollUpRole.catch('reader').parse(value))}>
            <option value="reader">Reader</option>
            <option value="manager">Manager</option>
          </Select>
        </Field>
        <Button type="submit" disabledFocusable={!isReady}>
          Add
        </Button>
      </form>
      {problem !== null && <ProblemBar words={problem} />}
    </>
  );
}
