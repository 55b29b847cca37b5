import type { DownloadedFile } from '../downloaded-file.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import type * as MarkedCopy from './marked-copy.ts';
import type { Mark } from './marked-copy.ts';
import { markHeaders } from './marks.ts';
import type { ChosenFile } from './use-workbook-return.ts';

type MarkingCode = Pick<typeof MarkedCopy, 'markedCopy'>;

/** A returned file with its marks, to be saved. Editing files is a large part of the workbench, which the page needs for nothing else. */
export async function markedFile(
  { name, content }: Pick<ChosenFile, 'name' | 'content'>,
  marks: readonly Mark[],
  fetchCode: () => Promise<MarkingCode> = () => import('./marked-copy.ts'),
): Promise<PortalOutcome<DownloadedFile>> {
  let code: MarkingCode;
  try {
    code = await fetchCode();
  } catch {
    // [FB8] An import says no more than that it failed; the next one tries anew.
    return { ok: false, problem: { kind: 'offline' } };
  }
  const bytes = code.markedCopy(new Uint8Array(await content.arrayBuffer()), markHeaders, marks);
  const marked = name.replace(/(\.xlsx)?$/i, ' – marked.xlsx');
  return { ok: true, value: { name: marked, content: new Blob([Uint8Array.from(bytes)]) } };
}
