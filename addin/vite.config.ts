import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/** Pages from one set of chunks: the front door, the pane in Excel, the workbench, and the pane inside the workbench. */
export default defineConfig({
  root: here,
  publicDir: false,
  plugins: [react()],
  build: {
    target: 'es2023',
    // The polyfill would be an inline script, which the pages' policy forbids.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    rollupOptions: {
      input: [
        `${here}/front-door/index.html`,
        `${here}/pane/index.html`,
        `${here}/workbench/page/index.html`,
        `${here}/workbench/page/pane.html`,
      ],
    },
  },
});
