/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { GuidePage } from '../guide-place.ts';
import type { PageContext } from './page-context.ts';

/** So many rows of a list keep a page below 50 kB. */
export const ROWS_PER_PAGE = 150;

/** The rows of a page of a list, and how many pages there are. */
export function pageOf<T>(items: readonly T[], page: number): { readonly shown: readonly T[]; readonly pages: number } {
  const from = (page - 1) * ROWS_PER_PAGE;
  return {
    shown: items.slice(from, from + ROWS_PER_PAGE),
    pages: Math.max(1, Math.ceil(items.length / ROWS_PER_PAGE)),
  };
}

interface PagerProps {
  readonly context: PageContext;
  readonly page: number;
  readonly pages: number;
  readonly placeOf: (page: number) => GuidePage;
}

/** The way to the pages before and after. */
export function Pager({ context: { words, linkTo }, page, pages, placeOf }: PagerProps) {
  if (pages === 1) return null;
  return (
    <p class="pages">
      {page > 1 && <a href={linkTo(placeOf(page - 1))}>{words.previous}</a>}
      <span>
        {page} / {pages}
      </span>
      {page < pages && <a href={linkTo(placeOf(page + 1))}>{words.next}</a>}
    </p>
  );
}
