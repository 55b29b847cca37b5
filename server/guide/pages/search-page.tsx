/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { GuideModel } from '../../../shared/guide/guide-model.ts';
import { Layout } from './layout.tsx';
import { termWords } from '../guide-words.ts';
import type { PageContext } from './page-context.ts';

const MOST = 60;

interface SearchFormProps {
  readonly context: PageContext;
  readonly typed: string;
}

/** The search; nothing on a site without a server to answer it. */
export function SearchForm({ context: { words, searchAt }, typed }: SearchFormProps) {
  if (searchAt === null) return null;
  return (
    <form action={searchAt.address} method="get" role="search">
      <div>
        <label for="q">{words.search}</label>
        <input id="q" name="q" type="search" value={typed} placeholder={words.searchHint} maxlength={100} />
      </div>
      {Object.entries(searchAt.hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit">{words.searchButton}</button>
    </form>
  );
}

/** Small letters without accents, as people type them. */
function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Schools and projects whose code or name holds every word. */
function found({ schools, projects }: GuideModel, typed: string) {
  const parts = folded(typed)
    .split(/\s+/)
    .filter((part) => part !== '');
  const holds = (text: string): boolean => parts.length > 0 && parts.every((part) => folded(text).includes(part));
  return {
    schools: [...schools.values()].filter(({ code, name }) => holds(`${code} ${name}`)),
    projects: [...projects.values()].filter(({ number, name }) => holds(`${number} ${name}`)),
  };
}

export function SearchPage({ context, typed }: SearchFormProps) {
  const { model, words, linkTo } = context;
  const { schools, projects } = found(model, typed);
  const count = schools.length + projects.length;
  return (
    <Layout context={context} title={words.search}>
      <h1>{words.search}</h1>
      <SearchForm context={context} typed={typed} />
      <p>{words.found(count, typed)}</p>
      <ul class="plain">
        {schools.slice(0, MOST).map(({ code, name, region }) => (
          <li>
            <a href={linkTo({ kind: 'school', code })}>{name}</a>{' '}
            <span class="quiet">
              {code} · {termWords(region, words)}
            </span>
          </li>
        ))}
        {projects.slice(0, Math.max(0, MOST - schools.length)).map(({ number, name, program }) => (
          <li>
            <a href={linkTo({ kind: 'project', number, page: 1 })}>{name}</a>{' '}
            <span class="quiet">
              {number} · {termWords(program, words)}
            </span>
          </li>
        ))}
      </ul>
      {count > MOST && <p class="quiet">{words.foundMore(MOST)}</p>}
    </Layout>
  );
}
