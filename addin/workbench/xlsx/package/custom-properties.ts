import type { Json } from 'excel-host/book/json.ts';
import { excelText } from '../../../../shared/workbook-file/excel-text.ts';
import { attributeOf } from '../../../../shared/workbook-file/xml-scanner.ts';
import type { PackageParts } from './package-parts.ts';
import { childrenNamed, prefixOf, readXml, xmlAttribute, xmlText } from './xml-part.ts';

const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.custom-properties+xml';
const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties';
const EMPTY = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"></Properties>`;
const FORMAT_ID = '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}';
const VALUE_TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes';

type Properties = Readonly<Record<string, Json>>;

/** Properties of the file that somebody, or an add-in, has set, where the book has them otherwise. */
export function patchCustomProperties(parts: PackageParts, before: Properties, after: Properties): void {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  if (changed.length === 0) return;
  const known = parts.relationships('').find(({ type }) => type === 'custom-properties')?.path;
  const path = known ?? parts.freePath('docProps/custom', '.xml', true);
  if (known === undefined) parts.add(path, EMPTY, CONTENT_TYPE, '', RELATIONSHIP);
  parts.edit(path, (xml, edits) => {
    const root = readXml(path, xml);
    const prefix = prefixOf(xml, root);
    const elements = childrenNamed(root, 'property');
    let lastId = Math.max(1, ...elements.map(({ attributes }) => Number(attributeOf(attributes, 'pid') ?? '1')));
    for (const { attributes, start, end } of elements) {
      if (changed.includes(attributeOf(attributes, 'name') ?? '')) edits.replace(start, end, '');
    }
    const written = changed.flatMap((name) => {
      const value = valueXml(after[name]);
      if (value === undefined) return [];
      lastId += 1;
      const tag = `${prefix}property fmtid="${FORMAT_ID}" pid="${lastId}" name="${xmlAttribute(name)}"`;
      return [`<${tag}>${value}</${prefix}property>`];
    });
    if (root.closeStart === root.end) {
      const open = xml.slice(root.start, root.openEnd).replace(/\s*\/>$/, '>');
      edits.replace(root.start, root.end, `${open}${written.join('')}</${prefix}Properties>`);
    } else edits.replace(root.closeStart, root.closeStart, written.join(''));
  });
}

function valueXml(value: Json | undefined): string | undefined {
  const typed = (type: string, text: string): string =>
    `<vt:${type} xmlns:vt="${VALUE_TYPES}">${xmlText(text)}</vt:${type}>`;
  if (typeof value === 'string') return typed('lpwstr', excelText(value));
  if (typeof value === 'boolean') return typed('bool', String(value));
  if (typeof value === 'number') return typed('r8', String(value));
  return undefined;
}
