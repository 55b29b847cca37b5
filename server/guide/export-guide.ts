import type { GuideModel } from '../../shared/guide/guide-model.ts';
import { calendarFeed } from './calendar-feed.ts';
import { drawPage } from './draw-page.tsx';
import { dataText } from './guide-data.ts';
import { dataFormats, dataNames, type GuidePage } from './guide-place.ts';
import { languageNames, languages } from './languages/all-languages.ts';
import { regionsOf } from './pages/home-page.tsx';
import { pageOf } from './pages/pager.tsx';
import { fileOf, staticLinks } from './static-links.ts';

/** A file of the site: its path below the folder, and its text. */
export interface SiteFile {
  readonly path: string;
  readonly text: string;
}

/** Every page of a guide as a site that needs no server, with its calendars and data; the schedule is for whoever writes it. */
export function* guideFiles(model: GuideModel): Generator<SiteFile> {
  for (const language of languageNames) {
    for (const page of everyPage(model)) {
      const path = fileOf(page, language);
      const text = drawPage(page, { model, language, linkTo: staticLinks(path), canSearch: false });
      if (text !== null) yield { path, text };
    }
    for (const school of model.schools.values()) {
      // A site that may lie anywhere knows no whole address of its own.
      const text = calendarFeed(school, model, { words: languages[language], address: null });
      yield { path: fileOf({ kind: 'calendar', code: school.code }, language), text };
    }
  }
  for (const name of dataNames) {
    for (const format of dataFormats) {
      yield { path: fileOf({ kind: 'data', name, format }, 'en'), text: dataText(model, name, format) };
    }
  }
}

function* everyPage(model: GuideModel): Generator<GuidePage> {
  yield { kind: 'home' };
  for (const [region, schools] of regionsOf(model)) {
    yield* numbered(schools, (page) => ({ kind: 'region', region, page }));
  }
  for (const { slug, projects } of model.programs) {
    yield* numbered(projects, (page) => ({ kind: 'program', slug, page }));
  }
  for (const { number, work } of model.projects.values()) {
    yield* numbered(work, (page) => ({ kind: 'project', number, page }));
  }
  for (const code of model.schools.keys()) yield { kind: 'school', code };
}

function numbered(items: readonly unknown[], placeOf: (page: number) => GuidePage): GuidePage[] {
  return Array.from({ length: pageOf(items, 1).pages }, (_, index) => placeOf(index + 1));
}
