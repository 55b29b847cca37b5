import type { Config } from './config.ts';
import { demoSignIns } from './demo/demo-sign-ins.ts';
import type { RunningServer } from './start-server.ts';

/** What a person who has just started the server wants to know. */
export function welcome(
  running: RunningServer,
  config: Config,
  hasDemo: boolean,
  setupCode: string | null = null,
): string {
  const { localUrl, publicUrl } = running;
  const lines = [
    '',
    `SEP Sync is running at ${publicUrl}`,
    ...(publicUrl === localUrl ? [] : [`  listening      ${localUrl}`]),
    `  workbench      ${publicUrl}/workbench/   (a workbook in the browser, with the pane)`,
    `  Excel add-in   ${publicUrl}/manifest.xml`,
    `  API            ${publicUrl}/api/docs`,
    `  database       ${'file' in config.database ? config.database.file : 'PostgreSQL'}`,
    ...(hasDemo ? ['', ...signInLines()] : []),
    ...(setupCode === null ? [] : ['', ...setupLines(publicUrl, setupCode)]),
    '',
    'Stop with Ctrl+C.',
    '',
  ];
  return lines.join('\n');
}

function setupLines(publicUrl: string, code: string): string[] {
  return [
    `Nobody has an account here yet. Open ${publicUrl} and make the first administrator with this code:`,
    `  ${code}`,
  ];
}

function signInLines(): string[] {
  const { password, people } = demoSignIns;
  const width = Math.max(...people.map(({ email }) => email.length)) + 2;
  return [
    `Demo district, password of everybody: ${password}`,
    ...people.map(({ email, may }) => `  ${email.padEnd(width)} ${may}`),
  ];
}
