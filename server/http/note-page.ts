import type { MiddlewareHandler } from 'hono';
import { pageNamed, type PagesSeen } from '../administration/pages-seen.ts';
import type { AppEnv } from './route-context.ts';

/** Header in which pane, workbench and web app say which version of them asks. */
export const PAGE_HEADER = 'sep-page';

/** Notes which page in which version a signed-in person uses; nobody waits for it. */
export function notePage(pages: Pick<PagesSeen, 'saw'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const page = pageNamed(c.req.header(PAGE_HEADER));
    if (page !== null) pages.saw(c.get('person').id, page);
    await next();
  };
}
