import { type Json, jsonText } from '../book/json.ts';
import { type Scalar, isCellError } from '../book/cell.ts';
import { formulaRefusal } from '../functions/formula-refusal.ts';
import { formatAddress } from '../book/address.ts';
import type { NameInfo, NamePatch } from '../book/book.ts';
import { flagOf } from './arguments.ts';
import { invalidArgument, itemNotFound } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, makeObject } from './object-kind.ts';
import { namedRange } from './parse-address.ts';
import type { Session } from './session.ts';
import { scalarJson } from './read-cells.ts';
import { sheetById } from './worksheets.ts';

export function nameCollection(scopeSheetId: string | undefined, session: Session): HostObject {
  return makeObject(collection, { scopeSheetId }, session);
}

interface Scope {
  readonly scopeSheetId: string | undefined;
}
interface NamedItem extends Scope {
  readonly name: string;
}

const collection: ObjectKind<Scope> = {
  name: 'NamedItemCollection',
  items: (self, session) => inScope(self, session).map(({ name }) => make(self, name, session)),
  find: (self, key, session) => {
    const found = byName(self, jsonText(key), session);
    return found && make(self, found.name, session);
  },
  methods: {
    GetCount: (self, _args, session) => inScope(self, session).length,
    GetItemOrNullObject: (self, args, session) => {
      const found = byName(self, args.requiredText(0, 'name'), session);
      return found === undefined ? null : make(self, found.name, session);
    },
    Add: (self, args, session) => {
      const name = args.requiredText(0, 'name');
      if (!/^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$/u.test(name)) throw invalidArgument(`“${name}” cannot be a name.`);
      const range = args.range(1);
      const formula = range === undefined ? textFormula(args.requiredText(1, 'reference')) : reference(range.sheetId);
      checkFormula(formula, session);
      session.book.addName({
        name,
        formula,
        scopeSheetId: self.scopeSheetId,
        visible: true,
        comment: args.text(2) ?? '',
      });
      return make(self, name, session);

      function reference(sheetId: string): string {
        const address = formatAddress(
          sheetById(session, sheetId).name,
          range?.area ?? { row: 0, column: 0, rowCount: 1, columnCount: 1 },
        );
        return `=${address.replaceAll(/(?<=[!:])([A-Z]+)(\d+)/g, '$$$1$$$2')}`;
      }
    },
  },
};

const kind: ObjectKind<NamedItem> = {
  name: 'NamedItem',
  id: (self) => self.name,
  properties: {
    Name: { read: (self) => self.name },
    Formula: {
      read: (self, session) => get(self, session).formula,
      write: (self, value, session) => {
        const formula = textFormula(textOf(value));
        checkFormula(formula, session);
        change(self, session, { formula });
      },
    },
    Comment: {
      read: (self, session) => get(self, session).comment,
      write: (self, value, session) => change(self, session, { comment: textOf(value) }),
    },
    Visible: {
      read: (self, session) => get(self, session).visible,
      write: (self, value, session) => change(self, session, { visible: flagOf(value) }),
    },
    Scope: { read: (self) => (self.scopeSheetId === undefined ? 'Workbook' : 'Worksheet') },
    Type: { read: (self, session) => typeOf(self, session) },
    Value: { read: (self, session) => valueOf(self, session) },
  },
  children: {
    Worksheet: (self, session) => {
      if (self.scopeSheetId === undefined) throw itemNotFound(`${self.name} is a name of the whole workbook.`);
      return session.make.worksheet(self.scopeSheetId);
    },
    WorksheetOrNullObject: (self, session) =>
      self.scopeSheetId === undefined ? null : session.make.worksheet(self.scopeSheetId),
  },
  methods: {
    GetRange: (self, _args, session) => {
      const range = namedRange(session, self.name, self.scopeSheetId);
      if (range === undefined) throw itemNotFound(`${self.name} does not stand for a range.`);
      return session.make.rangeOf(range);
    },
    GetRangeOrNullObject: (self, _args, session) => {
      const range = namedRange(session, self.name, self.scopeSheetId);
      return range === undefined ? null : session.make.rangeOf(range);
    },
    Delete: (self, _args, session) => {
      session.book.deleteName(self.name, self.scopeSheetId);
      return undefined;
    },
  },
};

/** What a name stands for: a range is given by its address, everything else by what its formula comes to. */
function valueOf(self: NamedItem, session: Session): Json {
  const { formula } = get(self, session);
  if (namedRange(session, self.name, self.scopeSheetId) !== undefined) return formula.slice(1);
  return scalarJson(calculated(self, session));
}

function typeOf(self: NamedItem, session: Session): string {
  if (namedRange(session, self.name, self.scopeSheetId) !== undefined) return 'Range';
  const value = calculated(self, session);
  if (isCellError(value)) return 'Error';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Double';
  return typeof value === 'boolean' ? 'Boolean' : 'String';
}

function calculated(self: NamedItem, session: Session): Scalar {
  const home = self.scopeSheetId ?? session.book.sheets()[0]?.id ?? '';
  const value = session.book.evaluate(home, 0, 0, get(self, session).formula);
  if (isCellError(value) && value.lacking !== undefined) session.lack(value.lacking);
  return value;
}

function textOf(value: Json): string {
  if (typeof value !== 'string') throw invalidArgument('A text was expected.');
  return value;
}

function change(self: NamedItem, session: Session, patch: NamePatch): void {
  get(self, session);
  session.book.updateName(self.name, self.scopeSheetId, patch);
}

function checkFormula(formula: string, session: Session): void {
  const refusal = formulaRefusal(formula, session.book.tables());
  if (refusal !== undefined) throw invalidArgument(`Excel does not take ${formula}: ${refusal}.`);
}

function textFormula(text: string): string {
  return text.startsWith('=') ? text : `="${text.replaceAll('"', '""')}"`;
}

function make(scope: Scope, name: string, session: Session): HostObject {
  return makeObject(kind, { name, scopeSheetId: scope.scopeSheetId }, session);
}

function inScope(self: Scope, session: Session): NameInfo[] {
  return session.book.names().filter(({ scopeSheetId }) => scopeSheetId === self.scopeSheetId);
}

function byName(self: Scope, name: string, session: Session): NameInfo | undefined {
  return inScope(self, session).find((known) => known.name.toLowerCase() === name.toLowerCase());
}

function get(self: NamedItem, session: Session): NameInfo {
  const found = byName(self, self.name, session);
  if (found === undefined) throw itemNotFound(`There is no name ${self.name} any more.`);
  return found;
}
