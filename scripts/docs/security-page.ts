import { readFileSync } from 'node:fs';
import { allRules } from './rules-page.ts';
import { securityControls, type NamedTest, type SecurityControl } from './security-controls.ts';

/** docs/security.md: each control, what is done, and the tests that show it. Throws where a test is not there. */
export function securityPage(): string {
  const says = new Map(allRules().map((rule) => [rule.id, rule.says]));
  const controls = securityControls.map((control) => section(control, says.get(`SEC${control.number}`)));
  return [
    '# Security',
    '',
    'Made from `scripts/docs/security-controls.ts` by `npm run docs`; do not edit. Each control with what is done and the tests',
    'that show it. Each test that is named is there; what cannot be tried here says so.',
    '',
    ...controls.flat(),
  ].join('\n');
}

function section({ number, how, tests, untried }: SecurityControl, says: string | undefined): string[] {
  if (says === undefined) throw new Error(`SEC${number} has no sentence in docs/promises.md.`);
  return [
    `## SEC${number}`,
    '',
    `**${says}**`,
    '',
    how,
    '',
    ...tests.map(line),
    ...(untried === undefined ? [] : ['', `_Not tried here:_ ${untried}`]),
    '',
  ];
}

function line([file, name]: NamedTest): string {
  if (!readFileSync(file, 'utf8').includes(name)) throw new Error(`${file} has no test named “${name}”.`);
  return `- ${name.replaceAll('%s', '…')} ([${file.split('/').at(-1)}](../${file}))`;
}
