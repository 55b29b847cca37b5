import { attributeOf } from '../../../../shared/workbook-file/xml-scanner.ts';
import type { PackageParts } from './package-parts.ts';
import {
  type XmlElement,
  childNamed,
  childrenNamed,
  descendants,
  prefixOf,
  readXml,
  withAttributes,
} from './xml-part.ts';

const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml';
const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/sheetMetadata';
const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const ARRAYS = 'http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray';
const ARRAYS_ID = '{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}';
const TYPE = 'XLDAPR';
const TYPE_FLAGS =
  'minSupportedVersion="120000" copy="1" pasteAll="1" pasteValues="1" merge="1" splitFirst="1" rowColShift="1" clearFormats="1" clearComments="1" assign="1" coerce="1" cellMeta="1"';

/**
 * The number (`cm`) by which a cell says that its formula may fill others. Makes the part that explains it where the file
 * has none, or adds to it. Source: [MS-XLSX] 2.6.233 and on, dynamicArrayProperties.
 */
export function dynamicArrayNumber(parts: PackageParts): number {
  const path = parts.workbookPart('metadata') ?? parts.workbookPart('sheetMetadata');
  if (path === undefined) {
    const added = parts.freePath('xl/metadata', '.xml', true);
    const text = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<metadata xmlns="${NAMESPACE}"></metadata>`;
    parts.add(added, text, CONTENT_TYPE, parts.workbookPath, RELATIONSHIP);
    return extended(parts, added);
  }
  const xml = parts.text(path);
  const root = readXml(path, xml);
  const type = childrenNamed(childNamed(root, 'metadataTypes'), 'metadataType').findIndex(
    ({ attributes }) => attributeOf(attributes, 'name') === TYPE,
  );
  const future = childrenNamed(root, 'futureMetadata').find(
    ({ attributes }) => attributeOf(attributes, 'name') === TYPE,
  );
  const dynamic = (future?.children ?? []).findIndex((block) =>
    [...descendants(block)].some(
      ({ name, attributes }) => name === 'dynamicArrayProperties' && attributeOf(attributes, 'fDynamic') === '1',
    ),
  );
  const cell = childrenNamed(childNamed(root, 'cellMetadata'), 'bk').findIndex((block) =>
    childrenNamed(block, 'rc').some(
      ({ attributes }) =>
        attributeOf(attributes, 't') === String(type + 1) && attributeOf(attributes, 'v') === String(dynamic),
    ),
  );
  return type >= 0 && dynamic >= 0 && cell >= 0 ? cell + 1 : extended(parts, path);
}

/** Adds kind, properties and cell entry of formulas that may fill cells. */
function extended(parts: PackageParts, path: string): number {
  let number = 1;
  parts.edit(path, (xml, edits) => {
    const root = readXml(path, xml);
    const prefix = prefixOf(xml, root);
    const types = childNamed(root, 'metadataTypes');
    const cells = childNamed(root, 'cellMetadata');
    const type = (types?.children.length ?? 0) + 1;
    number = (cells?.children.length ?? 0) + 1;
    const property = `<xda:dynamicArrayProperties xmlns:xda="${ARRAYS}" fDynamic="1" fCollapsed="0"/>`;
    const extension = `<${prefix}extLst><${prefix}ext uri="${ARRAYS_ID}">${property}</${prefix}ext></${prefix}extLst>`;
    const future = `<${prefix}futureMetadata name="${TYPE}" count="1"><${prefix}bk>${extension}</${prefix}bk></${prefix}futureMetadata>`;
    const place = (names: readonly string[]): number =>
      root.children.find(({ name }) => names.includes(name))?.start ?? root.closeStart;
    const list = (known: XmlElement | undefined, name: string, item: string, before: readonly string[]): void => {
      const count = String((known?.children.length ?? 0) + 1);
      if (known === undefined) {
        const at = place(before);
        edits.replace(at, at, `<${prefix}${name} count="${count}">${item}</${prefix}${name}>`);
      } else {
        edits.replace(known.start, known.openEnd, withAttributes(xml.slice(known.start, known.openEnd), { count }));
        edits.replace(known.closeStart, known.closeStart, item);
      }
    };
    const after = ['cellMetadata', 'valueMetadata', 'extLst'];
    list(types, 'metadataTypes', `<${prefix}metadataType name="${TYPE}" ${TYPE_FLAGS}/>`, [
      'metadataStrings',
      'mdxMetadata',
      'futureMetadata',
      ...after,
    ]);
    edits.replace(place(after), place(after), future);
    list(cells, 'cellMetadata', `<${prefix}bk><${prefix}rc t="${type}" v="0"/></${prefix}bk>`, [
      'valueMetadata',
      'extLst',
    ]);
  });
  return number;
}
