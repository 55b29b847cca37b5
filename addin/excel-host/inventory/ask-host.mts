import { areaOf } from '../book/area.ts';
import { MemoryBook } from '../book/memory-book.ts';
import { type OpenedExcel, openExcel } from '../client/open-excel.mts';
import { createExcelHost } from '../host/excel-host.ts';
import type { TypedClass, TypedMember } from './typed-members.ts';

/**
 * What the host says of a member. `in part`: of some of the objects that have it, or for reading alone. `not asked`: the
 * library that is loaded has no such member, so that nobody can call it.
 */
export type Answer = 'has' | 'in part' | 'lacks' | 'not asked';

type Target = object;
type Reach = (context: Excel.RequestContext) => Target;
/** How often a class is looked at by other ways to it: the filter of a sheet is not that of a table. */
const WAYS = 3;

/**
 * Asks a host for every member, through Microsoft's library and in a workbook of its own each time, beginning with the
 * workbook and going on to whatever its members give. What cannot be reached that way is lacking.
 */
export async function askHost(classes: readonly TypedClass[]): Promise<Map<string, Answer>> {
  return new Interview(classes).run();
}

class Interview {
  readonly #classes: ReadonlyMap<string, TypedClass>;
  readonly #opened: OpenedExcel;
  readonly #ways = new Map<string, Reach[]>([
    ['Workbook', [({ workbook }) => workbook]],
    ['Runtime', [({ runtime }) => runtime]],
  ]);
  readonly #answers = new Map<string, Answer[]>();

  constructor(classes: readonly TypedClass[]) {
    this.#classes = new Map(classes.map((known) => [known.name, known]));
    this.#opened = openExcel(createExcelHost(exampleBook()), { requirementSets: EVERYTHING });
  }

  async run(): Promise<Map<string, Answer>> {
    // The map, and the ways in it, grow while they are walked.
    for (const [name, ways] of this.#ways) {
      for (const way of ways) await this.#askClass(name, way);
    }
    const summary = new Map<string, Answer>();
    for (const { name, members } of this.#classes.values()) {
      for (const member of members) {
        const key = `${name}.${member.name}`;
        summary.set(
          key,
          this.#isInLibrary(name, member.name) ? together(this.#answers.get(key) ?? ['lacks']) : 'not asked',
        );
      }
    }
    return summary;
  }

  async #askClass(name: string, way: Reach): Promise<void> {
    for (const member of this.#classes.get(name)?.members ?? []) {
      if (!this.#isInLibrary(name, member.name)) continue;
      const key = `${name}.${member.name}`;
      const answer = await this.#ask(key, member, way);
      this.#answers.set(key, [...(this.#answers.get(key) ?? []), answer]);
      if (answer === 'has' && member.gives !== undefined) await this.#follow(member.gives, key, member, way);
    }
  }

  /** Goes on to what a member gives, if it gives it. */
  async #follow(name: string, key: string, member: TypedMember, way: Reach): Promise<void> {
    const ways = this.#ways.get(name) ?? [];
    const isOther = member.kind === 'property' && ways.length < WAYS;
    if (!this.#classes.has(name) || (ways.length > 0 && !isOther)) return;
    const next: Reach = (context) => targetOf(use(way(context), key, member));
    if (!(await this.#isThere(next))) return;
    ways.push(next);
    this.#ways.set(name, ways);
  }

  /** A null object takes everything that is asked of it without a word, and so tells nothing. */
  async #isThere(way: Reach): Promise<boolean> {
    const found: unknown[] = [];
    const refusal = await this.#refusal(async (context) => {
      const target = way(context);
      touch(context, target);
      await context.sync();
      found.push(Reflect.get(target, 'isNullObject'));
    });
    return refusal === undefined && found[0] !== true;
  }

  async #ask(key: string, member: TypedMember, way: Reach): Promise<Answer> {
    const refusal = await this.#refusal((context) => {
      const target = way(context);
      if (member.kind === 'property' && member.gives === undefined) call(target, 'load', [member.name]);
      else if (member.kind === 'property') touch(context, targetOf(use(target, key, member)));
      else use(target, key, member);
    });
    if (isLacking(refusal)) return 'lacks';
    if (!member.isWritable) return 'has';
    return isLacking(await this.#refusalToSet(member.name, way)) ? 'in part' : 'has';
  }

  /** Sets a property to what it is. */
  #refusalToSet(name: string, way: Reach): Promise<string | undefined> {
    return this.#refusal(async (context) => {
      const target = way(context);
      call(target, 'load', [name]);
      await context.sync();
      Reflect.set(target, name, Reflect.get(target, name));
    });
  }

  /** The code of the error with which a batch ends in a workbook of its own; undefined where it ends well. */
  async #refusal(batch: (context: Excel.RequestContext) => void | Promise<void>): Promise<string | undefined> {
    const { Excel, OfficeExtension } = this.#opened;
    this.#opened.reconnect(createExcelHost(exampleBook(), { quirks: { settingsAreLost: false } }));
    try {
      await Excel.run(async (context) => {
        await batch(context);
        await context.sync();
      });
      return undefined;
    } catch (error) {
      if (error instanceof OfficeExtension.Error && error.code !== 'GeneralException') return error.code;
      throw error;
    }
  }

  #isInLibrary(name: string, member: string): boolean {
    const found: unknown = Reflect.get(this.#opened.Excel, name);
    return typeof found === 'function' && member in found.prototype;
  }
}

