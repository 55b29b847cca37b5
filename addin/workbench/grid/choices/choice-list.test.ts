import { expect, test } from 'vitest';
import { ChoiceList } from './choice-list.ts';

const choices = ['Cabling', 'Testing', 'Tests of cabling'];

function opened(value: string, typed?: string) {
  const done: string[] = [];
  const list = new ChoiceList();
  list.open({ choices, value, take: (choice) => done.push(choice), hide: () => done.push('hidden') }, typed);
  return { list, done };
}

test('[FC3] an opened list shows all choices and marks what the cell holds; arrows go round', () => {
  const { list, done } = opened('Testing');
  expect(list.shown).toEqual({ choices, marked: 1 });
  list.mark(1);
  list.mark(1);
  expect(list.shown.marked).toBe(0);
  list.mark(-1);
  list.take();
  expect(done).toEqual(['Tests of cabling']);
});

test('[FC3] typing narrows the list down and marks nothing, so that Enter leaves what was typed', () => {
  const { list, done } = opened('', '');
  expect(list.shown).toEqual({ choices, marked: -1 });
  list.type('cab');
  expect(list.shown).toEqual({ choices: ['Cabling', 'Tests of cabling'], marked: -1 });
  list.take();
  expect(done).toEqual([]);
  list.mark(-1);
  list.take();
  expect(done).toEqual(['Tests of cabling']);
  list.type('cabl');
  expect(list.shown.marked).toBe(1);
  list.type('cabling x');
  expect([list.isOpen, list.isMarked]).toEqual([false, false]);
  list.mark(1);
  expect(list.shown.marked).toBe(-1);
});

test('[FC3] what stood in the cell already narrows nothing down', () => {
  const { list } = opened('Testing', 'Testing');
  expect(list.shown).toEqual({ choices, marked: -1 });
  list.type('Testin');
  expect(list.shown.choices).toEqual(['Testing']);
});

test('[FC3] a list tells who watches it, hides by itself, and takes nothing once it is closed', () => {
  const { list, done } = opened('Testing');
  let told = 0;
  const stop = list.subscribe(() => (told += 1));
  list.hide();
  list.closed();
  list.take('Cabling');
  list.type('x');
  expect([told, done, list.isOpen]).toEqual([1, ['hidden'], false]);
  stop();
  list.closed();
  expect(told).toBe(1);
});
