import { Button, Field, Input, Select, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { SignInAdministration, WireGroupRole } from '../../../shared/protocol/sign-in-administration.ts';
import { unlessTyped } from '../../components/unless-typed.ts';
import { roleMay } from '../people/member-words.ts';
import { isOutdated } from '../portal-problem.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import type { AdminCalls } from './admin-calls.ts';
import { askedOf, noGrant, roleChoices, ScopeFields } from './grant-form.tsx';
import { givenWords } from './group-roles.tsx';
import { useDoing } from './use-doing.ts';

const useStyles = makeStyles({ field: { flexGrow: 1, flexBasis: '240px', minWidth: 0 } });

interface GroupRoleFormProps {
  /** What groups give, as it was looked at. */
  readonly groups: readonly WireGroupRole[];
  readonly calls: AdminCalls;
  readonly onChanged: (now: SignInAdministration) => void;
}

/** Lets a group open a program to its people. Limits to roles of the plan are given by the command line. */
export function GroupRoleForm({ groups, calls, onChanged }: GroupRoleFormProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { isBusy, problem, run } = useDoing();
  const [group, setGroup] = useState('');
  const [label, setLabel] = useState('');
  const [typed, setTyped] = useState(noGrant);
  const [program, kind] = [typed.program.trim(), typed.kind];
  const isReady = group.trim() !== '' && program !== '' && !isBusy;
  const given = groups.find((each) => each.program === program && each.group === group.trim());
  const ask = async () => {
    const { role, scope } = askedOf(typed);
    // The limit to roles of the plan is none of this form’s, and so is not taken away by it.
    const limits = { planRoles: [...(given?.planRoles ?? [])], seen: seenOf(given) };
    const name = { program, group: group.trim(), label: label.trim() || (given?.label ?? null) };
    const outcome = await calls.setGroup({ ...name, role, scope, ...limits });
    const now = !outcome.ok && isOutdated(outcome.problem) ? await calls.signIn() : null;
    if (now?.ok === true) onChanged(now.value);
    return outcome;
  };
  const give = async (): Promise<void> => {
    const now = await run('The group gives what it gave', ask);
    if (now === null) return;
    setGroup(unlessTyped(group, ''));
    setLabel(unlessTyped(label, ''));
    setTyped(unlessTyped(typed, noGrant));
    onChanged(now);
  };
  return (
    <form
      aria-label="Let a group open a program"
      className={shared.column}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void give();
      }}
    >
      <Text weight="semibold">Let a group open a program, or change what it gives</Text>
      <div className={shared.row}>
        <Field label="Group or app role" hint="As the provider’s tokens name it" className={styles.field} required>
          <Input value={group} maxLength={200} onChange={(_, { value }) => setGroup(value)} />
        </Field>
        <Field label="What people call it" className={styles.field}>
          <Input value={label} maxLength={120} onChange={(_, { value }) => setLabel(value)} />
        </Field>
      </div>
      <div className={shared.row}>
        <Field label="Program (id)" className={styles.field} required>
          <Input
            value={typed.program}
            maxLength={100}
            onChange={(_, { value }) => setTyped({ ...typed, program: value })}
          />
        </Field>
        <Field label="Its people may" className={styles.field}>
          <Select
            value={kind}
            onChange={(_, { value }) =>
              setTyped({ ...typed, kind: roleChoices.find(({ role }) => role === value)?.role ?? 'viewer' })
            }
          >
            {roleChoices.map(({ role, label: words }) => (
              <option key={role} value={role}>
                {words}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {kind !== 'planRoles' && <Text className={shared.quiet}>{roleMay[kind]}.</Text>}
      {kind === 'editor' && <ScopeFields typed={typed} onType={setTyped} />}
      {given !== undefined && (
        <Text>
          It makes its people {givenWords(given)} now. What you choose here takes its place
          {given.planRoles.length === 0 ? '' : '; the limit to roles of the plan stays'}.
        </Text>
      )}
      {problem !== null && <ProblemBar words={problem} />}
      <div className={shared.row}>
        <Button type="submit" appearance="primary" disabledFocusable={!isReady}>
          Let it open the program
        </Button>
      </div>
    </form>
  );
}

function seenOf(given: WireGroupRole | undefined) {
  if (given === undefined) return null;
  const { label, role, scope, planRoles } = given;
  return { label, role, scope, planRoles };
}
