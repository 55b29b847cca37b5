/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { slugOf, type GuideProject } from '../../../shared/guide/guide-model.ts';
import { isLate } from '../../../shared/guide/plain-status.ts';
import { moneyWords, statusWords, termWords, workDayWords } from '../guide-words.ts';
import { Layout } from './layout.tsx';
import type { PageContext } from './page-context.ts';
import { pageOf, Pager } from './pager.tsx';
import { Timeline } from './timeline.tsx';
import { WideTable } from './wide-table.tsx';

/** More bars than these say nothing. */
const MOST_BARS = 30;

interface ProjectPageProps {
  readonly context: PageContext;
  readonly project: GuideProject;
  readonly page: number;
}

/** What a project is, where it happens, and what it costs. */
export function ProjectPage({ context, project, page }: ProjectPageProps) {
  const { model, words, linkTo } = context;
  const { number, name, program, description, work } = project;
  const { shown, pages } = pageOf(work, page);
  return (
    <Layout context={context} title={name}>
      <h1>{name}</h1>
      {description !== null && <p>{description}</p>}
      <dl class="facts">
        <dt>{words.project}</dt>
        <dd>{number}</dd>
        <dt>{words.program}</dt>
        <dd>
          <a href={linkTo({ kind: 'program', slug: slugOf(program), page: 1 })}>{termWords(program, words)}</a>
        </dd>
        <dt>{words.originalBudget}</dt>
        <dd>{moneyWords(project.original, words)}</dd>
        <dt>{words.budget}</dt>
        <dd>{moneyWords(project.current, words)}</dd>
        <dt>{words.spent}</dt>
        <dd>{moneyWords(project.expended, words)}</dd>
        {project.sources.length > 0 && (
          <>
            <dt>{words.paidFrom}</dt>
            <dd>{project.sources.map((source) => `${source.name} ${moneyWords(source.amount, words)}`).join('; ')}</dd>
          </>
        )}
      </dl>
      <h2>{words.where}</h2>
      {work.length <= MOST_BARS && <Timeline context={context} name={name} work={work} />}
      <WideTable name={words.where}>
        <thead>
          <tr>
            <th scope="col">{words.school}</th>
            <th scope="col">{words.howItStands}</th>
            <th scope="col">{words.starts}</th>
            <th scope="col">{words.finishes}</th>
            <th scope="col" class="number">
              {words.costHere}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr>
              <th scope="row">
                {line.location === null ? (
                  words.districtwide
                ) : (
                  <a href={linkTo({ kind: 'school', code: line.location })}>{line.siteName ?? line.location}</a>
                )}
              </th>
              <td class={isLate(line) ? 'late' : ''}>{statusWords(line, model.asOf, words)}</td>
              <td>{workDayWords(line.start, words)}</td>
              <td>{workDayWords(line.finish, words)}</td>
              <td class="number">{line.cost === null ? '' : moneyWords(line.cost, words)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <Pager
        context={context}
        page={page}
        pages={pages}
        placeOf={(other) => ({ kind: 'project', number, page: other })}
      />
    </Layout>
  );
}
