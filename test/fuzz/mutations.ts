import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';

/** One change of a file; `at` and `size` are shares of it, so that a change fits every file and can be played again. */
export type Mutation =
  | { readonly kind: 'set'; readonly at: number; readonly byte: number }
  | { readonly kind: 'remove' | 'repeat'; readonly at: number; readonly size: number }
  | { readonly kind: 'insert'; readonly at: number; readonly text: string }
  | { readonly kind: 'cut'; readonly at: number };

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const smallShare = fc.double({ min: 0, max: 0.05, noNaN: true });

/** @param snippets what is inserted, besides bytes at random */
export function mutations(snippets: readonly string[]): fc.Arbitrary<readonly Mutation[]> {
  const one: fc.Arbitrary<Mutation> = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), at: share, byte: fc.nat({ max: 255 }) }),
    fc.record({ kind: fc.constantFrom('remove' as const, 'repeat' as const), at: share, size: smallShare }),
    fc.record({
      kind: fc.constant('insert' as const),
      at: share,
      text: fc.oneof(fc.constantFrom(...snippets), fc.string({ unit: 'binary-ascii', maxLength: 4 })),
    }),
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), at: share }) },
  );
  return fc.array(one, { minLength: 1, maxLength: 4 });
}

export function mutated(bytes: Uint8Array, changes: readonly Mutation[]): Uint8Array {
  return changes.reduce<Uint8Array>((file, change) => {
    const at = Math.floor(change.at * file.length);
    const [before, after] = [file.subarray(0, at), file.subarray(at)];
    switch (change.kind) {
      case 'set':
        return joined(before, Uint8Array.of(change.byte), after.subarray(1));
      case 'remove':
        return joined(before, after.subarray(Math.ceil(change.size * file.length)));
      case 'repeat':
        return joined(before, after.subarray(0, Math.ceil(change.size * file.length)), after);
      case 'insert':
        return joined(before, strToU8(change.text), after);
      case 'cut':
        return before;
    }
  }, bytes);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** What is put into the XML of a workbook: addresses, numbers, references and entities that nothing in it expects. */
export const xmlSnippets = [
  '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>',
  '&c;',
  '&#0;',
  '&#xD800;',
  '<![CDATA[',
  '<!--',
  ']]>',
  '</c>',
  '<c r="ZZZ99999999"/>',
  '<c r="A0"/>',
  '<c r="XFD1048577" t="n"><v>1e999</v></c>',
  '<c r="A2" t="s"><v>99999999</v></c>',
  '<c r="A2" t="s"><v>-1</v></c>',
  '<c r="A2" t="e"><v>#N/A</v></c>',
  '<c r="A2" t="d"><v>9999-99-99</v></c>',
  '<c r="A2" s="4294967296"/>',
  '<row r="1048577"/>',
  '<row r="-1"/>',
  '<f t="shared" si="9" ref="A1:XFD1048576">A1</f>',
  '<mergeCell ref="A1:XFD1048576"/>',
  '<dimension ref="A1:XFD1048576"/>',
  '__proto__',
  'NaN',
  '1e400',
  '99999999999999999999',
  '-',
  '"',
  '<',
];

/** A workbook whose parts are mutated as texts and packed anew, so that it reaches what reads XML. */
export function mutatedPart(bytes: Uint8Array, part: number, changes: readonly Mutation[]): Uint8Array {
  const parts = unzipSync(bytes);
  const paths = Object.keys(parts);
  const path = paths[Math.floor(part * paths.length)] ?? '';
  const content = parts[path] ?? new Uint8Array();
  return zipSync({ ...parts, [path]: mutated(content, changes) }, { level: 1 });
}

export const csvSnippets = [
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\r',
  '\n',
  '\u0000',
  '\uFEFF',
  '=1+1',
  '1e999',
  '-',
  '(1.00)',
  '99999999999999999999',
  '12/31/9999',
  '=HYPERLINK("http://x")',
  '__proto__',
];

export const jsonSnippets = [
  '"__proto__":{},',
  '{',
  '[',
  '[[[[[[[[[[[[',
  ']',
  '}',
  ',',
  '"',
  '\\ud800',
  '\\u0000',
  '1e999',
  '-',
  'null',
  '"constructor":1,',
  '99999999999999999999',
  '\u0000',
];
