import type { PropertyKind } from '../book/book.ts';
import { HostError, itemNotFound } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, makeObject } from './object-kind.ts';
import type { Session } from './session.ts';
import { type Json, jsonText } from '../book/json.ts';

interface Item {
  readonly bag: PropertyKind;
  readonly key: string;
}

/** Document settings (`settings`), custom properties of the document (`custom`) or of a sheet (`sheet:…`): keys with JSON values. */
export function propertyBag(bag: PropertyKind, session: Session): HostObject {
  return makeObject(collection, bag, session);
}

const collection: ObjectKind<PropertyKind> = {
  name: 'CustomPropertyCollection',
  items: (self, session) => [...entries(self, session).keys()].map((key) => make(self, key, session)),
  find: (self, key, session) =>
    entries(self, session).has(jsonText(key)) ? make(self, jsonText(key), session) : undefined,
  methods: {
    GetCount: (self, _args, session) => entries(self, session).size,
    GetItemOrNullObject: (self, args, session) => {
      const key = args.requiredText(0, 'key');
      return entries(self, session).has(key) ? make(self, key, session) : null;
    },
    Add: (self, args, session) => {
      const key = args.requiredText(0, 'key');
      if (key.length > 255) throw new HostError('InvalidArgument', 'A key has at most 255 characters.');
      set(self, key, args.json(1), session);
      return make(self, key, session);
    },
    DeleteAll: (self, _args, session) => {
      for (const key of entries(self, session).keys()) set(self, key, undefined, session);
      return undefined;
    },
  },
};

const item: ObjectKind<Item> = {
  name: 'CustomProperty',
  id: (self) => self.key,
  properties: {
    Key: { read: (self) => self.key },
    Value: {
      read: (self, session) => {
        const found = entries(self.bag, session).get(self.key);
        if (found === undefined) throw itemNotFound(`There is no property ${self.key} any more.`);
        return found;
      },
      write: (self, value, session) => set(self.bag, self.key, value, session),
    },
  },
  methods: {
    Delete: (self, _args, session) => {
      set(self.bag, self.key, undefined, session);
      return undefined;
    },
  },
};

function make(bag: PropertyKind, key: string, session: Session): HostObject {
  return makeObject(item, { bag, key }, session);
}

/** Settings live in the session where they are to be lost with it, as reported of real Excel (office-js issues 6091, 6585, 2940). */
function entries(bag: PropertyKind, session: Session): ReadonlyMap<string, Json> {
  return bag === 'settings' && session.quirks.settingsAreLost ? session.settings : session.book.properties(bag);
}

function set(bag: PropertyKind, key: string, value: Json | undefined, session: Session): void {
  if (bag !== 'settings' || !session.quirks.settingsAreLost) session.book.setProperty(bag, key, value);
  else if (value === undefined) session.settings.delete(key);
  else session.settings.set(key, value);
}
