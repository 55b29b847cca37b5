import { type Area, containsArea, intersectAreas } from '../book/area.ts';
import { invalidArgument, itemNotFound } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, makeObject } from './object-kind.ts';
import type { LiveRange } from './live-range.ts';
import { tableByKey } from './find-table.ts';
import { parseAddress } from './parse-address.ts';
import { checkUnprotected } from './protection.ts';
import type { Session } from './session.ts';

interface Tables {
  /** Undefined = all tables of the book. */
  readonly sheetId: string | undefined;
  readonly within?: { readonly area: Area; readonly fully: boolean };
}

export function tableCollection(sheetId: string | undefined, session: Session): HostObject {
  return makeObject(kind, { sheetId }, session);
}

export function tablesInRange(range: LiveRange, fully: boolean, session: Session): HostObject {
  return makeObject(kind, { sheetId: range.sheetId, within: { area: range.area, fully } }, session);
}

const kind: ObjectKind<Tables> = {
  name: 'TableCollection',
  properties: { Count: { read: (self, session) => tableIds(self, session).length } },
  items: (self, session) => tableIds(self, session).map((id) => session.make.table(id)),
  find: (self, key, session) => {
    const table = tableByKey(session, self.sheetId, key);
    return table && session.make.table(table.id);
  },
  methods: {
    GetCount: (self, _args, session) => tableIds(self, session).length,
    GetItemOrNullObject: (self, args, session) => {
      const table = tableByKey(session, self.sheetId, args.json(0));
      return table === undefined ? null : session.make.table(table.id);
    },
    GetFirst: (self, _args, session) => {
      const [id] = tableIds(self, session);
      if (id === undefined) throw itemNotFound('There is no table here.');
      return session.make.table(id);
    },
    GetItemAt: (self, args, session) => {
      const id = tableIds(self, session)[args.number(0, 0)];
      if (id === undefined) throw invalidArgument('There is no table at this place.');
      return session.make.table(id);
    },
    Add: (self, args, session) => {
      const home = self.sheetId ?? session.view.sheetId;
      const range = args.range(0) ?? parseAddress(session, home, args.requiredText(0, 'address'));
      checkUnprotected(session, range.sheetId);
      return session.make.table(session.book.addTable(range.sheetId, range.area, args.isTrue(1)).id);
    },
    _RegisterAddedEvent: (self, _args, session) => session.events.register(102, self.sheetId ?? 'Workbook'),
    _UnregisterAddedEvent: (self, _args, session) => session.events.unregister(102, self.sheetId ?? 'Workbook'),
    _RegisterDataChangedEvent: (self, _args, session) => session.events.register(101, self.sheetId ?? 'Workbook'),
    _UnregisterDataChangedEvent: (self, _args, session) => session.events.unregister(101, self.sheetId ?? 'Workbook'),
    _RegisterDeletedEvent: (self, _args, session) => session.events.register(103, self.sheetId ?? 'Workbook'),
    _UnregisterDeletedEvent: (self, _args, session) => session.events.unregister(103, self.sheetId ?? 'Workbook'),
  },
};

function tableIds(self: Tables, session: Session): string[] {
  const { within } = self;
  return session.book
    .tables()
    .filter((table) => self.sheetId === undefined || table.sheetId === self.sheetId)
    .filter(({ area }) => {
      if (within === undefined) return true;
      return within.fully ? containsArea(within.area, area) : intersectAreas(within.area, area) !== undefined;
    })
    .map(({ id }) => id);
}
