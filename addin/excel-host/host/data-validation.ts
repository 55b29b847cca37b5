import { formatAddress } from '../book/address.ts';
import type { Validation } from '../book/book.ts';
import { asRecord } from './arguments.ts';
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
        session.book.setValidation(self.sheetId, self.area, { ...current(self, session), rule });
      },
    },
    ErrorAlert: part('errorAlert', NO_ALERT),
    Prompt: part('prompt', NO_PROMPT),
    IgnoreBlanks: {
      read: (self, session) => current(self, session)?.ignoreBlanks ?? true,
      write: (self, value, session) => change(self, session, { ignoreBlanks: value === true }),
    },
    Type: {
      read: (self, session) => {
        const found = session.book.validation(self.sheetId, self.area);
        if (found === 'mixed') return 'Inconsistent';
        const [name = ''] = Object.keys(found?.rule ?? {});
        return TYPES[name] ?? 'None';
      },
    },
  },
  methods: {
    Clear: (self, _args, session) => {
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
  const before = current(self, session) ?? { rule: {} };
  session.book.setValidation(self.sheetId, self.area, { ...before, ...patch });
}

function current(self: LiveRange, session: Session): Validation | undefined {
  const found = session.book.validation(self.sheetId, self.area);
  return found === 'mixed' ? undefined : found;
}

/** A list whose source is a range is kept as the formula Excel shows for it. */
function withAddresses(rule: Record<string, Json>, session: Session): Record<string, Json> {
  const list = asRecord(rule['list']);
  const source = asRecord(list['source']);
  const pathId = source['_ObjectPathId'];
  if (typeof pathId !== 'number') return rule;
  const range = session.rangeOfPath(pathId);
  const sheet = session.book.sheets().find(({ id }) => id === range.sheetId);
  const absolute = formatAddress(sheet?.name ?? '', range.area).replaceAll(/(?<=[!:])([A-Z]+)(\d+)/g, '$$$1$$$2');
  return { ...rule, list: { ...list, source: `=${absolute}` } };
}
