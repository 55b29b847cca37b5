import { Button, Checkbox, Field, Input, Select, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { Role } from '../../../shared/access/membership.ts';
import { isPlanRole, type PlanRole } from '../../../shared/access/plan-role.ts';
import { planRoleRights } from '../../../shared/access/plan-role-rights.ts';
import type {
  AskedMembership,
  HeldMembership,
  PersonDetails,
  SeenGrant,
} from '../../../shared/protocol/administration.ts';
import { regions, roles } from '../../../shared/tables/lists.ts';
import { unlessTyped } from '../../components/unless-typed.ts';
import { roleMay } from '../people/member-words.ts';
import { isOutdated } from '../portal-problem.ts';
import { usePortalStyles } from '../views/portal-styles.ts';
import { ProblemBar } from '../views/problem-bar.tsx';
import type { AdminCalls } from './admin-calls.ts';
import { membershipWords } from './person-words.ts';
import { useDoing } from './use-doing.ts';

const useStyles = makeStyles({
  field: { flexGrow: 1, flexBasis: '240px', minWidth: 0 },
  row: { alignItems: 'flex-start' },
  ticks: { border: '0', margin: 0, padding: 0, display: 'flex', flexWrap: 'wrap', gap: '0 12px' },
});

export const roleChoices: readonly { readonly role: Role; readonly label: string }[] = [
  { role: 'viewer', label: 'Viewer' },
  { role: 'editor', label: 'Editor' },
  { role: 'finance', label: 'Finance' },
  { role: 'admin', label: 'Administrator of the program' },
];

/** How somebody may be limited: by the role of the account, or to roles of the plan. */
export interface TypedGrant {
  readonly program: string;
  readonly kind: Role | 'planRoles';
  readonly regions: readonly string[];
  readonly projects: string;
  readonly planRoles: readonly PlanRole[];
  readonly isDeputy: boolean;
  readonly person: string;
}

export const noGrant: TypedGrant = {
  program: '',
  kind: 'viewer',
  regions: [],
  projects: '',
  planRoles: [],
  isDeputy: false,
  person: '',
};

interface GrantFormProps {
  readonly details: PersonDetails;
  readonly calls: AdminCalls;
  readonly onChanged: (details: PersonDetails) => void;
}

/** Opens a program to somebody, or changes what they may do there. */
export function GrantForm({ details: { person }, calls, onChanged }: GrantFormProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { isBusy, problem, run } = useDoing();
  const [typed, setTyped] = useState(noGrant);
  const heldIn = (program: string) => person.memberships.find((each) => each.program === program.trim());
  const held = heldIn(typed.program);
  const isReady = typed.program.trim() !== '' && !isBusy;
  const onProgram = (program: string): void =>
    setTyped(inOtherProgram(typed, program, { held, next: heldIn(program) }));
  const ask = async () => {
    const asked = { ...askedOf(typed), seen: seenOf(held) };
    const outcome = await calls.grant(person.id, typed.program.trim(), asked);
    const now = !outcome.ok && isOutdated(outcome.problem) ? await calls.person(person.id) : null;
    if (now?.ok === true) onChanged(now.value);
    return outcome;
  };
  const grant = async (): Promise<void> => {
    const changed = await run('Nothing was granted', ask);
    if (changed === null) return;
    setTyped(unlessTyped(typed, noGrant));
    onChanged(changed);
  };
  return (
    <form
      aria-label={`Open a program to ${person.name}`}
      className={shared.column}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void grant();
      }}
    >
      <Text weight="semibold">Open a program, or change what may be done there</Text>
      <div className={`${shared.row} ${styles.row}`}>
        <Field label="Program (id)" className={styles.field} required>
          <Input value={typed.program} maxLength={100} onChange={(_, { value }) => onProgram(value)} />
        </Field>
        <Field label="May" className={styles.field}>
          <Select value={typed.kind} onChange={(_, { value }) => setTyped({ ...typed, kind: kindOf(value) })}>
            {roleChoices.map(({ role, label }) => (
              <option key={role} value={role}>
                {label}
              </option>
            ))}
            <option value="planRoles">What roles of the plan may do</option>
          </Select>
        </Field>
        <Field label="Person ID in the plan" hint="Where roles are held as Assignments says" className={styles.field}>
          <Input
            value={typed.person}
            maxLength={16}
            onChange={(_, { value }) => setTyped({ ...typed, person: value })}
          />
        </Field>
      </div>
      {typed.kind !== 'planRoles' && <Text className={shared.quiet}>{roleMay[typed.kind]}.</Text>}
      {held !== undefined && (
        <Text>
          Held now: {membershipWords(held)}. What you choose here takes its place, the Person ID and all limits
          included.
        </Text>
      )}
      {hasScope(typed) && <ScopeFields typed={typed} onType={setTyped} />}
      {typed.kind === 'planRoles' && <PlanRoleFields typed={typed} onType={setTyped} />}
      {problem !== null && <ProblemBar words={problem} />}
      <div className={shared.row}>
        <Button type="submit" appearance="primary" disabledFocusable={!isReady}>
          {held !== undefined ? 'Change what may be done' : 'Open the program'}
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps {
  readonly typed: TypedGrant;
  readonly onType: (typed: TypedGrant) => void;
}

/** The rows that an editor is limited to. */
export function ScopeFields({ typed, onType }: FieldsProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const tick = (region: string, isTicked: boolean): void =>
    onType({
      ...typed,
      regions: isTicked ? [...typed.regions, region] : typed.regions.filter((each) => each !== region),
    });
  return (
    <div className={shared.column}>
      <fieldset className={styles.ticks}>
        <legend>Limited to regions (none: everywhere)</legend>
        {regions.map((region) => (
          <Checkbox
            key={region}
            label={region}
            checked={typed.regions.includes(region)}
            onChange={(_, { checked }) => tick(region, checked === true)}
          />
        ))}
      </fieldset>
      <Field label="And to projects" hint="Project numbers with commas between them">
        <Input value={typed.projects} onChange={(_, { value }) => onType({ ...typed, projects: value })} />
      </Field>
    </div>
  );
}

function PlanRoleFields({ typed, onType }: FieldsProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const tick = (name: PlanRole, isTicked: boolean): void =>
    onType({
      ...typed,
      planRoles: isTicked ? [...typed.planRoles, name] : typed.planRoles.filter((each) => each !== name),
    });
  return (
    <div className={shared.column}>
      <fieldset className={styles.ticks}>
        <legend>Roles of the plan</legend>
        {roles.map((name) => (
          <Checkbox
            key={name}
            label={planRoleRights[name].isAssigned === true ? `${name} (while assigned)` : name}
            checked={typed.planRoles.includes(name)}
            onChange={(_, { checked }) => tick(name, checked === true)}
          />
        ))}
      </fieldset>
      <Checkbox
        label="A deputy: held only for the rows and on the days that the table Assignments says"
        checked={typed.isDeputy}
        onChange={(_, { checked }) => onType({ ...typed, isDeputy: checked === true })}
      />
    </div>
  );
}

/** Roles of the plan may be limited as editors are: where they are, that is seen, and stays unless it is taken away. */
function hasScope({ kind, regions: chosen, projects }: TypedGrant): boolean {
  return kind === 'editor' || (kind === 'planRoles' && (chosen.length > 0 || projects.trim() !== ''));
}

/** What is held as the form says it. */
function typedOf({ program, role, scope, planRoles, whileAssigned, person }: HeldMembership): TypedGrant {
  return {
    program,
    kind: planRoles.length + whileAssigned.length === 0 ? role : 'planRoles',
    regions: scope?.regions ?? [],
    projects: (scope?.projects ?? []).join(', '),
    planRoles: [...planRoles, ...whileAssigned],
    isDeputy: whileAssigned.some((name) => planRoleRights[name].isAssigned !== true),
    person: person ?? '',
  };
}

/** The form for another program: what is held there is where it begins, unless something else was chosen before. */
function inOtherProgram(
  typed: TypedGrant,
  program: string,
  { held, next }: { readonly held: HeldMembership | undefined; readonly next: HeldMembership | undefined },
): TypedGrant {
  const begun = { ...(held === undefined ? noGrant : typedOf(held)), program: typed.program };
  const isUntouched = JSON.stringify(begun) === JSON.stringify(typed);
  const begins = next === undefined ? noGrant : typedOf(next);
  return { ...(isUntouched ? begins : typed), program };
}

function seenOf(held: HeldMembership | undefined): SeenGrant | null {
  if (held === undefined) return null;
  const { role, scope, planRoles, whileAssigned, person } = held;
  return { role, scope, planRoles, whileAssigned, person };
}

function kindOf(value: string): TypedGrant['kind'] {
  return roleChoices.find(({ role }) => role === value)?.role ?? 'planRoles';
}

/** What is asked of the server; what does not belong to the kind that is chosen stays out. */
export function askedOf({ kind, regions: chosen, projects, planRoles, isDeputy, person }: TypedGrant): AskedMembership {
  const whose = person.trim() === '' ? null : person.trim();
  const listed = projects.split(',').flatMap((number) => (number.trim() === '' ? [] : [number.trim()]));
  const hasAny = chosen.length + listed.length > 0;
  const scope = hasAny ? { regions: [...chosen], projects: listed } : null;
  if (kind === 'planRoles') {
    const named = planRoles.filter(isPlanRole);
    const limits = { scope, person: whose };
    return isDeputy ? { whileAssigned: named, ...limits } : { planRoles: named, ...limits };
  }
  return { role: kind, scope: kind === 'editor' ? scope : null, person: whose };
}
