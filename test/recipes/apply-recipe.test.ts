import { describe, expect, test } from 'vitest';
import { applyRecipe, recipesOf } from './apply-recipe.ts';

const page = `# Page
### Add a thing
\`\`\`ts new.ts
made
\`\`\`
\`\`\`diff old.ts
 one
+two
-three
@@
 four
\`\`\`
\`\`\`
a command
\`\`\`
## More
`;
const old = 'one\nthree\nfour\n';

describe('a recipe', () => {
  test('makes and changes the files that its blocks name', () => {
    const [recipe, ...others] = recipesOf(page);
    expect(others).toEqual([]);
    expect(recipe?.name).toBe('a thing');
    const made = applyRecipe(recipe ?? { name: '', blocks: [] }, (file) => (file === 'old.ts' ? old : null));
    expect([...made]).toEqual([
      ['new.ts', 'made\n'],
      ['old.ts', 'one\ntwo\nfour\n'],
    ]);
  });

  test('says where it has rotted', () => {
    const [recipe = { name: '', blocks: [] }] = recipesOf(page);
    expect(() => applyRecipe(recipe, () => null)).toThrow('old.ts is not there');
    expect(() => applyRecipe(recipe, () => old)).toThrow('new.ts is already there');
    const drifted = (file: string) => (file === 'old.ts' ? 'one\nfour\n' : null);
    expect(() => applyRecipe(recipe, drifted)).toThrow('old.ts must hold once, and holds 0 times:\none\nthree');
  });
});
