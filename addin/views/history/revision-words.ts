import { revisionReceipt } from '../../../shared/receipts/receipt.ts';
import { doorOf, type Door, type RevisionChanges } from '../../../shared/protocol/history.ts';
import { counted, momentWords } from '../cell-words.ts';

type Revision = Omit<RevisionChanges, 'changes'>;

const doors: Readonly<Record<Door, string>> = {
  sync: 'Synced from Excel',
  upload: 'From a workbook sent back',
  revert: 'Undo of an earlier revision',
  commandLine: 'By the server’s command line',
  demo: 'Made with the demonstration plan',
  import: 'Imported from an office’s own table',
  action: 'By an act, such as an approval',
};

/** "Revision 150, today 10:31" */
export function revisionTitle({ revision, at }: Revision, now: Date): string {
  return `Revision ${revision}, ${momentWords(at, now)}`;
}

/** When, what its author noted, how much, by which way it came in, where that was kept, and under which receipt [AUD3]. */
export function revisionLines(of: Revision, now: Date): string[] {
  const { note, rows, accepted, revision, hash } = of;
  const door = doorOf(of);
  const way = door === null ? '' : `${doors[door]} · `;
  const much = `${counted(accepted, 'change')} in ${counted(rows, 'row')}`;
  const receipt = `Receipt ${revisionReceipt(revision, hash)}`;
  return [revisionTitle(of, now), ...(note === '' ? [] : [note]), `${way}${much}`, receipt];
}

/** One line of a list to choose from: "150 · Nov 20, 10:31 · Cara Lopez · Bids of October 14". */
export function revisionChoice({ revision, at, by, note }: Revision, now: Date): string {
  return [String(revision), momentWords(at, now), by, note].filter((part) => part !== '').join(' · ');
}
