// Writes what is generated from code: docs/tables.md from the schema, docs/roles.md from the matrix of who may do what, docs/rules.md from the rules' homes, docs/figures.md from the figures, the README's table of environment variables from
// the settings, the Excel host's coverage from what it answers. `--check` writes nothing and fails when a file is not what would be written.
import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import { coveragePage } from '../addin/excel-host/inventory/coverage-page.mts';
import { figuresPage } from './docs/figures-page.ts';
import { rolesPage } from './docs/roles-page.ts';
import { rulesPage } from './docs/rules-page.ts';
import { securityPage } from './docs/security-page.ts';
import { settingsTable } from './docs/settings-table.ts';
import { tablesPage } from './docs/tables-page.ts';

const README = 'README.md';
const wanted = new Map([
  ['docs/tables.md', tablesPage()],
  ['docs/roles.md', rolesPage()],
  ['docs/rules.md', rulesPage()],
  ['docs/figures.md', figuresPage()],
  ['docs/security.md', securityPage()],
  ['addin/excel-host/docs/coverage.md', await coveragePage()],
  [README, between(readIfThere(README), 'configuration', settingsTable())],
]);

const drifted = [...wanted].filter(([path, text]) => readIfThere(path) !== text);
if (process.argv.includes('--check')) {
  for (const [path] of drifted) console.error(`${path} is out of date: run \`npm run docs\` and commit the result.`);
  process.exitCode = drifted.length > 0 ? 1 : 0;
} else {
  for (const [path, text] of drifted) writeFileSync(path, text);
}

function readIfThere(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** The text with the part between the two markers of that name replaced. */
function between(text: string, name: string, part: string): string {
  const [start, end] = [`<!-- ${name}: generated -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${README} must have the lines ${start} and ${end}.`);
  return `${text.slice(0, from)}${start}\n\n${part}\n\n${text.slice(to)}`;
}
