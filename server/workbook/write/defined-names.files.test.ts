import { expect, test } from 'vitest';
import { demoSnapshot } from '../testing/demo-snapshot.ts';
import { definedNamesOf } from '../testing/defined-names.ts';
import { savedByLibreOffice } from '../testing/libre-office.ts';
import { validationErrors } from '../testing/ooxml-validator.ts';
import { renderSnapshot } from './render-snapshot.ts';

test('[FA4] LibreOffice keeps every print title and every list of keys', async () => {
  const bytes = await renderSnapshot(demoSnapshot('mini'));
  const saved = definedNamesOf(await savedByLibreOffice(bytes));
  const titles = (names: typeof saved) =>
    names
      .filter(({ name }) => name === '_xlnm.Print_Titles')
      .map(({ scope, reference }) => `${scope}: ${reference.slice(reference.lastIndexOf('!') + 1)}`)
      .sort();
  const written = definedNamesOf(bytes);
  expect(titles(saved)).toEqual(titles(written));
  const keysOf = (names: typeof saved) =>
    names
      .map(({ name }) => name)
      .filter((name) => name.startsWith('SEP_'))
      .sort();
  expect(keysOf(saved)).toEqual(keysOf(written));
});

test('[FA4] Microsoft’s validator finds nothing that Excel would repair', async () => {
  expect(await validationErrors(await renderSnapshot(demoSnapshot('mini')))).toEqual([]);
});
