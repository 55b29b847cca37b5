import { useState } from 'react';
import { takeBookOver, type BookClaim } from '../kept/book-claim.ts';
import { WORKBENCH } from '../kept/book-address.ts';
import { saveFile } from '../../portal/save-file.ts';

interface OpenElsewhereProps {
  readonly id: string;
  readonly onClaimed: (claim: BookClaim) => void;
}

const SAID = {
  asking: 'Asking the other tab…',
  busy: 'A cell is being edited in the other tab. Finish it there first: press Enter, or Esc to leave it.',
  unkept:
    'What was typed in the other tab could not be kept in this browser. Sync it or save it as a file there first.',
  silent: 'The other tab does not answer.',
} as const;

/** In place of a workbook that another tab has open: two writers would overwrite each other. */
export function OpenElsewhere({ id, onClaimed }: OpenElsewhereProps) {
  const [said, setSaid] = useState<keyof typeof SAID | null>(null);
  const take = async (isForced: boolean): Promise<void> => {
    setSaid('asking');
    const taken = await takeBookOver(id, isForced);
    if (taken.kind === 'ours') onClaimed(taken.claim);
    else setSaid(taken.kind);
  };
  return (
    <Instead title="This workbook is open in another tab or window">
      <p>Go on there, or bring it here. Everything typed there comes along.</p>
      <p role="status">{said !== null && SAID[said]}</p>
      <p className="choices">
        {said === 'silent' ? (
          <button type="button" onClick={() => void take(true)}>
            Open it here as it was kept last
          </button>
        ) : (
          <button type="button" disabled={said === 'asking'} onClick={() => void take(false)}>
            Work here instead
          </button>
        )}
      </p>
    </Instead>
  );
}

/** In place of a workbook that another tab has taken over. */
export function MovedAway({ isWhole }: { readonly isWhole: boolean }) {
  return (
    <Instead title="You went on with this workbook in another tab">
      <p>
        {isWhole
          ? 'Everything typed here is there.'
          : 'This tab did not answer when it was taken over. What was typed here after that is not there.'}
      </p>
      <p className="choices">
        <button type="button" onClick={() => window.location.reload()}>
          Work here again
        </button>
      </p>
    </Instead>
  );
}

interface CannotOpenProps {
  readonly name: string;
  /** Kept by a newer build of the page, or not as it was kept. */
  readonly why: 'newer' | 'damaged';
  /** All that is kept of it. */
  readonly left: () => Blob;
}

/** In place of a kept workbook that this page cannot open. It stays as it is. */
export function CannotOpen({ name, why, left }: CannotOpenProps) {
  return (
    <Instead title={`${name} cannot be opened`}>
      {why === 'newer' ? (
        <p>A newer version of this page has kept it. Reload the page; nothing was changed.</p>
      ) : (
        <p>
          What this browser has kept of it is damaged. Nothing was changed or deleted, and what was synced is with
          everybody. Save what is left for whoever helps you, and go on with a new workbook.
        </p>
      )}
      <p className="choices">
        <button type="button" onClick={() => saveFile(`${name}.kept.json`, left())}>
          Save what is kept
        </button>
        <button type="button" onClick={() => window.location.reload()}>
          Reload
        </button>
      </p>
    </Instead>
  );
}

function Instead({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <main className="instead">
      <h1>{title}</h1>
      {children}
      <p>
        <a href={WORKBENCH}>Open a new workbook</a> · <a href="/">All workbooks and programs</a>
      </p>
    </main>
  );
}
