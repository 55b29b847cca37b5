import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Answer, askHost } from './ask-host.mts';
import { type TypedClass, typedClasses } from './typed-members.ts';

interface AskedMember {
  readonly className: string;
  readonly name: string;
  readonly set: string;
  readonly answer: Answer;
}

/** The page that says what the host has and what it lacks, member by member, as it answers itself. */
export async function coveragePage(): Promise<string> {
  const path = createRequire(import.meta.url).resolve('@types/office-js/index.d.ts');
  const classes = typedClasses(readFileSync(path, 'utf8'));
  return renderPage(members(classes, await askHost(classes)));
}

function members(classes: readonly TypedClass[], answers: ReadonlyMap<string, Answer>): AskedMember[] {
  return classes.flatMap(({ name: className, members }) =>
    members.map(({ name, set }) => ({ className, name, set, answer: answers.get(`${className}.${name}`) ?? 'lacks' })),
  );
}

export function renderPage(asked: readonly AskedMember[]): string {
  const sets = [...new Set(asked.map(({ set }) => set))].sort(bySet);
  const byClass = new Map<string, AskedMember[]>();
  for (const member of asked) byClass.set(member.className, [...(byClass.get(member.className) ?? []), member]);
  const known = [...byClass].filter(([, list]) => list.some(({ answer }) => answer === 'has' || answer === 'in part'));
  const unknown = [...byClass].filter(
    ([name, list]) => list.some(({ answer }) => answer === 'lacks') && !known.some(([other]) => other === name),
  );
  return `# What the host has, and what it lacks

Written by \`npm run docs\`: a script goes through every class and member that \`@types/office-js\` declares in the namespace \`Excel\` and asks a host for it through Microsoft's library, in a workbook with one of everything. **Has** is what did not answer \`ApiNotImplemented\`. **In part** is what can be read and not set, or is there on some objects and not on others. **Not asked** is what the library on npm does not have: nobody can call it. Options within a method are not counted; one that is not built is refused by name when it is used.

| requirement set | members | has | in part | lacks | not asked |
| --- | --: | --: | --: | --: | --: |
${[
  ...sets.map((set) =>
    row(
      set,
      asked.filter((member) => member.set === set),
    ),
  ),
  row('**all**', asked),
].join('\n')}

## Lacking in classes that are there

${known
  .map(([name, list]) => lackingLine(name, list))
  .filter((line) => line !== '')
  .join('\n')}

## Classes that are lacking

With the number of their members.

${unknown.map(([name, list]) => `${name} ${list.length}`).join(' · ')}
`;
}

function row(title: string, list: readonly AskedMember[]): string {
  const count = (answer: Answer) => list.filter((member) => member.answer === answer).length;
  return `| ${title} | ${list.length} | ${count('has')} | ${count('in part')} | ${count('lacks')} | ${count('not asked')} |`;
}

function lackingLine(name: string, list: readonly AskedMember[]): string {
  const lacking = list
    .filter(({ answer }) => answer === 'lacks')
    .map((member) => `${member.name} (${versionOf(member.set)})`);
  const partly = list.filter(({ answer }) => answer === 'in part').map((member) => member.name);
  if (lacking.length + partly.length === 0) return '';
  const has = list.filter(({ answer }) => answer === 'has').length;
  const parts = [lacking.join(', '), partly.length === 0 ? '' : `in part: ${partly.join(', ')}`];
  return `- **${name}** has ${has}, lacks ${parts.filter((part) => part !== '').join('; ')}`;
}

/** ExcelApi goes without saying. */
function versionOf(set: string): string {
  return set.replace(/^ExcelApi /, '');
}

/** ExcelApi by its versions, then the other sets. */
function bySet(a: string, b: string): number {
  const rank = (set: string): [number, string, number] => {
    const [name = '', version = '0'] = set.split(' ');
    return [
      ['ExcelApi', 'ExcelApiOnline', 'ExcelApiDesktop'].indexOf(name) >>> 0,
      name,
      Number(version.split('.')[1] ?? 0),
    ];
  };
  const [[rankA, , minorA], [rankB, , minorB]] = [rank(a), rank(b)];
  return rankA - rankB || minorA - minorB;
}
