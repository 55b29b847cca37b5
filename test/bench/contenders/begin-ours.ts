import { build, startServer } from '../../browser/built-server.ts';
import { launchChromium } from '../../browser/chromium.ts';
import { serveContender, timed } from '../harness/contender.ts';

const LIMIT_MS = 120_000;

/** Somebody who has never been here: the first page of the demo, two clicks, a workbook that is synced. */
await serveContender(async () => {
  await build();
  const server = await startServer({ SEP_DEMO: 'mini' });
  // Also when preparing fails: nothing else would end it.
  process.on('exit', () => server.process.kill());
  const browser = await launchChromium();
  return {
    run: async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
      const page = await context.newPage();
      page.setDefaultTimeout(LIMIT_MS);
      const ms = await timed(async () => {
        await page.goto(server.url);
        await page.getByRole('button', { name: 'Sign in as north@cedar-basin.example' }).click();
        await page.getByRole('link', { name: 'Open in the workbench' }).click();
        const status = page.frameLocator('iframe').getByRole('region', { name: 'Sync status' });
        await status.getByText('All changes synced').waitFor();
      });
      await context.close();
      return { ms };
    },
    close: async () => {
      await browser.close();
      await server.stop();
    },
  };
});
