/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { Layout } from './layout.tsx';
import type { PageContext } from './page-context.ts';

/** What stands where there is no page. */
export function NotFoundPage({ context }: { readonly context: PageContext }) {
  const { words, linkTo } = context;
  return (
    <Layout context={context} title={words.notFound}>
      <h1>{words.notFound}</h1>
      <p>{words.notFoundNote}</p>
      <p>
        <a href={linkTo({ kind: 'home' })}>{words.backToStart}</a>
      </p>
    </Layout>
  );
}
