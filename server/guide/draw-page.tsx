/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { slugOf, type GuideModel } from '../../shared/guide/guide-model.ts';
import type { GuidePage } from './guide-place.ts';
import { languageNames, languages, type LanguageName } from './languages/all-languages.ts';
import { HomePage, regionsOf } from './pages/home-page.tsx';
import { ProgramPage, RegionPage } from './pages/list-pages.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import type { PageContext } from './pages/page-context.ts';
import { pageOf } from './pages/pager.tsx';
import { ProjectPage } from './pages/project-page.tsx';
import { SchoolPage } from './pages/school-page.tsx';
import { SearchPage } from './pages/search-page.tsx';
import type { LinkTo } from './server-links.ts';

export interface PageRequest {
  readonly model: GuideModel;
  readonly language: LanguageName;
  readonly linkTo: LinkTo;
  /** False on a site without a server. */
  readonly canSearch: boolean;
}

/** A page of the guide as HTML; null: there is no such page. */
export function drawPage(page: GuidePage, request: PageRequest): string | null {
  const content = contentOf(page, contextOf(page, request));
  return content === null ? null : documentOf(content);
}

/** The page that says that there is none. */
export function drawNotFound(request: PageRequest): string {
  return documentOf(<NotFoundPage context={contextOf({ kind: 'home' }, request)} />);
}

function documentOf(content: { toString(): string | Promise<string> }): string {
  return `<!doctype html>${String(content)}`;
}

function contextOf(page: GuidePage, { model, language, linkTo, canSearch }: PageRequest): PageContext {
  return {
    model,
    words: languages[language],
    linkTo: (place) => linkTo(place, language),
    inOtherLanguages: languageNames
      .filter((name) => name !== language)
      .map((name) => ({ language: languages[name].language, tag: name, address: linkTo(page, name) })),
    searchAt: canSearch
      ? { address: linkTo({ kind: 'home' }, 'en'), hidden: language === 'en' ? {} : { lang: language } }
      : null,
  };
}

function contentOf(page: GuidePage, context: PageContext) {
  const { model } = context;
  switch (page.kind) {
    case 'home':
      return <HomePage context={context} />;
    case 'search':
      return <SearchPage context={context} typed={page.words} />;
    case 'region': {
      const [region, schools] = regionsOf(model).find(([name]) => slugOf(name) === slugOf(page.region)) ?? [];
      if (region === undefined || schools === undefined || page.page > pageOf(schools, 1).pages) return null;
      return <RegionPage context={context} region={region} schools={schools} page={page.page} />;
    }
    case 'program': {
      const program = model.programs.find(({ slug }) => slug === page.slug);
      if (program === undefined || page.page > pageOf(program.projects, 1).pages) return null;
      return <ProgramPage context={context} program={program} page={page.page} />;
    }
    case 'school': {
      const school = model.schools.get(page.code);
      return school === undefined ? null : <SchoolPage context={context} school={school} />;
    }
    case 'project': {
      const project = model.projects.get(page.number);
      if (project === undefined || page.page > pageOf(project.work, 1).pages) return null;
      return <ProjectPage context={context} project={project} page={page.page} />;
    }
  }
}
