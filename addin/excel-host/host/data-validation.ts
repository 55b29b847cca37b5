import { formatAddress } from '../book/address.ts';
import { intersectAreas } from '../book/area.ts';
import type { Validation } from '../book/book.ts';
import { asRecord, flagOf } from './arguments.ts';
import { invalidArgument } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import { type ObjectKind, type Property, makeObject } from './object-kind.ts';
import { checkUnprotected } from './protection.ts';
import type { LiveRange } from './live-range.ts';
import type { Session } from './session.ts';
import type { Json } from '../book/json.ts';

const TYPES: Readonly<Record<string, string>> = {
  list: 'List',
  wholeNumber: 'WholeNumber',
  decimal: 'Decimal',
  date: 'Date',
  time: 'Time',
  textLength: 'TextLength',
  custom: 'Custom',
};

const NO_ALERT = { message: '', showAlert: true, style: 'Stop', title: '' };
const NO_PROMPT = { message: '', showPrompt: true, title: '' };

export function dataValidation(range: LiveRange, session: Session): HostObject {
  return makeObject(kind, range, session);
}

const kind: ObjectKind<LiveRange> = {
  name: 'DataValidation',
  properties: {
    Rule: {
      read: (self, session) => current(self, session)?.rule ?? {},
      write: (self, value, session) => {
        checkUnprotected(session, self.sheetId);
        const rule = withAddresses(asRecord(value), session);
        const unknown = Object.keys(rule).find((name) => TYPES[name] === undefined);
        if (unknown !== undefined) throw invalidArgument(`There is no rule of the type ${unknown}.`);
        session.book.setValidation(self.sheetId, self.area, { ...current(self, session), rule });
      },
    },
    ErrorAlert: part('errorAlert', NO_ALERT),
    Prompt: part('prompt', NO_PROMPT),
    IgnoreBlanks: {
      read: (self, session) => current(self, session)?.ignoreBlanks ?? true,
      write: (self, value, session) => change(self, session, { ignoreBlanks: flagOf(value) }),
    },
    Type: {
      read: (self, session) => {
        const found = session.book.validation(self.sheetId, self.area);
        if (found === 'mixed') return isEverywhere(self, session) ? 'Inconsistent' : 'MixedCriteria';
        const [name = ''] = Object.keys(found?.rule ?? {});
        return TYPES[name] ?? 'None';
      },
    },
  },
  methods: {
    Clear: (self, _args, session) => {
      checkUnprotected(session, self.sheetId);
      session.book.setValidation(self.sheetId, self.area, undefined);
      return undefined;
    },
  },
};

function part(key: 'errorAlert' | 'prompt', none: Json): Property<LiveRange> {
  return {
    read: (self, session) => {
      return current(self, session)?.[key] ?? none;
    },
    write: (self, value, session) => change(self, session, { [key]: asRecord(value) }),
  };
}

function change(self: LiveRange, session: Session, patch: Partial<Validation>): void {
  checkUnprotected(session, self.sheetId);
  const before = current(self, session) ?? { rule: {} };
  session.book.setValidation(self.sheetId, self.area, { ...before, ...patch });
}

/** Whether every cell of a range has some rule: ranges of which some have none are told apart from those whose rules differ. */
function isEverywhere({ sheetId, area }: LiveRange, session: Session): boolean {
  const shared = session.book.validations(sheetId).flatMap((entry) => intersectAreas(entry.area, area) ?? []);
  const covered = shared.reduce((sum, { rowCount, columnCount }) => sum + rowCount * columnCount, 0);
  return covered === area.rowCount * area.columnCount;
}

function current(self: LiveRange, session: Session): Validation | undefined {
  const found = session.book.validation(self.sheetId, self.area);
  return found === 'mixed' ? undefined : found;
}

/** Ranges in a rule (the source of a list, a limit of a number) are kept as the formulas Excel shows for them. */
function withAddresses(rule: Record<string, Json>, session: Session): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(rule).map(([key, value]): [string, Json] => {
      const inner = asRecord(value);
      const pathId = inner['_ObjectPathId'];
      if (typeof pathId === 'number') return [key, addressFormula(pathId, session)];
      return [key, Object.keys(inner).length === 0 ? value : withAddresses(inner, session)];
    }),
  );
}

function addressFormula(pathId: number, session: Session): string {
  const range = session.rangeOfPath(pathId);
  const sheet = session.book.sheets().find(({ id }) => id === range.sheetId);
  const absolute = formatAddress(sheet?.name ?? '', range.area).replaceAll(/(?<=[!:])([A-Z]+)(\d+)/g, '$$$1$$$2');
  return `=${absolute}`;
}
