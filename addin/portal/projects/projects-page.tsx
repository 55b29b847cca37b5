import { Field, Input, Select, Text, makeStyles } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { ShowMore } from '../../components/show-more.tsx';
import { counted } from '../../views/cell-words.ts';
import { PageFrame } from '../shell/page-frame.tsx';
import { ProgramLink } from '../shell/page-links.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { DataTable } from '../views/data-table.tsx';
import { IndicatorMark } from '../views/indicator-mark.tsx';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { withParameter } from '../views/with-parameter.ts';
import {
  filterProjects,
  isProjectOrder,
  isProjectStanding,
  projectOrders,
  projectRows,
  projectStandings,
  sortProjects,
} from './project-rows.ts';

/** So many projects are listed at first, and with each wish for more. */
const PROJECTS = 60;

const useStyles = makeStyles({
  filters: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(190px, 1fr))', gap: '12px' },
  input: { minWidth: 0, width: '100%' },
});

/** Finds a project: by its number, its name, its status, or by what goes wrong with it. */
export function ProjectsPage({ server, program, moment }: ProgramPageProps) {
  const ask = useCallback(() => server.tables(program.id, ['projects'], moment), [server, program.id, moment]);
  return (
    <PageFrame heading="Projects" lead="Every project with its budget, and how it stands.">
      <PortalAnswer ask={ask} waiting="Looking up projects…" failed="The projects couldn’t be read">
        {(state) => <Found state={state} />}
      </PortalAnswer>
    </PageFrame>
  );
}

type Choice = 'find' | 'status' | 'region' | 'standing' | 'order';

function Found({ state }: { readonly state: ProgramState }) {
  const styles = useStyles();
  const rows = useMemo(() => projectRows(state), [state]);
  const [query, setQuery] = useSearchParams();
  const [most, setMost] = useState(PROJECTS);
  const chosen = (name: Choice): string => query.get(name) ?? '';
  const choose = (name: Choice, value: string): void => {
    setMost(PROJECTS);
    setQuery((before) => withParameter(before, name, value), { replace: true });
  };
  const [standing, order] = [chosen('standing'), chosen('order')];
  const filter = {
    text: chosen('find'),
    status: chosen('status') || null,
    region: chosen('region') || null,
    standing: isProjectStanding(standing) ? standing : null,
  };
  const found = sortProjects(filterProjects(rows, filter), isProjectOrder(order) ? order : 'number');
  const choices = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))].sort();
  return (
    <>
      <div className={styles.filters} role="search" aria-label="Find a project">
        <Field label="Name or number">
          <Input
            className={styles.input}
            input={{ className: styles.input }}
            type="search"
            value={filter.text}
            onChange={(_, { value }) => choose('find', value)}
          />
        </Field>
        <Choose
          label="Status"
          value={chosen('status')}
          options={choices(rows.map(({ status }) => status)).map((status) => [status, status])}
          onChoose={(value) => choose('status', value)}
        />
        <Choose
          label="Region"
          value={chosen('region')}
          options={choices(rows.map(({ region }) => region)).map((region) => [region, region])}
          onChoose={(value) => choose('region', value)}
        />
        <Choose
          label="How it stands"
          value={standing}
          options={Object.entries(projectStandings)}
          onChoose={(value) => choose('standing', value)}
        />
        <Choose
          label="Order"
          none="By number"
          value={order}
          options={Object.entries(projectOrders).filter(([name]) => name !== 'number')}
          onChoose={(value) => choose('order', value)}
        />
      </div>
      <div role="status">
        <Text>
          {found.length === rows.length
            ? counted(rows.length, 'project')
            : `${counted(found.length, 'project')} of ${rows.length.toLocaleString('en-US')}`}
          , at revision {state.revision}, in dollars
        </Text>
      </div>
      {found.length === 0 && <Text>No project fits. Try a part of its name, or its number.</Text>}
      {found.length > 0 && (
        <DataTable
          caption="Projects"
          columns={[
            { label: 'Project' },
            { label: 'Status' },
            { label: 'Schedule' },
            { label: 'Budget' },
            { label: 'Current budget', isNumber: true },
            { label: 'Expended', isNumber: true },
            { label: 'Variance', isNumber: true },
          ]}
          rows={found.slice(0, most).map((project) => ({
            id: project.row,
            cells: [
              <>
                <ProgramLink page={`projects/${project.number}`}>{project.name}</ProgramLink> {project.number}
              </>,
              `${project.status}, ${project.phase}`,
              <IndicatorMark key="schedule" indicator={project.schedule} />,
              <IndicatorMark key="budget" indicator={project.budget} />,
              formatMoney(project.current),
              formatMoney(project.expended),
              formatMoney(project.vac),
            ],
          }))}
        />
      )}
      <ShowMore shown={most} total={found.length} step={PROJECTS} onMore={() => setMost(most + PROJECTS)} />
    </>
  );
}

interface ChooseProps {
  readonly label: string;
  /** What stands for no choice. */
  readonly none?: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChoose: (value: string) => void;
}

function Choose({ label, none = 'All', value, options, onChoose }: ChooseProps) {
  return (
    <Field label={label}>
      <Select value={value} onChange={(_, data) => onChoose(data.value)}>
        <option value="">{none}</option>
        {options.map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </Select>
    </Field>
  );
}
