import { WorkbookUnreadable } from './workbook-unreadable.ts';

/**
 * Names come without their namespace prefix, since programs choose prefixes freely. Tags come with where they begin and end,
 * in characters from the first that was pushed; a tag that closes itself is closed where it ends.
 */
export interface XmlHandler {
  open?(name: string, attributes: string, start: number, end: number): void;
  close?(name: string, start: number, end: number): void;
  /** May come in several pieces. */
  text?(text: string): void;
}

export interface XmlScanner {
  push(xml: string): void;
  /** Throws WorkbookUnreadable when elements are still open: the part was cut off. */
  end(): void;
}

const DEEPEST = 100;
/** A tag or comment longer than this is no workbook's. */
const LONGEST_MARKUP = 1024 * 1024;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads XML piece by piece in memory that does not grow with its length. Document type declarations, and with them
 * entities of the file's own, are refused; nothing outside the text is ever fetched. `part` names the text in errors.
 */
export function createXmlScanner(part: string, handler: XmlHandler): XmlScanner {
  const opened: string[] = [];
  let rest = '';
  let passed = 0;
  let finished = false;

  function fail(why: string): never {
    throw new WorkbookUnreadable(`The part ${part} of the file cannot be read: ${why}.`);
  }

  function openTag(markup: string, start: number, end: number): void {
    const empty = markup.endsWith('/');
    const inside = empty ? markup.slice(0, -1) : markup;
    const space = inside.search(/\s/);
    const name = localName(space < 0 ? inside : inside.slice(0, space));
    if (finished) fail('text follows its end');
    handler.open?.(name, space < 0 ? '' : inside.slice(space), start, end);
    if (empty) handler.close?.(name, end, end);
    else opened.push(name);
    if (opened.length > DEEPEST) fail('its elements are nested too deeply');
    finished = opened.length === 0;
  }

  function closeTag(markup: string, start: number, end: number): void {
    const name = localName(markup.trimEnd());
    if (opened.pop() !== name) fail('its elements do not match');
    handler.close?.(name, start, end);
    finished = opened.length === 0;
  }

  /** Returns where the markup that begins at `at` ends, or -1 when the text has not all come yet. */
  function markup(xml: string, at: number): number {
    if (xml.startsWith('<!', at)) return declaration(xml, at);
    if (xml.startsWith('<?', at)) return skipTo(xml, '?>', at);
    const end = tagEnd(xml, at + 1);
    if (end < 0) return -1;
    if (xml.charCodeAt(at + 1) === 47) closeTag(xml.slice(at + 2, end), passed + at, passed + end + 1);
    else openTag(xml.slice(at + 1, end), passed + at, passed + end + 1);
    return end + 1;
  }

  function declaration(xml: string, at: number): number {
    if (xml.length - at < 9) return -1;
    if (xml.startsWith('<!--', at)) return skipTo(xml, '-->', at);
    if (!xml.startsWith('<![CDATA[', at)) fail('it holds a document type declaration');
    const end = xml.indexOf(']]>', at + 9);
    if (end < 0) return -1;
    handler.text?.(xml.slice(at + 9, end));
    return end + 3;
  }

  /** Gives the text between tags, all but an entity that may go on in the next piece. Returns what is left. */
  function scan(xml: string): string {
    let at = 0;
    while (at < xml.length) {
      const start = xml.indexOf('<', at);
      if (start < 0) break;
      if (start > at) handler.text?.(decoded(xml.slice(at, start), fail));
      const next = markup(xml, start);
      if (next < 0) return xml.slice(start);
      at = next;
    }
    return xml.slice(at);
  }

  return {
    push: (xml) => {
      const all = rest + xml;
      rest = scan(all);
      passed += all.length - rest.length;
      if (rest.length > LONGEST_MARKUP) fail('one of its values is too long');
    },
    end: () => {
      if (rest.trim() !== '' || !finished) fail('it was cut off');
    },
  };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function skipTo(xml: string, what: string, at: number): number {
  const end = xml.indexOf(what, at);
  return end < 0 ? -1 : end + what.length;
}

/** Position of the ">" that ends a tag; one inside a quoted value does not. */
function tagEnd(xml: string, from: number): number {
  let end = xml.indexOf('>', from);
  let at = from;
  while (end >= 0) {
    const quote = nextQuote(xml, at, end);
    if (quote < 0) return end;
    const closing = xml.indexOf(xml.charAt(quote), quote + 1);
    if (closing < 0) return -1;
    at = closing + 1;
    if (at > end) end = xml.indexOf('>', at);
  }
  return -1;
}

function nextQuote(xml: string, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const code = xml.charCodeAt(at);
    if (code === 34 || code === 39) return at;
  }
  return -1;
}

function decoded(text: string, fail: (why: string) => string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&([^;&\s]*);?/g, (reference: string, name: string) => {
    const character = reference.endsWith(';') ? (characterOf(name) ?? ENTITIES[name]) : undefined;
    return character ?? fail('it uses an unknown entity');
  });
}

function characterOf(name: string): string | undefined {
  const match = /^#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}))$/.exec(name);
  if (!match) return undefined;
  const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** The value of one attribute by its name without prefix, decoded; undefined when it is not there. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const usual = attributes.indexOf(` ${name}="`);
  if (usual >= 0) {
    const start = usual + name.length + 3;
    return decoded(attributes.slice(start, attributes.indexOf('"', start)), () => '');
  }
  return oddAttributeOf(attributes, name);
}

/** With single quotes, a prefix, or space around "=". */
function oddAttributeOf(attributes: string, name: string): string | undefined {
  let at = attributes.indexOf(name);
  while (at >= 0) {
    const before = attributes.charCodeAt(at - 1);
    const isStart = before <= 32 || before === 58;
    const match = isStart ? /^\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes.slice(at + name.length)) : null;
    if (match) return decoded(match[1] ?? match[2] ?? '', () => '');
    at = attributes.indexOf(name, at + 1);
  }
  return undefined;
}
