import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { workedExample } from '../../test/contracts/plan-rows.ts';
import { startTestServer } from '../../test/contracts/test-server.ts';
import { guideCommand } from './guide-command.ts';
import { callCommand } from './testing/call-command.ts';

test('the published guide is written as a site, once, and among other files only when that is said', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sep-guide-'));
  const server = await startTestServer({ file: ':memory:' });
  onTestFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  const admin = await server.member(await server.program(), 'admin');
  await admin.sync(workedExample());
  const run = (...args: string[]) => callCommand(server.store, [guideCommand], 'guide', admin.program, folder, ...args);
  await expect(run()).rejects.toThrow('is not published. Finance publishes it on the front page, under Reports.');
  const headers = { 'content-type': 'application/json' };
  await admin.fetch('/guide', { method: 'POST', headers, body: JSON.stringify({ asOf: '2026-06-30' }) });
  const [said = ''] = await run();
  expect(said).toMatch(/^Wrote \d+ files to .*: the plan as of 2026-06-30, revision 1\.$/);
  expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain('Guide to technology projects');
  expect(readFileSync(join(folder, 'schedule.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  await expect(run()).rejects.toThrow('holds files already. Add --force to write the guide among them.');
  expect(await run('--force')).toHaveLength(1);
});
