import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { z } from 'zod';
import { functionsFiles } from './functions/functions-files.ts';

const here = import.meta.dirname;
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(`${here}/../package.json`, 'utf8')));

/** Pages from one set of chunks: the web app, pane and sign-in window in Excel, the workbench, and the two in the workbench. */
export default defineConfig({
  root: here,
  publicDir: false,
  plugins: [react(), schemasWithoutEval(), customFunctions()],
  define: { __SEP_VERSION__: JSON.stringify(version) },
  build: {
    target: 'es2023',
    // The polyfill would be an inline script, which the pages' policy forbids.
    modulePreload: { polyfill: false },
    // In kilobytes: the spreadsheet of the workbench is large and comes after everything else.
    chunkSizeWarningLimit: 6000,
    rollupOptions: {
      input: [
        `${here}/portal/index.html`,
        `${here}/pane/index.html`,
        `${here}/dialog/index.html`,
        `${here}/workbench/page/index.html`,
        `${here}/workbench/page/pane.html`,
        `${here}/workbench/page/dialog.html`,
      ],
    },
  },
});

/**
 * Zod tries out whether it may make functions of text, which the pages' policy forbids and reports, unless it has been told before it
 * is loaded. https://zod.dev/api#jitless
 */
function schemasWithoutEval(): Plugin {
  const made = '__zod_globalConfig = {}';
  return {
    name: 'schemas-without-eval',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith('/zod/v4/core/core.js')) return null;
      if (!code.includes(made))
        this.error('Zod keeps its settings elsewhere now: tell it otherwise to make no functions of text.');
      return { code: code.replace(made, '__zod_globalConfig = { jitless: true }'), map: null };
    },
  };
}

/** Lays beside the pages what Excel reads of the custom functions. */
function customFunctions(): Plugin {
  return {
    name: 'custom-functions',
    generateBundle() {
      for (const [fileName, source] of Object.entries(functionsFiles())) {
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
    configureServer({ middlewares }) {
      for (const [fileName, source] of Object.entries(functionsFiles())) {
        const type = fileName.endsWith('.js') ? 'text/javascript' : 'application/json';
        middlewares.use(`/${fileName}`, (_request, response) => response.setHeader('content-type', type).end(source));
      }
    },
  };
}
