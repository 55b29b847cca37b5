import { BookError } from '../book/book.ts';
import type { Arguments } from './arguments.ts';
import { HostError, notImplemented } from './host-error.ts';
import type { LiveRange } from './live-range.ts';
import type { Session } from './session.ts';
import type { Json } from '../book/json.ts';
import type { HostObject } from './host-object.ts';

/** The members of one kind of object, given once; `S` is what tells one object of the kind from another. */
export interface ObjectKind<S> {
  readonly name: string;
  readonly id?: (self: S, session: Session) => string | number;
  readonly range?: (self: S) => LiveRange;
  readonly properties?: Readonly<Record<string, Property<S>>>;
  readonly children?: Readonly<Record<string, (self: S, session: Session) => HostObject | null>>;
  readonly methods?: Readonly<Record<string, Method<S>>>;
  readonly items?: (self: S, session: Session) => readonly HostObject[];
  readonly find?: (self: S, key: Json, session: Session) => HostObject | undefined;
}

export interface Property<S> {
  readonly read?: (self: S, session: Session) => Json;
  readonly write?: (self: S, value: Json, session: Session) => void;
}

export type Method<S> = (self: S, args: Arguments, session: Session) => HostObject | Json | undefined;

export function makeObject<S>(kind: ObjectKind<S>, self: S, session: Session): HostObject {
  const member = (name: string): string => `${kind.name}.${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const at = <T>(name: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      const failure = error instanceof BookError ? fromBook(error) : error;
      if (failure instanceof HostError) failure.location ??= member(name);
      throw failure;
    }
  };
  return {
    kind: kind.name,
    range: kind.range?.(self),
    isCollection: kind.items !== undefined,
    propertyNames: Object.entries(kind.properties ?? {}).flatMap(([name, { read }]) => (read ? [name] : [])),
    identity: () => {
      const id = kind.id?.(self, session);
      return id === undefined ? {} : { Id: id, _Id: id };
    },
    hasProperty: (name) => kind.properties?.[name]?.read !== undefined,
    hasChild: (name) => kind.children?.[name] !== undefined,
    read: (name) => {
      const read = kind.properties?.[name]?.read;
      if (read === undefined) throw notImplemented(member(name));
      return at(name, () => read(self, session));
    },
    write: (name, value) => {
      const write = kind.properties?.[name]?.write;
      if (write === undefined) session.lack(`setting ${member(name)}`);
      else at(name, () => write(self, value, session));
    },
    child: (name) => {
      const child = kind.children?.[name];
      if (child === undefined) throw notImplemented(member(name));
      return at(name, () => child(self, session));
    },
    call: (name, args) => {
      const method = kind.methods?.[name];
      if (method === undefined) throw notImplemented(`${member(name)}()`);
      return at(name, () => {
        const answer = method(self, args, session);
        for (const index of args.unread()) session.lack(`argument ${index + 1} of ${member(name)}()`);
        return answer;
      });
    },
    items: () => {
      if (kind.items === undefined) throw notImplemented(`${kind.name}.items`);
      return kind.items(self, session);
    },
    find: (key) => {
      const { find } = kind;
      if (find === undefined) throw notImplemented(`${kind.name}.getItem()`);
      return at('getItem', () => {
        const found = find(self, key, session);
        if (found === undefined) {
          throw new HostError('ItemNotFound', `The requested resource doesn't exist: ${JSON.stringify(key)}.`);
        }
        return found;
      });
    },
  };
}

function fromBook(error: BookError): HostError {
  return new HostError(error.code === 'TableOverlap' ? 'InvalidArgument' : error.code, error.message);
}
