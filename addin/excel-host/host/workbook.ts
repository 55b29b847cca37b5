import { type Json, jsonText } from '../book/json.ts';
import { flagOf, wordOf } from './arguments.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, makeObject } from './object-kind.ts';
import { propertyBag } from './property-bag.ts';
import type { Session } from './session.ts';
import { worksheetCollection } from './worksheets.ts';

export function makeWorkbook(session: Session): HostObject {
  return makeObject(workbook, undefined, session);
}

const workbook: ObjectKind<undefined> = {
  name: 'Workbook',
  properties: {
    Name: { read: (_self, session) => session.book.name },
    ReadOnly: { read: () => false },
    IsDirty: {
      read: (_self, session) => session.isDirty,
      write: (_self, value, session) => {
        session.isDirty = flagOf(value);
      },
    },
    AutoSave: { read: () => true },
    PreviouslySaved: { read: () => true },
    UsePrecisionAsDisplayed: { read: () => false },
  },
  children: {
    Worksheets: (_self, session) => worksheetCollection(session),
    Tables: (_self, session) => session.make.tables(undefined),
    Names: (_self, session) => session.make.names(undefined),
    Application: (_self, session) => makeObject(application, undefined, session),
    Settings: (_self, session) => propertyBag('settings', session),
    Properties: (_self, session) => makeObject(documentProperties, undefined, session),
    _Runtime: (_self, session) => makeObject(runtime, undefined, session),
  },
  methods: {
    GetSelectedRange: (_self, _args, session) => session.make.range(session.view.sheetId, session.view.selection),
    GetActiveCell: (_self, _args, session) =>
      session.make.range(session.view.sheetId, { ...session.view.selection, rowCount: 1, columnCount: 1 }),
    GetIsActiveCollabSession: (_self, _args, session) => session.hasCoAuthors,
    Save: (_self, args, session) => {
      // Nobody is asked under which name.
      args.word(0, 'saveBehavior', ['Save', 'Prompt'], 'Save');
      session.isDirty = false;
      return undefined;
    },
    _RemoveReference: (_self, args, session) => {
      session.release(args.requiredText(0, 'referenceId'));
      return undefined;
    },
    _RemoveAllReferences: (_self, _args, session) => {
      session.releaseAll();
      return undefined;
    },
  },
};

const application: ObjectKind<undefined> = {
  name: 'Application',
  properties: {
    CalculationMode: {
      read: (_self, session) => session.calculationMode,
      write: (_self, value, session) => {
        const mode = wordOf(value, 'calculationMode', ['Automatic', 'AutomaticExceptTables', 'Manual']);
        if (mode === 'Manual') session.lack('the calculation mode Manual');
        session.calculationMode = mode;
      },
    },
    CalculationState: { read: () => 'Done' },
    CalculationEngineVersion: { read: () => 191_029 },
    DecimalSeparator: { read: () => '.' },
    ThousandsSeparator: { read: () => ',' },
    UseSystemSeparators: { read: () => true },
  },
  children: { CultureInfo: (_self, session) => makeObject(culture, undefined, session) },
  methods: {
    Calculate: (_self, args, session) => {
      // Every cell is up to date already but for the clock and the dice.
      args.word(0, 'calculationType', ['Recalculate', 'Full', 'FullRebuild']);
      session.book.recalculate();
      return undefined;
    },
    SuspendApiCalculationUntilNextSync: () => undefined,
    SuspendScreenUpdatingUntilNextSync: () => undefined,
  },
};

const culture: ObjectKind<undefined> = { name: 'CultureInfo', properties: { Name: { read: () => 'en-US' } } };

const documentProperties: ObjectKind<undefined> = {
  name: 'DocumentProperties',
  properties: Object.fromEntries(
    ['Title', 'Subject', 'Author', 'Keywords', 'Comments', 'Category', 'Manager', 'Company'].map((name) => [
      name,
      {
        read: (_self: undefined, session: Session) => jsonText(session.book.properties('document').get(name)),
        write: (_self: undefined, value: Json, session: Session) => session.book.setProperty('document', name, value),
      },
    ]),
  ),
  children: { Custom: (_self, session) => propertyBag('custom', session) },
};

const runtime: ObjectKind<undefined> = {
  name: 'Runtime',
  properties: {
    EnableEvents: {
      read: (_self, session) => session.enableEvents,
      write: (_self, value, session) => {
        session.enableEvents = flagOf(value);
      },
    },
  },
};
