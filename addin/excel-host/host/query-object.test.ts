import { describe, expect, test } from 'vitest';
import type { Json } from '../book/json.ts';
import type { HostObject } from './host-object.ts';
import { queryObject, toRetrieved } from './query-object.ts';

interface Plain {
  readonly properties: Readonly<Record<string, Json>>;
  readonly children?: Readonly<Record<string, HostObject | null>>;
  readonly items?: readonly HostObject[];
}

/** An object of a model that is all in memory and can only be read. */
function objectOf(kind: string, { properties, children = {}, items }: Plain): HostObject {
  const none = (): never => {
    throw new Error('It can only be read.');
  };
  return {
    kind,
    range: undefined,
    isCollection: items !== undefined,
    identity: () => ({ _Id: `${kind} 1` }),
    propertyNames: Object.keys(properties),
    hasProperty: (name) => name in properties,
    hasChild: (name) => name in children,
    read: (name) => {
      const value = properties[name];
      if (value === undefined) throw new Error(`There is no ${name}.`);
      return value;
    },
    write: none,
    child: (name) => children[name] ?? null,
    call: none,
    items: () => items ?? none(),
    find: none,
  };
}

const font = objectOf('Font', { properties: { Bold: true, Size: 11 } });
const format = objectOf('Format', { properties: { Height: 15 }, children: { Font: font } });
const sheet = (name: string) =>
  objectOf('Sheet', { properties: { Name: name, Position: 0 }, children: { Format: format, Chart: null } });
const sheets = objectOf('Sheets', { properties: { Count: 3 }, items: ['A', 'B', 'C'].map(sheet) });

const select = (object: HostObject, ...names: string[]) => queryObject(object, { Select: names });

describe('a load of an object', () => {
  test('without names brings its properties and who it is', () => {
    const all = { _Id: 'Sheet 1', Name: 'A', Position: 0 };
    expect(queryObject(sheet('A'), undefined)).toEqual(all);
    expect(queryObject(sheet('A'), {})).toEqual(all);
    expect(select(sheet('A'), '*')).toEqual(all);
  });

  test('brings what it names, whatever the case of the first letter', () => {
    expect(select(sheet('A'), 'name')).toEqual({ _Id: 'Sheet 1', Name: 'A' });
    expect(select(sheet('A'), 'Name', 'position')).toEqual({ _Id: 'Sheet 1', Name: 'A', Position: 0 });
  });

  test('that names nothing brings who it is alone', () => {
    for (const name of ['no-properties-needed', '$none', '$NONE']) {
      expect(select(sheet('A'), name)).toEqual({ _Id: 'Sheet 1' });
    }
    expect(select(sheet('A'), '$none', 'name')).toEqual({ _Id: 'Sheet 1', Name: 'A' });
  });

  test('follows paths into what it holds, and says what is not there', () => {
    expect(select(sheet('A'), 'format/font/bold', 'format/height', 'chart')).toEqual({
      _Id: 'Sheet 1',
      Format: { _Id: 'Format 1', Font: { _Id: 'Font 1', Bold: true }, Height: 15 },
      Chart: null,
    });
    expect(select(sheet('A'), 'format')).toEqual({ _Id: 'Sheet 1', Format: { _Id: 'Format 1', Height: 15 } });
    expect(queryObject(sheet('A'), { Select: ['name'], Expand: ['format/font'] })).toEqual({
      _Id: 'Sheet 1',
      Name: 'A',
      Format: { _Id: 'Format 1', Font: { _Id: 'Font 1', Bold: true, Size: 11 } },
    });
  });

  test('without a name, or of one that is not there, is refused', () => {
    expect(() => select(sheet('A'), '')).toThrow('a load without a name');
    expect(() => select(sheet('A'), 'such')).toThrow('There is no Such.');
  });
});

describe('a load of a collection', () => {
  const item = (Name: string, more: Record<string, Json> = {}) => ({ _Id: 'Sheet 1', Name, ...more });

  test('without names brings all of its items, whole', () => {
    expect(queryObject(sheets, undefined)).toEqual({
      _Items: ['A', 'B', 'C'].map((name) => item(name, { Position: 0 })),
    });
    expect(select(sheets, 'items')).toEqual(queryObject(sheets, undefined));
  });

  test('names what is wanted of its items, with or without `items/` in front', () => {
    const names = { _Items: ['A', 'B', 'C'].map((name) => item(name)) };
    expect(select(sheets, 'name')).toEqual(names);
    expect(select(sheets, 'items/name')).toEqual(names);
    expect(select(sheets, 'items/$none')).toEqual({ _Items: Array.from({ length: 3 }, () => ({ _Id: 'Sheet 1' })) });
  });

  test('brings its count, alone or beside items', () => {
    expect(select(sheets, 'count')).toEqual({ Count: 3 });
    expect(select(sheets, 'Count', 'name')).toEqual({ Count: 3, _Items: ['A', 'B', 'C'].map((name) => item(name)) });
    const uncounted = objectOf('Rows', {
      properties: {},
      items: [objectOf('Row', { properties: { Count: 7 } })],
    });
    expect(select(uncounted, 'count')).toEqual({ _Items: [{ _Id: 'Row 1', Count: 7 }] });
  });

  test('brings a part of its items where that is asked for', () => {
    const names = (query: { Skip?: number; Top?: number }) => {
      const found = queryObject(sheets, { Select: ['name'], ...query });
      return JSON.stringify(found)
        .match(/"Name":"(.)"/g)
        ?.map((text) => text.at(-2));
    };
    expect(names({ Top: 2 })).toEqual(['A', 'B']);
    expect(names({ Skip: 1 })).toEqual(['B', 'C']);
    expect(names({ Skip: 1, Top: 1 })).toEqual(['B']);
    expect(names({ Top: 0 })).toBeUndefined();
  });
});

test('what is retrieved has the names that `retrieve` expects, all the way down', () => {
  const found = select(sheets, 'count', 'name', 'format/font');
  expect(toRetrieved(found)).toEqual({
    count: 3,
    items: ['A', 'B', 'C'].map((name) => ({
      _Id: 'Sheet 1',
      name,
      format: { _Id: 'Format 1', font: { _Id: 'Font 1', bold: true, size: 11 } },
    })),
  });
  expect(toRetrieved({ Values: [[1, { Kept: 'as it is' }]], None: null })).toEqual({
    values: [[1, { Kept: 'as it is' }]],
    none: null,
  });
  expect([toRetrieved(null), toRetrieved(5), toRetrieved(['A'])]).toEqual([null, 5, ['A']]);
});
