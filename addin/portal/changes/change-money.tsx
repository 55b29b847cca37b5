import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ChangeView } from '../../../shared/protocol/budget-changes.ts';
import { withName } from '../../../shared/tables/code-names.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { lineWords } from '../../views/budget-changes/effect-words.ts';
import { RulesOfChange } from '../../views/budget-changes/rules-of-change.tsx';
import { SourceNets } from '../../views/budget-changes/source-nets.tsx';
import { differenceWords } from '../../views/money-words.ts';
import { useCodeNames } from '../../views/use-code-names.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import { DataTable, type DataRow } from '../views/data-table.tsx';
import { PagePart } from '../views/page-part.tsx';

const useStyles = makeStyles({
  tooLittle: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2 },
});

const moved = [
  { label: 'Before', isNumber: true },
  { label: 'Change', isNumber: true },
  { label: 'After', isNumber: true },
] as const;

/** What the change moves, and by which rules: each line, each project, each source before and after. */
export function ChangeMoney({ view }: { readonly view: ChangeView }) {
  return (
    <>
      <PagePart heading="What it moves">
        <Lines view={view} />
        <SourceNets view={view} isBusy={false} onBalance={null} />
      </PagePart>
      <PagePart heading="Which rule decides">
        <RulesOfChange view={view} />
      </PagePart>
      <PagePart heading="Projects and sources">
        <Groups label="Project" table="projects" groups={view.projects} />
        <Groups label="Source" table="fundingSources" groups={view.sources} />
        <Contingency view={view} />
      </PagePart>
    </>
  );
}

function Lines({ view }: { readonly view: ChangeView }) {
  const styles = useStyles();
  const names = useCodeNames();
  if (view.lines.length === 0) return <Text>It has no lines yet.</Text>;
  return (
    <DataTable
      caption={`Budget lines, current budget as of ${view.asOf}`}
      columns={[
        { label: 'Budget line' },
        ...moved,
        { label: 'Other pending', isNumber: true },
        { label: 'Left to commit', isNumber: true },
      ]}
      rows={view.lines.map((line): DataRow => ({
        id: String(line.line),
        cells: [
          <span key="line">
            {line.budgetLine} <span className={styles.quiet}>{lineWords(line, names)}</span>
          </span>,
          ...movedCells(line.current),
          line.otherPending === 0 ? formatMoney(0) : differenceWords(line.otherPending),
          <span key="left" className={line.left < 0 ? styles.tooLittle : undefined}>
            {line.left < 0 ? `−${formatMoney(-line.left)}, too little` : formatMoney(line.left)}
          </span>,
        ],
      }))}
    />
  );
}

function movedCells({ before, net, after }: ChangeView['lines'][number]['current']): string[] {
  return [formatMoney(before), differenceWords(net), formatMoney(after)];
}

interface GroupsProps {
  readonly label: string;
  readonly table: 'projects' | 'fundingSources';
  readonly groups: ChangeView['projects'];
}

function Groups({ label, table, groups }: GroupsProps) {
  const names = useCodeNames();
  if (groups.length === 0) return null;
  return (
    <DataTable
      caption={`${label}s, whole current budget`}
      columns={[{ label }, ...moved]}
      rows={groups.map(({ key, current }) => ({
        id: key,
        cells: [
          table === 'projects' ? (
            <ProgramLink key="key" page={`projects/${encodeURIComponent(key)}`}>
              {withName(names, table, key)}
            </ProgramLink>
          ) : (
            withName(names, table, key)
          ),
          ...movedCells(current),
        ],
      }))}
    />
  );
}

function Contingency({ view }: { readonly view: ChangeView }) {
  const names = useCodeNames();
  if (view.contingency.length === 0) return null;
  return (
    <DataTable
      caption="Contingency of the projects that give or take some"
      columns={[{ label: 'Project' }, ...moved, { label: 'Drawn so far', isNumber: true }]}
      rows={view.contingency.map(({ project, budget, drawn }) => ({
        id: project,
        cells: [withName(names, 'projects', project), ...movedCells(budget), formatMoney(drawn.after)],
      }))}
    />
  );
}
