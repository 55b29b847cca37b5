import { connectDialogPage } from 'excel-host/client/connect-dialog-page.ts';

connectDialogPage(window);
// The page asks for Office as soon as it is loaded, so it may load only now.
await import('../../dialog/main.tsx');
