import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download } from 'playwright-core';
import { onTestFinished } from 'vitest';

/** Where a downloaded file lies on this machine: the browser that all tests share keeps its own where none can look. Gone with the test. */
export async function keptDownload(download: Download): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sep-download-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}
