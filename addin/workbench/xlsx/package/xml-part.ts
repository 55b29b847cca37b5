import { createXmlScanner } from '../../../../shared/workbook-file/xml-scanner.ts';

/** An element of a part, with where it stands in its text. `name` is without its namespace prefix. */
export interface XmlElement {
  readonly name: string;
  /** As they stand in the tag. */
  readonly attributes: string;
  readonly start: number;
  /** Behind the opening tag; equal to `closeStart` and `end` where the tag closes itself. */
  readonly openEnd: number;
  readonly closeStart: number;
  readonly end: number;
  readonly children: readonly XmlElement[];
}

/**
 * Reads a part so that it can be edited in place. The children of elements named in `closed` are passed over: sheets hold
 * more cells than one wants as elements. Throws WorkbookUnreadable.
 */
export function readXml(path: string, xml: string, closed: ReadonlySet<string> = new Set()): XmlElement {
  const root = new Draft('', '', 0, 0);
  const open = [root];
  let closedDepth = 0;
  const scanner = createXmlScanner(path, {
    open: (name, attributes, start, end) => {
      const parent = open.at(-1);
      if (closedDepth > 0) closedDepth += 1;
      else if (parent !== undefined) {
        const element = new Draft(name, attributes, start, end);
        parent.children.push(element);
        open.push(element);
        if (closed.has(name)) closedDepth = 1;
      }
    },
    close: (_name, start, end) => {
      if (closedDepth > 0) closedDepth -= 1;
      if (closedDepth > 0) return;
      const element = open.pop();
      if (element !== undefined) [element.closeStart, element.end] = [start, end];
    },
  });
  scanner.push(xml);
  scanner.end();
  return root.children[0] ?? root;
}

class Draft implements XmlElement {
  readonly children: Draft[] = [];
  closeStart = 0;
  end = 0;

  constructor(
    readonly name: string,
    readonly attributes: string,
    readonly start: number,
    readonly openEnd: number,
  ) {}
}

export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

export function childrenNamed(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** Every element below, in the order of the text. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  for (const child of element.children) {
    yield child;
    yield* descendants(child);
  }
}

/** The namespace prefix of an element's tag with its colon: `x:`, or nothing. */
export function prefixOf(xml: string, { start }: XmlElement): string {
  return /^<([^\s:/>]+:)/.exec(xml.slice(start, start + 100))?.[1] ?? '';
}

/** A tag (`<row r="1">`) with attributes set to others, or taken away where the value is undefined. */
export function withAttributes(tag: string, attributes: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(attributes).reduce((text, [name, value]) => {
    const known = new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`);
    const written = value === undefined ? '' : ` ${name}="${xmlAttribute(value)}"`;
    if (known.test(text)) return text.replace(known, () => written);
    return text.replace(/\s*\/?>$/, (end) => `${written}${end.trimStart()}`);
  }, tag);
}

export function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function xmlAttribute(text: string): string {
  return xmlText(text)
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;');
}

/** The text of an element, its children's tags left out, decoded. */
export function textOf(path: string, xml: string, element: XmlElement): string {
  let text = '';
  const scanner = createXmlScanner(path, { text: (piece) => (text += piece) });
  scanner.push(`<t>${xml.slice(element.openEnd, element.closeStart)}</t>`);
  scanner.end();
  return text;
}
