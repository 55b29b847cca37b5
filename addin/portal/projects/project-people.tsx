import { Text } from '@fluentui/react-components';
import { withName } from '../../../shared/tables/code-names.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { DataTable } from '../views/data-table.tsx';
import type { ProjectFacts } from './read-project.ts';

/** Its manager, and who holds a role for it on the day. */
export function ProjectPeople({ project: { cells, assignments, asOf } }: { readonly project: ProjectFacts }) {
  const names = useCodeNames();
  const nameOf = (person: Cell | undefined): string => withName(names, 'people', String(person));
  const held = assignments.filter(({ from, to }) => String(from) <= asOf && (typeof to !== 'string' || to >= asOf));
  const manager = cells['manager'];
  const rows = [
    ...(typeof manager === 'string' ? [{ role: 'Project Manager', person: nameOf(manager), since: '' }] : []),
    ...held
      .filter(({ role, person }) => role !== 'Project Manager' || person !== manager)
      .map(({ role, person, from }) => ({ role: String(role), person: nameOf(person), since: String(from) })),
  ];
  if (rows.length === 0) return <Text>Nobody is named for it yet.</Text>;
  return (
    <DataTable
      caption="People of the project"
      columns={['Role', 'Person', 'Since'].map((label) => ({ label }))}
      rows={rows.map(({ role, person, since }) => ({ id: `${role} ${person}`, cells: [role, person, since] }))}
    />
  );
}
