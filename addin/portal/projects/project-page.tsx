import { Text } from '@fluentui/react-components';
import { useCallback, useMemo } from 'react';
import { findTable } from '../../../shared/tables/all-tables.ts';
import { valueWords } from '../../../shared/tables/place-words.ts';
import type { AmountSource } from '../../views/totals/amount-source.ts';
import { FigureBridge } from '../../views/totals/figure-bridge.tsx';
import { useCodeNames } from '../../views/use-code-names.ts';
import type { PortalProblem } from '../portal-problem.ts';
import { FactList } from '../views/fact-list.tsx';
import { LastChanges } from '../views/last-changes.tsx';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PagePart } from '../views/page-part.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { amountSource, WithExplanation, type Explain } from '../views/with-explanation.tsx';
import { projectFigure } from './project-figure.ts';
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
export function ProjectPage({ server, program, moment, item }: ProgramPageProps) {
  const number = item ?? '';
  const names = useCodeNames();
  const source = useMemo(() => amountSource(server, program.id), [server, program.id]);
  const ask = useCallback(() => readProject(server, program.id, number, moment), [server, program.id, number, moment]);
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
                <Text>There is no project {number.slice(0, 40)} in the plan of this moment.</Text>
              ) : (
                <Project project={project} source={source} onExplain={explain} />
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
  readonly source: AmountSource<PortalProblem>;
  readonly onExplain: Explain;
}

function Project({ project, source, onExplain }: ProjectProps) {
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
      <PagePart heading="How its budget came about">
        <ProjectBridge project={project} source={source} />
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

/** Its current budget, from the adopted plan or any other moment to the day of the page. */
function ProjectBridge({ project, source }: Pick<ProjectProps, 'project' | 'source'>) {
  const { number, totals } = project;
  const { revision, asOf } = totals;
  const figure = useMemo(() => projectFigure(number, { revision, asOf }), [number, revision, asOf]);
  return <FigureBridge source={source} figure={figure} level={2} />;
}
