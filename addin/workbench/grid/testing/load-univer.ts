import { register } from 'node:module';

/**
 * Lets Univer be imported in Node: one of its parts asks a CommonJS package for a named export, another draws its icons as
 * soon as it is loaded. Import what uses Univer after this, with `await import(…)`.
 */
export function allowUniver(): void {
  const resolve = `export const resolve = (name, context, next) =>
    next(name === 'opentype.js' ? 'opentype.js/dist/opentype.mjs' : name, context);`;
  register(`data:text/javascript,${encodeURIComponent(resolve)}`);
  Object.assign(globalThis, { Path2D: Object });
}
