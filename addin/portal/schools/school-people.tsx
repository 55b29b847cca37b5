import { Link, Text } from '@fluentui/react-components';
import type { SiteReply } from '../../../shared/protocol/sites.ts';
import { DataTable } from '../views/data-table.tsx';

/** Who answers for what happens at the school, by role. */
export function SchoolPeople({ site: { contacts, work } }: { readonly site: SiteReply }) {
  if (contacts.length === 0) return <Text>Nobody holds a role for the work here yet.</Text>;
  const projectNames = new Map(work.map(({ project, projectName }) => [project, projectName]));
  return (
    <DataTable
      caption="Who answers for the work"
      columns={['Role', 'Person', 'For'].map((label) => ({ label }))}
      rows={contacts.map(({ role, person, organization, email, projects }) => ({
        id: `${role} ${person}`,
        cells: [
          role,
          <>
            {person}
            {organization === 'District' ? '' : `, ${organization.toLowerCase()}`}
            {email !== null && (
              <>
                , <Link href={`mailto:${email}`}>{email}</Link>
              </>
            )}
          </>,
          projects === null
            ? 'Region or program'
            : projects.map((project) => projectNames.get(project) ?? project).join('; '),
        ],
      }))}
    />
  );
}