/** Members of any set are asked for: what is not there is to be the host's answer, not the library's. */
const EVERYTHING = Object.fromEntries(
  ['ExcelApi', 'ExcelApiOnline', 'ExcelApiDesktop', 'ExcelApiUndo', 'RichApiRuntime', 'SharedRuntime'].map((name) => [
    name,
    '9.99',
  ]),
);

/** `ApiNotFound`: the library knows of a member that no released Excel has. */
function isLacking(code: string | undefined): boolean {
  return code === 'ApiNotImplemented' || code === 'ApiNotFound';
}

function together(answers: readonly Answer[]): Answer {
  const [first = 'lacks'] = answers;
  return answers.every((answer) => answer === first) ? first : 'in part';
}

/** Reads a member that gives an object, listens to an event, or calls a method. */
function use(target: Target, key: string, { name, kind, parameters }: TypedMember): unknown {
  if (kind === 'method') return call(target, name, EXAMPLES[key] ?? parameters.map(exampleOf));
  const found: unknown = Reflect.get(target, name);
  if (kind === 'event') call(targetOf(found), 'add', [() => Promise.resolve()]);
  return found;
}

/** Asks for an object and none of its properties; some have no `load` of their own. */
function touch(context: Excel.RequestContext, target: Target): void {
  call(context, 'load', [target, 'no-properties-needed']);
}

function call(target: Target, name: string, args: readonly unknown[]): unknown {
  const method: unknown = Reflect.get(target, name);
  if (typeof method !== 'function') throw new Error(`${name} is no method.`);
  return Reflect.apply(method, target, args);
}

function targetOf(value: unknown): Target {
  if (typeof value !== 'object' || value === null) throw new Error('An object was expected.');
  return value;
}

/** Arguments where those made up from the types would name nothing that is there. */
const EXAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  'ConditionalFormatCollection.add': ['Custom'],
  'CustomPropertyCollection.add': ['other', 'text'],
  'CustomPropertyCollection.getItem': ['key'],
  'Filter.apply': [{ filterOn: 'Values', values: ['Ann'] }],
  'Filter.applyValuesFilter': [['Ann']],
  'NamedItemCollection.getItem': ['Total'],
  'Range.copyFrom': ['A1:B1'],
  'RangeBorderCollection.getItem': ['EdgeTop'],
  'RangeSort.apply': [[{ key: 0 }]],
  'SettingCollection.getItem': ['key'],
  'TableCollection.add': ['F1:G2', true],
  'TableCollection.getItem': ['People'],
  'TableColumnCollection.getItem': ['Amount'],
  'TableRowCollection.deleteRows': [[0]],
  'TableSort.apply': [[{ key: 0 }]],
  // What `TableCollection.add` turns into a table.
  'AutoFilter.apply': ['F1:G2'],
  'WorksheetCollection.getItem': ['Data'],
  'WorksheetCustomPropertyCollection.getItem': ['key'],
};

/** An argument of a type: the first of its words, else something plain. */
function exampleOf(type: string): unknown {
  const word = /"([^"]*)"/.exec(type)?.[1];
  if (word !== undefined) return word;
  if (/\[\]|^Array/.test(type)) return [];
  if (/\bstring\b/.test(type)) return 'A1';
  if (/\bnumber\b/.test(type)) return 0;
  if (/\bboolean\b/.test(type)) return true;
  return {};
}

/** A workbook with one of everything that the host knows. */
function exampleBook(): MemoryBook {
  const book = new MemoryBook();
  const { id } = book.addSheet('Data');
  book.addSheet('Other');
  book.write(id, 0, 0, [
    ['Name', 'Amount'],
    ['Ann', 1],
    ['Bea', 2],
  ]);
  const table = book.addTable(id, areaOf(0, 0, 3, 2), true);
  book.updateTable(table.id, { name: 'People' });
  book.addName({ name: 'Total', formula: '=Data!$B$2', scopeSheetId: undefined, visible: true, comment: '' });
  book.addName({ name: 'Total', formula: '=Data!$B$2', scopeSheetId: id, visible: true, comment: '' });
  const rule = book.addConditionalFormat(id, areaOf(8, 8, 1, 1));
  book.updateConditionalFormat(id, rule.id, { formula: '=TRUE', look: { fillColor: '#FF0000' } });
  for (const kind of ['settings', 'custom', `sheet:${id}`] as const) book.setProperty(kind, 'key', 'text');
  return book;
}
