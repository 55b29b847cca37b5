import { createHash } from 'node:crypto';
import { Hono, type Context } from 'hono';
import type { GuideModel } from '../../shared/guide/guide-model.ts';
import { isOneOf } from '../../shared/guide/is-one-of.ts';
import { scheduleDocument } from '../reports/schedule/schedule-document.ts';
import { HttpError } from '../errors.ts';
import { leaveToNewer } from '../http/leave-to-newer.ts';
import type { Log } from '../http/route-context.ts';
import { PDF } from '../http/send-file.ts';
import type { Store } from '../storage/database.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { calendarFeed } from './calendar-feed.ts';
import { drawNotFound, drawPage } from './draw-page.tsx';
import { dataText } from './guide-data.ts';
import { dataFormats, dataNames, type GuidePage } from './guide-place.ts';
import { isLanguageName, languages, type LanguageName } from './languages/all-languages.ts';
import { guideStyle } from './pages/guide-style.ts';
import { readPublication, type Publication } from './publications.ts';
import { readGuide } from './read-guide.ts';
import { serverLinks } from './server-links.ts';
import { inProgram, takingLong } from '../storage/program-scope.ts';

export interface GuidePagesDeps {
  readonly store: Store;
  readonly now: () => Date;
  readonly log: Log;
  /** Address people use, without a slash at its end. */
  readonly publicUrl: () => string;
}

/** Programs whose guides are kept in memory. */
const MODELS = 4;
/** Drawn pages that are kept: 50 kB each at most. */
const PAGES = 500;
/** Somebody who comes back within this time, in seconds, gets what they had. */
const FRESH_SECONDS = 300;

const styleHash = createHash('sha256').update(guideStyle).digest('base64');
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** One published guide, with what has been made from it. */
interface OpenGuide {
  readonly publication: Publication;
  readonly model: GuideModel;
  /** Pages and files that have been made, by their addresses. */
  readonly pages: Map<string, string>;
  schedule: Promise<Uint8Array> | null;
}

const NOT_NOW = 'This page cannot be shown at the moment. Try again in a few minutes.';

