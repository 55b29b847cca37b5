import { expect, test } from 'vitest';
import { editedByPython } from './python-program.ts';

test('a program that is not on the machine is named, with the packages and .ci/run', async () => {
  const script = { file: 'none.py', module: 'no_such_module', packages: 'python3-none', program: 'None Office' };
  await expect(editedByPython(script, [])).rejects.toThrow(
    'The round trips need None Office: run .ci/run, or install the Debian packages python3-none.',
  );
});
