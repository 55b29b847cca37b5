import type { DocumentReply } from '../workers/document-reply.ts';

/** What a PDF worker is started with. */
export type PdfJob = SetJob | JoinJob;

/** One document to set. */
export interface SetJob {
  readonly kind: 'set';
  /** The compiler, as WebAssembly that this process has compiled: what V8 has made of it is shared among workers. */
  readonly compiler: WebAssembly.Module;
  /** Files of the fonts. */
  readonly fonts: readonly string[];
  /** Typst sources by file name. */
  readonly sources: Readonly<Record<string, string>>;
  /** The one that is set. */
  readonly main: string;
  /** JSON; the sources read it as `sys.inputs.data`. */
  readonly data: string;
  /** It is joined with others, so its pages are to be counted. */
  readonly isPart: boolean;
}

/** Documents of the compiler to make one of. */
export interface JoinJob {
  readonly kind: 'join';
  readonly documents: readonly Uint8Array[];
}

/** What it answers to a document that is set. Pages: null where it is no part. */
export type SetReply =
  | Exclude<DocumentReply, { readonly kind: 'done' }>
  | { readonly kind: 'done'; readonly bytes: Uint8Array; readonly pages: number | null };
