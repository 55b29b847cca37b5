import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The gallery of pane states, for the browser tests only; the product's own build is `addin/vite.config.ts`. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [react()],
  logLevel: 'warn',
  build: { target: 'es2023', emptyOutDir: true, chunkSizeWarningLimit: 2000, modulePreload: { polyfill: false } },
});
