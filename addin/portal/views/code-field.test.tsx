import { useState } from 'react';
import { expect, test } from 'vitest';
import { showOnPage, type Shown } from '../../views/testing/show-view.tsx';
import type { NamedCode } from '../row-calls.ts';
import { CodeField } from './code-field.tsx';

const schools = (count: number): NamedCode[] =>
  Array.from({ length: count }, (_, index) => ({ code: String(1000 + index), name: `School ${index}` }));

function show(choices: readonly NamedCode[]): Shown {
  function Chosen() {
    const [code, setCode] = useState('');
    return (
      <>
        <CodeField label="Which" none="Choose one" choices={choices} value={code} onChoose={setCode} />
        <p>chosen: {code}.</p>
      </>
    );
  }
  return showOnPage(() => <Chosen />);
}

const options = (): number => document.querySelectorAll('option').length;

test('a few codes are listed', async () => {
  const page = show(schools(3));
  await page.fill('Which', '1002');
  await page.says('chosen: 1002.');
  expect(options()).toBe(4);
});

test('of thousands one is found by its code or a part of its name, and only as many stand on the page as help', async () => {
  const page = show(schools(9_600));
  await page.says('Type a part of a name or code; there are 9,600.');
  expect(options()).toBe(40);
  await page.fill('Which', '1002');
  await page.says('chosen: 1002.');
  await page.says('1002 · School 2');
  await page.fill('Which', 'school 95');
  await page.says('Several fit. Choose one, or type more.');
  await page.says('chosen: .');
  await page.fill('Which', 'school 9599');
  await page.says('chosen: 10599.');
  await page.fill('Which', 'nowhere');
  await page.says('None of 9,600 fits.');
  expect(options()).toBe(0);
});
