import { connectClientLibrary, type LibraryWindow } from 'excel-host/client/connect-client-library.ts';
import { handOnF6 } from './regions.ts';
import { hostOfParent } from './shared-host.ts';

/** Microsoft's library puts itself on the window, which its public types do not say. */
function isLibraryWindow(candidate: object): candidate is LibraryWindow {
  return 'OfficeExtension' in candidate;
}

if (!isLibraryWindow(window)) throw new Error('Microsoft’s client library did not load.');
connectClientLibrary(window, hostOfParent());
handOnF6();
if (window.parent.pageAround !== undefined) window.pageAround = window.parent.pageAround;
// The pane asks for Office as soon as it is loaded, so it may load only now.
await import('../../pane/main.tsx');
