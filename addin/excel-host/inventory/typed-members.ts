/** A member of a class of Microsoft's library, as its type declarations have it. */
export interface TypedMember {
  readonly name: string;
  readonly kind: 'property' | 'event' | 'method';
  /** The class it gives; undefined for a plain value. */
  readonly gives: string | undefined;
  readonly isWritable: boolean;
  /** Types of the parameters that must be given. */
  readonly parameters: readonly string[];
  /** The requirement set that brought it, such as `ExcelApi 1.9`; `preview` where none has yet. */
  readonly set: string;
}

export interface TypedClass {
  readonly name: string;
  readonly members: readonly TypedMember[];
}

/** Members of every object that are the library's own business: they ask nothing of Excel. */
const OF_THE_LIBRARY: ReadonlySet<string> = new Set(['context', 'items', 'load', 'set', 'toJSON', 'track', 'untrack']);

/** The classes of the namespace Excel in the text of `@types/office-js`. */
export function typedClasses(declarations: string): TypedClass[] {
  const from = declarations.indexOf('\ndeclare namespace Excel {');
  const namespace = declarations.slice(from, declarations.indexOf('\n}\n', from));
  const classes = new Set([...namespace.matchAll(/\n {4}class (\w+) extends/g)].map(([, name = '']) => name));
  return namespace
    .split(/\n(?= {4}\/\*\*)/)
    .flatMap((block) => {
      const [, name, body] =
        /\n {4}class (\w+) extends OfficeExtension\.ClientObject \{\n(.*?)\n {4}\}/s.exec(block) ?? [];
      return name === undefined || body === undefined
        ? []
        : [{ name, members: membersOf(body, setOf(block), classes) }];
    })
    .filter(({ members }) => members.length > 0);
}

function membersOf(body: string, setOfClass: string, classes: ReadonlySet<string>): TypedMember[] {
  const members = new Map<string, TypedMember>();
  for (const [, doc = '', declaration = ''] of body.matchAll(/ {8}(\/\*\*.*?\*\/)\n((?: {8}[^\s/*][^\n]*\n?)+)/gs)) {
    for (const line of declaration.split('\n')) {
      const member = memberOf(line.trim(), setOf(doc, setOfClass), classes);
      if (member !== undefined && !members.has(member.name) && !OF_THE_LIBRARY.has(member.name)) {
        members.set(member.name, member);
      }
    }
  }
  return [...members.values()];
}

function memberOf(line: string, set: string, classes: ReadonlySet<string>): TypedMember | undefined {
  const property = /^(readonly )?(\w+)\??: (.+);$/.exec(line);
  if (property !== null) {
    const [, fixed, name = '', type = ''] = property;
    const kind = type.startsWith('OfficeExtension.EventHandlers') ? 'event' : 'property';
    const gives = kind === 'event' ? undefined : classOf(type, classes);
    return { name, kind, gives, isWritable: fixed === undefined && gives === undefined, parameters: [], set };
  }
  const method = /^(\w+)\((.*)\): (.+);$/.exec(line);
  if (method === null) return undefined;
  const [, name = '', parameters = '', type = ''] = method;
  return {
    name,
    kind: 'method',
    gives: classOf(type, classes),
    isWritable: false,
    parameters: requiredTypes(parameters),
    set,
  };
}

/** The class that a type names; undefined for plain values, records and words. */
function classOf(type: string, classes: ReadonlySet<string>): string | undefined {
  const name = /^Excel\.(\w+)$/.exec(type)?.[1];
  return name !== undefined && classes.has(name) ? name : undefined;
}

/** The types of `shift: A | "x", count?: number` without those that may be left out. */
function requiredTypes(parameters: string): string[] {
  return [...parameters.matchAll(/(?:^|, )(\.{3})?\w+(\??): ((?:[^,<({]|<[^>]*>|\([^)]*\)|\{[^}]*\})+)/g)].flatMap(
    ([, rest, optional, type = '']) => (rest === undefined && optional === '' ? [type.trim()] : []),
  );
}

function setOf(doc: string, otherwise = 'preview'): string {
  const named = /\[Api set: (\w+) (\d+\.\d+)/.exec(doc);
  if (named !== null) return `${named[1] ?? ''} ${named[2] ?? ''}`;
  return doc.includes('[Api set:') ? 'preview' : otherwise;
}
