/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { GuideProgram, GuideSchool, GuideWork } from '../../../shared/guide/guide-model.ts';
import { plainStatus, type PlainStatus } from '../../../shared/guide/plain-status.ts';
import { moneyWords, statusWords, termWords } from '../guide-words.ts';
import { Layout } from './layout.tsx';
import type { PageContext } from './page-context.ts';
import { pageOf, Pager } from './pager.tsx';
import { WideTable } from './wide-table.tsx';

interface RegionPageProps {
  readonly context: PageContext;
  readonly region: string;
  readonly schools: readonly GuideSchool[];
  readonly page: number;
}

/** The schools of a region, by name. */
export function RegionPage({ context, region, schools, page }: RegionPageProps) {
  const { words, linkTo } = context;
  const { shown, pages } = pageOf(schools, page);
  return (
    <Layout context={context} title={words.schoolsOf(termWords(region, words))}>
      <h1>{words.schoolsOf(termWords(region, words))}</h1>
      <ul class="plain">
        {shown.map(({ code, name, work }) => (
          <li>
            <a href={linkTo({ kind: 'school', code })}>{name}</a>{' '}
            <span class="quiet">
              {code} · {words.countOfProjects(work.length)}
            </span>
          </li>
        ))}
      </ul>
      <Pager
        context={context}
        page={page}
        pages={pages}
        placeOf={(other) => ({ kind: 'region', region, page: other })}
      />
    </Layout>
  );
}

interface ProgramPageProps {
  readonly context: PageContext;
  readonly program: GuideProgram;
  readonly page: number;
}

/** The projects of a program, by number. */
export function ProgramPage({ context, program, page }: ProgramPageProps) {
  const { model, words, linkTo } = context;
  const { shown, pages } = pageOf(program.projects, page);
  return (
    <Layout context={context} title={termWords(program.name, words)}>
      <h1>{termWords(program.name, words)}</h1>
      <dl class="facts">
        <dt>{words.budget}</dt>
        <dd>{moneyWords(program.current, words)}</dd>
        <dt>{words.spent}</dt>
        <dd>{moneyWords(program.expended, words)}</dd>
        <dt>{words.where}</dt>
        <dd>{words.countOfSchools(program.schools)}</dd>
      </dl>
      <WideTable name={words.projects}>
        <thead>
          <tr>
            <th scope="col">{words.project}</th>
            <th scope="col">{words.howItStands}</th>
            <th scope="col" class="number">
              {words.budget}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ number, name, work, current }) => (
            <tr>
              <th scope="row">
                <a href={linkTo({ kind: 'project', number, page: 1 })}>{name}</a> <span class="quiet">{number}</span>
              </th>
              <td>{work[0] === undefined ? '' : statusOfAll(work, model.asOf, context)}</td>
              <td class="number">{moneyWords(current, words)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <Pager
        context={context}
        page={page}
        pages={pages}
        placeOf={(other) => ({ kind: 'program', slug: program.slug, page: other })}
      />
    </Layout>
  );
}

const rank: { readonly [S in PlainStatus]: number } = { underway: 0, onHold: 1, planned: 2, undated: 3, done: 4 };

/** How a project stands: as the place where most is going on, the latest one first; done only when every place is. */
function statusOfAll(work: GuideSchool['work'], asOf: string, { words }: PageContext): string {
  const rankOf = (line: GuideWork): number => rank[plainStatus(line, asOf)];
  const [shown] = [...work].sort((a, b) => rankOf(a) - rankOf(b) || (b.variance ?? 0) - (a.variance ?? 0));
  return shown === undefined ? '' : statusWords(shown, asOf, words);
}
