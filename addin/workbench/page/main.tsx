import { createRoot } from 'react-dom/client';
import { createExcelHost } from 'excel-host/host/excel-host.ts';
import { type BookClaim, claimBook } from '../kept/book-claim.ts';
import { addressOfBook, newBookId, readBookAddress } from '../kept/book-address.ts';
import { TakenOver, openKeptBooks } from '../kept/kept-books.ts';
import { CannotOpen, MovedAway, OpenElsewhere } from './instead.tsx';
import { takeRemark } from './opening-remark.ts';
import { keepView, restoreView } from './kept-view.ts';
import { offerHost } from './shared-host.ts';
import { offerTestHandle } from './test-handle.ts';
import { watchLeaving } from './watch-leaving.ts';
import { Workbench } from './workbench.tsx';
import { type WorkedBook, openKeptBook, startNewBook } from './worked-book.ts';

const place = document.getElementById('workbench');
if (place === null) throw new Error('The page has no #workbench.');
const root = createRoot(place);
const address = readBookAddress(window.location.search);
const id = address.book ?? newBookId();
const books = await openKeptBooks().catch(() => null);
const claim = await claimBook(id);
if (claim === null) root.render(<OpenElsewhere id={id} onClaimed={(taken) => void open(taken)} />);
else await open(claim);

async function open(claim: BookClaim): Promise<void> {
  const opening = books === null ? ({ kind: 'none' } as const) : await openKeptBook(books, id);
  if (opening.kind === 'open') return work(claim, opening.worked, takeRemark(id));
  if (opening.kind === 'none') {
    // The address of a book that nobody has typed into yet says so for a reload.
    const isUnknown = address.book !== null && !isNewBook(window.history.state);
    window.history.replaceState(IS_NEW, '', addressOfBook(id));
    return work(claim, startNewBook(books, id, address.program), isUnknown ? NOT_KEPT : null);
  }
  claim.giveUp();
  root.render(<CannotOpen name={opening.name} why={opening.kind} left={opening.left} />);
}

function work(claim: BookClaim, worked: WorkedBook, remark: string | null): void {
  const { book, keeper, around } = worked;
  const host = createExcelHost(book, { user: 'you', lenient: true });
  const onDrawn = (): void => {
    restoreView(id, host);
    window.addEventListener('pagehide', () => keepView(id, host));
  };
  offerHost(host);
  window.pageAround = around;
  offerTestHandle(host, keeper);
  const stopWatching = watchLeaving(host, keeper);
  const leave = (isWhole: boolean): void => {
    stopWatching();
    keeper.close();
    // The pane goes with the page around it, so nothing is synced from here any more.
    root.render(<MovedAway isWhole={isWhole} />);
    host.close();
  };
  claim.onAsked(async () => {
    if (host.isEditingCell) return 'busy';
    await keeper.settled();
    if (keeper.state.kind === 'notKept') return 'unkept';
    leave(true);
    return 'given';
  });
  keeper.onState(() => {
    if (keeper.state.kind === 'notKept' && keeper.state.reason instanceof TakenOver) leave(false);
  });
  root.render(<Workbench host={host} worked={worked} books={books} remark={remark} onDrawn={onDrawn} />);
}

const NOT_KEPT = 'That workbook is not kept in this browser, so this is a new one.';
const IS_NEW = { isNewBook: true };

function isNewBook(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'isNewBook' in state;
}
