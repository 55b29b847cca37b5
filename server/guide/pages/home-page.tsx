/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { grouped } from '../../../shared/plan/grouped.ts';
import type { GuideModel, GuideSchool } from '../../../shared/guide/guide-model.ts';
import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import { slugOf } from '../../../shared/guide/guide-model.ts';
import { dataFormats, dataNames } from '../guide-place.ts';
import { dayWords, moneyWords, termWords, workDayWords } from '../guide-words.ts';
import { Layout } from './layout.tsx';
import type { PageContext } from './page-context.ts';
import { SearchForm } from './search-page.tsx';
import { WideTable } from './wide-table.tsx';

/** So many of a kind of news are told. */
const NEWS = 12;

/** The first page: search, what is new, programs, regions, files. */
export function HomePage({ context }: { readonly context: PageContext }) {
  const { model, words, linkTo } = context;
  return (
    <Layout context={context} title={words.guide}>
      <h1>{words.guide}</h1>
      <p>{words.intro}</p>
      <SearchForm context={context} typed="" />
      <h2>{words.programs}</h2>
      <WideTable name={words.programs}>
        <thead>
          <tr>
            <th scope="col">{words.program}</th>
            <th scope="col">{words.projects}</th>
            <th scope="col">{words.schools}</th>
            <th scope="col" class="number">
              {words.budget}
            </th>
            <th scope="col" class="number">
              {words.spent}
            </th>
          </tr>
        </thead>
        <tbody>
          {model.programs.map(({ name, slug, projects, schools, current, expended }) => (
            <tr>
              <th scope="row">
                <a href={linkTo({ kind: 'program', slug, page: 1 })}>{termWords(name, words)}</a>
              </th>
              <td>{words.countOfProjects(projects.length)}</td>
              <td>{words.countOfSchools(schools)}</td>
              <td class="number">{moneyWords(current, words)}</td>
              <td class="number">{moneyWords(expended, words)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <News context={context} />
      <h2>{words.schools}</h2>
      <ul class="plain">
        {regionsOf(model).map(([region, schools]) => (
          <li>
            <a href={linkTo({ kind: 'region', region, page: 1 })}>{termWords(region, words)}</a>{' '}
            <span class="quiet">{words.countOfSchools(schools.length)}</span>
          </li>
        ))}
      </ul>
      <h2>{words.takeAlong}</h2>
      <ul>
        <li>
          <a href={linkTo({ kind: 'schedule' })}>{words.schedulePdf}</a>
        </li>
        {dataNames.map((name) => (
          <li>
            {{ schools: words.schools, projects: words.projects, work: words.allWork }[name]}:{' '}
            {dataFormats.map((format, index) => (
              <>
                {index > 0 && ' · '}
                <a href={linkTo({ kind: 'data', name, format })}>{{ csv: words.asCsv, json: words.asJson }[format]}</a>
              </>
            ))}
          </li>
        ))}
      </ul>
    </Layout>
  );
}

/** Schools by their regions, in the order of names. */
export function regionsOf({ schools }: GuideModel): readonly (readonly [region: string, schools: GuideSchool[]])[] {
  const regions = grouped([...schools.values()], ({ region }) => region);
  return [...regions].filter(([region]) => slugOf(region) !== '').sort(([a], [b]) => a.localeCompare(b, 'en'));
}

function News({ context }: { readonly context: PageContext }) {
  const { model, words } = context;
  if (model.news === null) return null;
  const { since, added, finished, slipped } = model.news;
  const isQuiet = added.length + finished.length + slipped.length === 0;
  return (
    <>
      <h2>{words.news(dayWords(since, words))}</h2>
      {isQuiet && <p>{words.noNews}</p>}
      <NewsList
        context={context}
        name={words.added}
        lines={added.map((work) => ({ work, what: workDayWords(work.finish, words) }))}
      />
      <NewsList
        context={context}
        name={words.finished}
        lines={finished.map((work) => ({ work, what: workDayWords(work.finish, words) }))}
      />
      <NewsList
        context={context}
        name={words.later}
        lines={slipped.map(({ work, days, to }) => ({ work, what: words.laterBy(days, dayWords(to, words)) }))}
      />
    </>
  );
}

interface NewsListProps {
  readonly context: PageContext;
  readonly name: string;
  readonly lines: readonly { readonly work: SiteWork; readonly what: string }[];
}

function NewsList({ context, name, lines }: NewsListProps) {
  const { words, linkTo } = context;
  if (lines.length === 0) return null;
  const rest = lines.length - NEWS;
  return (
    <>
      <h3>
        {name} <span class="quiet">({lines.length})</span>
      </h3>
      <ul class="plain">
        {lines.slice(0, NEWS).map(({ work, what }) => (
          <li>
            {work.location === null ? (
              words.districtwide
            ) : (
              <a href={linkTo({ kind: 'school', code: work.location })}>{work.siteName ?? work.location}</a>
            )}
            {': '}
            <a href={linkTo({ kind: 'project', number: work.project, page: 1 })}>{work.projectName}</a>{' '}
            <span class="quiet">{what}</span>
          </li>
        ))}
        {rest > 0 && <li class="quiet">+ {rest.toLocaleString(words.tag)}</li>}
      </ul>
    </>
  );
}
