import fc from 'fast-check';
import { expect, test } from 'vitest';
import { storedPrograms } from '../../../test/golden/program-arbitrary.ts';
import { postedLine, reserveProjects } from '../figures/line-facts.ts';
import { measures } from '../figures/measures.ts';
import { planFacts } from '../figures/plan-facts.ts';
import { programRows } from '../figures/columns-read.ts';
import { totalsOf } from '../figures/totals.ts';
import { figureWeight } from '../figures/figure-weight.ts';
import { postProgram } from '../postings/post-program.ts';
import type { Posting } from '../postings/posting.ts';

const days = fc.constantFrom('2025-03-01', '2025-12-31', '2026-06-15', '2026-12-28');
/** What is to come is no posting: it is made anew of each day’s forecasts. */
const posted = measures.filter(({ name, kind }) => kind === 'money' && !['etc', 'eac', 'vac'].includes(name));

test('between two days every figure of every project moves by just what is dated between them', () => {
  fc.assert(
    fc.property(storedPrograms, days, days, (stored, one, other) => {
      const [from, to] = one < other ? [one, other] : [other, one];
      const program = programRows(stored);
      const between: Posting[] = [];
      postProgram(program, to, (posting) => {
        if (posting.date !== null && posting.date > from) between.push(posting);
      });
      const lines = new Map(
        [...planFacts(program, to).projects.values()].flatMap((project) =>
          project.lines.map((line) => [line.id, line]),
        ),
      );
      const reserves = reserveProjects(program);
      const figuresOn = (day: string) =>
        new Map(
          totalsOf(planFacts(program, day), ['project']).rows.map(({ groups: [code], values }) => [code, values]),
        );
      const [before, after] = [figuresOn(from), figuresOn(to)];
      for (const { name } of posted) {
        const weight = figureWeight(name);
        for (const [project, values] of after) {
          const bridge = between.reduce((sum, posting) => {
            const line = lines.get(posting.line);
            return line !== undefined && line.project === project
              ? sum + weight.ofLine(posting, postedLine(line, reserves))
              : sum;
          }, 0);
          expect([name, project, (before.get(project)?.[name] ?? 0) + bridge]).toEqual([name, project, values[name]]);
        }
      }
    }),
  );
});