/** The public guides, below /guide/: without a sign-in, without scripts, only what has been published. */
export function createGuidePages(deps: GuidePagesDeps): Hono {
  const open = openGuides(deps);
  const app = new Hono();

  app.use(async (c, next) => {
    // PostgreSQL takes no such text, and there is nothing that has it in its name.
    if (c.req.url.includes('%00')) return noGuide(c);
    await next();
    if (deps.publicUrl().startsWith('https:')) c.header('Strict-Transport-Security', 'max-age=31536000');
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Content-Security-Policy', policy);
  });
  app.use(leaveToNewer(deps));
  app.use('/guide/:program/*', (c, next) =>
    inProgram(c.req.param('program'), () => takingLong('a guide is read whole, once', next)),
  );
  app.onError((error, c) => {
    if (error instanceof HttpError && error.code === 'unavailable') return c.text(NOT_NOW, 503);
    deps.log('error', 'A page of a guide could not be made.', {
      path: c.req.path,
      stack: error.stack ?? error.message,
    });
    return c.text(NOT_NOW, 500);
  });

  const onPage = (path: string, pageOf: (c: Context) => GuidePage | null): void => {
    app.get(`/guide/:program${path}`, async (c) => {
      const guide = await open(c.req.param('program'));
      if (guide === null) return noGuide(c);
      const page = pageOf(c);
      const html = page === null ? null : drawn(guide, page, languageOf(c));
      return html === null ? notFound(c, guide) : sendText(c, html, 'text/html; charset=utf-8');
    });
  };

  app.get('/guide/:program', (c) => c.redirect(`/guide/${encodeURIComponent(c.req.param('program'))}/`, 301));
  onPage('/', (c) => {
    const words = (c.req.query('q') ?? '').trim().slice(0, 100);
    return words === '' ? { kind: 'home' } : { kind: 'search', words };
  });
  onPage('/regions/:region', (c) => numbered(c, (page) => ({ kind: 'region', region: param(c, 'region'), page })));
  onPage('/programs/:slug', (c) => numbered(c, (page) => ({ kind: 'program', slug: param(c, 'slug'), page })));
  onPage('/projects/:number', (c) => numbered(c, (page) => ({ kind: 'project', number: param(c, 'number'), page })));

  app.get('/guide/:program/schools/:file{[^/]+\\.ics}', async (c) => {
    const guide = await open(c.req.param('program'));
    const code = c.req.param('file').slice(0, -'.ics'.length);
    const school = guide?.model.schools.get(code);
    if (!guide || school === undefined) return guide ? notFound(c, guide) : noGuide(c);
    const language = languageOf(c);
    const { program } = guide.publication;
    const address = `${deps.publicUrl()}${serverLinks(program)({ kind: 'school', code }, language)}`;
    return sendText(
      c,
      calendarFeed(school, guide.model, { words: languages[language], address }),
      'text/calendar; charset=utf-8',
    );
  });
  onPage('/schools/:code', (c) => ({ kind: 'school', code: param(c, 'code') }));

  app.get('/guide/:program/schedule.pdf', async (c) => {
    const guide = await open(c.req.param('program'));
    if (guide === null) return noGuide(c);
    const bytes = await scheduleOf(guide, deps);
    c.header('Content-Type', PDF);
    c.header('Cache-Control', `public, max-age=${FRESH_SECONDS}`);
    return c.body(new Uint8Array(bytes), 200);
  });
  app.get('/guide/:program/data/:file', async (c) => {
    const guide = await open(c.req.param('program'));
    if (guide === null) return noGuide(c);
    const [name = '', format = ''] = c.req.param('file').split('.');
    if (!isOneOf(dataNames, name) || !isOneOf(dataFormats, format)) return notFound(c, guide);
    c.header('Access-Control-Allow-Origin', '*');
    const text = getOrMake(guide.pages, `data/${name}.${format}`, () => dataText(guide.model, name, format));
    return sendText(c, text, format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8');
  });
  app.get('/guide/:program/*', async (c) => {
    const guide = await open(c.req.param('program'));
    return guide === null ? noGuide(c) : notFound(c, guide);
  });
  app.notFound(noGuide);
  return app;
}

function noGuide(c: Context): Response {
  return c.text('There is no public guide here. The district may not have published it yet.', 404);
}

function notFound(c: Context, { publication, model }: OpenGuide): Response {
  const request = { model, language: languageOf(c), linkTo: serverLinks(publication.program), canSearch: true };
  return c.html(drawNotFound(request), 404);
}

function param(c: Context, name: string): string {
  return c.req.param(name) ?? '';
}

/** A page of a list by `?page=`; null for what is no number. */
function numbered(c: Context, pageOf: (page: number) => GuidePage): GuidePage | null {
  const text = c.req.query('page') ?? '1';
  return /^[1-9]\d{0,4}$/.test(text) ? pageOf(Number(text)) : null;
}

function languageOf(c: Context): LanguageName {
  const asked = c.req.query('lang') ?? '';
  return isLanguageName(asked) ? asked : 'en';
}

function drawn({ publication, model, pages }: OpenGuide, page: GuidePage, language: LanguageName): string | null {
  const linkTo = serverLinks(publication.program);
  const draw = () => drawPage(page, { model, language, linkTo, canSearch: true });
  // What people search for is endless.
  if (page.kind === 'search') return draw();
  const key = linkTo(page, language);
  const known = pages.get(key);
  if (known !== undefined) return known;
  const html = draw();
  if (html !== null && pages.size < PAGES) pages.set(key, html);
  return html;
}

function sendText(c: Context, text: string, type: string): Response {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  c.header('ETag', etag);
  c.header('Cache-Control', `public, max-age=${FRESH_SECONDS}`);
  if (c.req.header('If-None-Match') === etag) return c.body(null, 304);
  c.header('Content-Type', type);
  return c.body(text, 200);
}

/** Made once per publication, whoever asks first. */
function scheduleOf(guide: OpenGuide, { store, now }: GuidePagesDeps): Promise<Uint8Array> {
  const { program, revision, asOf } = guide.publication;
  const request = { program, at: revision, asOf, edition: 'region', audience: 'public', now: now() } as const;
  const made = (guide.schedule ??= scheduleDocument(store, request, {}).then(({ bytes }) => bytes));
  made.catch(() => (guide.schedule = null));
  return made;
}

/** The published guide of a program; null: there is none. Its model is read once per publication. */
function openGuides({ store }: GuidePagesDeps): (program: string) => Promise<OpenGuide | null> {
  const kept = new Map<string, Promise<OpenGuide>>();
  return async (program) => {
    const publication = await readPublication(store.read, program);
    if (publication === undefined) return null;
    const key = `${program}/${publication.revision}/${publication.asOf}/${publication.at}`;
    const known = kept.get(key);
    if (known) return known;
    const opened = inSnapshot(store.longRead, (db) => readGuide(db, program, publication)).then((model): OpenGuide => ({
      publication,
      model,
      pages: new Map(),
      schedule: null,
    }));
    kept.set(key, opened);
    opened.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > MODELS && oldest !== undefined) kept.delete(oldest);
    return opened;
  };
}
