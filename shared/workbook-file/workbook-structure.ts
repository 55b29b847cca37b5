import { WorkbookUnreadable } from './workbook-unreadable.ts';
import { attributeOf } from './xml-scanner.ts';

/** A link from one part of the file to another, or to the outside. */
export interface Relationship {
  readonly id: string;
  /** Last word of the type: "worksheet", "table", whichever namespace the program wrote. */
  readonly type: string;
  /** Path inside the file; of a link to the outside, the address as it stands there. */
  readonly path: string;
  readonly isExternal: boolean;
}

/** [FD5] Own sheets beside the plan's and its reports included. */
export const MOST_SHEETS = 250;
/** [FD5] In all of the file; a sheet has one per table or picture. Links to the outside are passed over: each address typed is one. */
export const MOST_RELATIONSHIPS = 5000;

const OLE2 = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b];

export function notAWorkbook(): WorkbookUnreadable {
  return new WorkbookUnreadable('The file is not an Excel workbook.', 'Save it as .xlsx and upload it again.');
}

/** Throws WorkbookUnreadable where the first bytes are those of no .xlsx file. */
export function checkFileType(bytes: Uint8Array): void {
  if (startsWith(bytes, OLE2)) {
    throw new WorkbookUnreadable(
      'The file is protected by a password or in the old .xls format.',
      'Save it as .xlsx without a password.',
    );
  }
  if (!startsWith(bytes, ZIP) || bytes.length < 22) throw notAWorkbook();
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/** Where the relationships of a part stand; of the file itself, whose path is "". */
export function relationshipsPath(part: string): string {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** A relationship of `part` from the attributes of its element. */
export function readRelationship(part: string, attributes: string): Relationship {
  const isExternal = attributeOf(attributes, 'TargetMode') === 'External';
  const type = attributeOf(attributes, 'Type') ?? '';
  const target = attributeOf(attributes, 'Target') ?? '';
  return {
    id: attributeOf(attributes, 'Id') ?? '',
    type: type.slice(type.lastIndexOf('/') + 1),
    path: isExternal ? target : resolved(part.slice(0, part.lastIndexOf('/') + 1), target),
    isExternal,
  };
}

/** A target relative to a folder, as a path inside the file; it can never lead out of it. */
function resolved(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : `${folder}${target}`).split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}
