import { Text } from '@fluentui/react-components';
import { useCallback } from 'react';
import { findTable } from '../../../shared/tables/all-tables.ts';
import { valueWords } from '../../../shared/tables/place-words.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { FactList } from '../views/fact-list.tsx';
import { LastChanges } from '../views/last-changes.tsx';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { WithExplanation, type Explain } from '../views/with-explanation.tsx';
import { ProjectMoney } from './project-money.tsx';
import { ProjectPeople } from './project-people.tsx';
import { ProjectSites } from './project-sites.tsx';
import { readProject, type ProjectFacts } from './read-project.ts';

const shownColumns = [
  'program',
  'class',
  'region',
  'status',
  'phase',
  'percentComplete',
  'scheduleIndicator',
  'budgetIndicator',
  'bondListRef',
  'approvalChange',
  'approvalDate',
  'remark',
] as const;

/** Everything about one project: what it is, where and when, what it costs and from which source, and who answers for it. */
export function ProjectPage({ server, program, asOf, item }: ProgramPageProps) {
  const number = item ?? '';
  const names = useCodeNames();
  const ask = useCallback(() => readProject(server, program.id, number, asOf), [server, program.id, number, asOf]);
  return (
    <PageFrame
      heading={names.of('projects', number) ?? number}
      lead={number}
      parent={{ page: 'projects', label: 'Projects' }}
    >
      <WithExplanation server={server} program={program.id}>
        {(explain) => (
          <PortalAnswer ask={ask} waiting="Looking up the project…" failed="The project couldn’t be read">
            {(project) =>
              project === null ? (
                <Text>There is no project {number.slice(0, 40)} in the plan of this day.</Text>
              ) : (
                <Project project={project} onExplain={explain} />
              )
            }
          </PortalAnswer>
        )}
      </WithExplanation>
    </PageFrame>
  );
}

interface ProjectProps {
  readonly project: ProjectFacts;
  readonly onExplain: Explain;
}

function Project({ project, onExplain }: ProjectProps) {
  const shared = usePortalStyles();
  const names = useCodeNames();
  const { cells, asOf, totals, history } = project;
  const changes = history.flatMap(({ revision, at, by, changes: rows }) =>
    rows.map((row) => ({ ...row, revision, at, by })),
  );
  return (
    <div className={shared.column} style={{ gap: '32px' }}>
      <div className={shared.column}>
        <FactList
          facts={shownColumns.map((column) => ({
            label: findTable('projects')?.columns[column]?.label ?? column,
            value: cells[column] === null ? '' : valueWords('projects', column, cells[column] ?? null, names),
          }))}
        />
        <Text className={shared.quiet}>
          As of {asOf}, at revision {totals.revision}.
        </Text>
      </div>
      <PagePart heading="What is done">
        <Text>{valueWords('projects', 'scopeDescription', cells['scopeDescription'] ?? null, names)}</Text>
      </PagePart>
      <PagePart heading="Where and when">
        <ProjectSites project={project} />
      </PagePart>
      <PagePart heading="What it costs">
        <ProjectMoney project={project} onExplain={onExplain} />
      </PagePart>
      <PagePart heading="Who answers for it">
        <ProjectPeople project={project} />
      </PagePart>
      <PagePart heading="What changed last">
        <LastChanges changes={changes} />
      </PagePart>
    </div>
  );
}
