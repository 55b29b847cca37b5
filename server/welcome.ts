import type { Config } from './config.ts';
import type { RunningServer } from './start-server.ts';

/** What a person who has just started the server wants to know. */
export function welcome(running: RunningServer, config: Config, hasDemo: boolean): string {
  const { localUrl, publicUrl } = running;
  const lines = [
    '',
    `SEP Sync is running at ${publicUrl}`,
    ...(publicUrl === localUrl ? [] : [`  listening      ${localUrl}`]),
    `  workbench      ${publicUrl}/workbench/   (a workbook in the browser, with the pane)`,
    `  Excel add-in   ${publicUrl}/manifest.xml`,
    `  API            ${publicUrl}/api/docs`,
    `  database       ${'file' in config.database ? config.database.file : 'PostgreSQL'}`,
    ...(hasDemo ? ['', ...demoSignIns] : []),
    '',
    'Stop with Ctrl+C.',
    '',
  ];
  return lines.join('\n');
}

const demoSignIns = [
  'Demo district, password of everybody: cedar-basin',
  '  north@cedar-basin.example     edits the North region',
  '  south@cedar-basin.example     edits the South region',
  '  finance@cedar-basin.example   edits everything',
  '  admin@cedar-basin.example     may do everything',
  '  viewer@cedar-basin.example    looks only',
];
