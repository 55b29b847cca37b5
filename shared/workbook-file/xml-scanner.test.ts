import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attributeOf, createXmlScanner } from './xml-scanner.ts';
import { WorkbookUnreadable } from './workbook-unreadable.ts';

/** What a handler hears of an XML that comes in these pieces; text that lies together is one. */
function heard(...pieces: string[]): string[] {
  const said: string[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') said.push(`"${text}"`);
    text = '';
  };
  const scanner = createXmlScanner('xl/sheet1.xml', {
    open: (name, attributes) => {
      flush();
      said.push(`<${name}${attributes}>`);
    },
    close: (name) => {
      flush();
      said.push(`</${name}>`);
    },
    text: (piece) => {
      text += piece;
    },
  });
  for (const piece of pieces) scanner.push(piece);
  scanner.end();
  return said;
}

const SAMPLE =
  '<?xml version="1.0"?>\n<!-- a > b --><x:row r="1" t=\'a>b\'><c>1 &lt; 2 &amp; &#65;&#x42;</c><e/><![CDATA[<raw>&amp;]]></x:row >';
const HEARD = [`<row r="1" t='a>b'>`, '<c>', '"1 < 2 & AB"', '</c>', '<e>', '</e>', '"<raw>&amp;"', '</row>'];

test('elements, text, entities and raw text are told in order, without prefixes', () => {
  expect(heard(SAMPLE).filter((each) => each !== '"\n"')).toEqual(HEARD);
});

test('in whatever pieces it comes', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: SAMPLE.length - 1 }), { maxLength: 8 }), (cuts) => {
      const places = [0, ...cuts.sort((one, other) => one - other), SAMPLE.length];
      const pieces = places.slice(1).map((end, index) => SAMPLE.slice(places[index], end));
      expect(heard(...pieces).filter((each) => each !== '"\n"')).toEqual(HEARD);
    }),
  );
});

test.each([
  ['<a b="1 > 0"/>', '<a b="1 > 0">'],
  [`<a b="it's > that" c='"'/>`, `<a b="it's > that" c='"'>`],
  ['<a b="x" >', '<a b="x" >'],
])('%s is one tag', (xml, tag) => {
  expect(heard(xml, xml.endsWith('/>') ? '' : '</a>')).toEqual([tag, '</a>']);
});

test('what ends raw text is plain text before it', () => {
  expect(heard('<a>x]]><![CDATA[y]]>z</a>')).toEqual(['<a>', '"x]]>yz"', '</a>']);
});

test('who wants to hear nothing hears nothing', () => {
  const scanner = createXmlScanner('p', {});
  scanner.push('<a b="c">x<![CDATA[y]]><b/></a>');
  expect(() => scanner.end()).not.toThrow();
});

test('whitespace after the end is nothing', () => {
  expect(heard('<a/>\n ')).toEqual(['<a>', '</a>']);
});

describe('what cannot be read is refused with the part’s name', () => {
  const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);

  test.each([
    ['nothing', '', 'cut off'],
    ['an open element', '<a><b></b>', 'cut off'],
    ['half a tag', '<a', 'cut off'],
    ['text after the end', '<a/>more', 'cut off'],
    ['a second root', '<a/><b/>', 'follows its end'],
    ['a wrong end', '<a></b>', 'do not match'],
    ['an end without a beginning', '</a>', 'do not match'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a/>', 'document type'],
    ['an entity of its own', '<a>&own;</a>', 'unknown entity'],
    ['an entity without its end', '<a>&amp </a>', 'unknown entity'],
    ['an entity with something before its number', '<a>&x#65;</a>', 'unknown entity'],
    ['an entity with something behind its number', '<a>&#65x;</a>', 'unknown entity'],
    ['a lone ampersand', '<a>this & that</a>', 'unknown entity'],
    ['a character beyond Unicode', '<a>&#x110000;</a>', 'unknown entity'],
    ['101 levels', nested(101), 'nested too deeply'],
  ])('%s', (_what, xml, why) => {
    expect(() => heard(xml)).toThrow(WorkbookUnreadable);
    expect(() => heard(xml)).toThrow(/xl\/sheet1\.xml/);
    expect(() => heard(xml)).toThrow(why);
  });

  test('100 levels and the last character of Unicode are read', () => {
    expect(heard(nested(100))).toHaveLength(200);
    expect(heard('<a>&#x10FFFF;</a>')).toContain(`"${String.fromCodePoint(0x10_ff_ff)}"`);
  });

  test('a tag that does not come to its end within a megabyte', () => {
    const scanner = createXmlScanner('p', {});
    scanner.push(`<a b="${'x'.repeat(1024 * 1024 - 6)}`);
    expect(() => scanner.push('xx')).toThrow('too long');
  });
});

describe('an attribute', () => {
  test.each([
    [' r="A1" t="s"', 't', 's'],
    [' r="A1"', 'r', 'A1'],
    [" r='A1'", 'r', 'A1'],
    [' r = "A1"', 'r', 'A1'],
    [' x:r="A1"', 'r', 'A1'],
    ['\nr="A1"', 'r', 'A1'],
    [' spr="no" r="A1"', 'r', 'A1'],
    [' name="a &amp; b"', 'name', 'a & b'],
    [' name=\'a &lt; "b"\'', 'name', 'a < "b"'],
    [' name=""', 'name', ''],
    [" name=''", 'name', ''],
    [' name="&own;x"', 'name', 'x'],
    [" name='&own;x'", 'name', 'x'],
    [' rr="no"', 'r', undefined],
    [' spr="no"', 'r', undefined],
    ['', 'r', undefined],
    [' r', 'r', undefined],
  ])('%s: %s is %s', (attributes, name, value) => {
    expect(attributeOf(attributes, name)).toBe(value);
  });
});

test('tags come with where they stand in the text, in whatever pieces it comes', () => {
  const xml = '<?xml version="1.0"?><a x=">"><!-- no --><b/>t &amp; u<c>é</c></a>';
  for (const size of [1, 7, xml.length]) {
    const tags: string[] = [];
    const scanner = createXmlScanner('part', {
      open: (_name, _attributes, start, end) => tags.push(xml.slice(start, end)),
      close: (_name, start, end) => tags.push(xml.slice(start, end)),
    });
    for (let at = 0; at < xml.length; at += size) scanner.push(xml.slice(at, at + size));
    scanner.end();
    expect(tags).toEqual(['<a x=">">', '<b/>', '', '<c>', '</c>', '</a>']);
  }
});
