/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { raw } from 'hono/html';
import { dayWords } from '../guide-words.ts';
import { guideStyle } from './guide-style.ts';
import type { PageContext } from './page-context.ts';

interface LayoutProps {
  readonly context: PageContext;
  readonly title: string;
  readonly children?: Child;
}

/** A whole page of the guide. It has no script, and needs no other file. */
export function Layout({ context, title, children }: LayoutProps) {
  const { model, words, linkTo, inOtherLanguages } = context;
  return (
    <html lang={words.tag}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – ${model.district}`}</title>
        <style>{raw(guideStyle)}</style>
        {inOtherLanguages.map(({ tag, address }) => (
          <link rel="alternate" hreflang={tag} href={address} />
        ))}
      </head>
      <body>
        <a class="skip" href="#content">
          {words.skipToContent}
        </a>
        <header>
          <a class="home" href={linkTo({ kind: 'home' })}>
            {model.district}
          </a>
          <span class="quiet">{words.guide}</span>
          <nav>
            {inOtherLanguages.map(({ language, tag, address }) => (
              <a href={address} lang={tag} hreflang={tag}>
                {language}
              </a>
            ))}
          </nav>
        </header>
        <main id="content">{children}</main>
        <footer>
          <p>
            {words.asOf(dayWords(model.asOf, words))}. {words.figuresNote}
          </p>
          <p>{words.published(model.receipt)}</p>
        </footer>
      </body>
    </html>
  );
}
