import fc from 'fast-check';
import { expect, test } from 'vitest';
import { storedPrograms } from '../../../test/golden/program-arbitrary.ts';
import { programRows } from '../figures/columns-read.ts';
import { postingDeclarations } from './posting-declarations.ts';

test('rows post to no account but those that their declaration names', () => {
  fc.assert(
    fc.property(storedPrograms, (stored) => {
      const program = programRows(stored);
      for (const declaration of postingDeclarations)
        declaration.postAll(program, ({ account }) => {
          expect(declaration.accounts).toContain(account);
        });
    }),
  );
});
