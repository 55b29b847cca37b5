import { CommandType, type ICommandService, RedoCommandId, UndoCommandId, type Univer } from '@univerjs/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { allowUniver } from './testing/load-univer.ts';
import type { RunningCommands } from './running-commands.ts';

allowUniver();
const { openHeadless } = await import('./spreadsheet.ts');
const { RunningCommands: Running } = await import('./running-commands.ts');

let univer: Univer;
let commands: ICommandService;
let running: RunningCommands;

beforeEach(() => {
  const opened = openHeadless('plan.xlsx');
  univer = opened.univer;
  ({ commands } = opened.spreadsheet);
  running = new Running(commands);
});

afterEach(() => {
  running.close();
  univer.dispose();
});

/** What is known while a command of this name runs, and after it. */
function during<T>(id: string, look: () => T, type = CommandType.COMMAND): { during: T | undefined; after: T } {
  let seen: T | undefined;
  const handler = (): boolean => {
    seen = look();
    return true;
  };
  if (!commands.hasCommand(id)) commands.registerCommand({ id, type, handler });
  commands.syncExecuteCommand(id);
  return { during: seen, after: look() };
}

describe('what the person does', () => {
  test.each([
    ['sheet.command.auto-fill', 'fill'],
    ['sheet.command.copy-down', 'fill'],
    ['test.refill', 'fill'],
    ['test.sort-rows', 'sort'],
    ['test.set-filter', 'filter'],
    ['test.insert-row', 'rows'],
    ['test.insert-col', 'rows'],
    ['test.remove-row', 'rows'],
    ['test.remove-col', 'rows'],
    ['test.insert-range', 'rows'],
    ['test.delete-range', 'rows'],
    ['test.anything-else', 'type'],
  ])('is told while %s runs as %s, and no longer', (name, gesture) => {
    expect(during(`${name}.of-test`, () => running.gesture)).toEqual({ during: gesture, after: 'type' });
  });

  test('is told of the commands around it, not of mutations and operations', () => {
    const inner = (): string => running.gesture;
    expect(during('test.sort-mutation', inner, CommandType.MUTATION).during).toBe('type');
    expect(during('test.sort-operation', inner, CommandType.OPERATION).during).toBe('type');
    const outer = during('test.outer-sort', () => during('test.inner', inner).during);
    expect(outer.during).toBe('sort');
  });

  test('is a paste until the next command begins: it goes on after its command has ended', () => {
    expect(during('test.paste', () => running.gesture)).toEqual({ during: 'paste', after: 'paste' });
    expect(during('test.next', () => running.gesture)).toEqual({ during: 'type', after: 'type' });
  });

  test('is to clear looks where a command says so', () => {
    expect(during('test.clear-selection-format', () => running.isClearing)).toEqual({ during: true, after: false });
    expect(during('test.clear-selection-all', () => running.isClearing).during).toBe(true);
    expect(during('test.clear-selection-content', () => running.isClearing).during).toBe(false);
  });
});

describe('an undo', () => {
  test('is told, and apart from a redo', async () => {
    const seen: string[] = [];
    const listening = commands.beforeCommandExecuted(({ id }) => {
      if (id !== UndoCommandId && id !== RedoCommandId) return;
      seen.push([running.isUndoing, running.isTakingBack, running.isClearing].join(' '));
    });
    await commands.executeCommand(UndoCommandId);
    await commands.executeCommand(RedoCommandId);
    listening.dispose();
    expect(seen).toEqual(['true true true', 'true false true']);
    expect([running.isUndoing, running.isTakingBack, running.isClearing]).toEqual([false, false, false]);
  });
});

test('nothing is known any more after it is closed', () => {
  running.close();
  expect(during('test.sort-late', () => running.gesture)).toEqual({ during: 'type', after: 'type' });
});
