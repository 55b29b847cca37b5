/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';

/** A table that is scrolled sideways where the window is narrow, by keyboard too. */
export function WideTable({ name, children }: { readonly name: string; readonly children?: Child }) {
  return (
    <section class="scroll" aria-label={name} tabindex={0}>
      <table>{children}</table>
    </section>
  );
}
