/** One document to set: what a PDF worker is started with. */
export interface PdfJob {
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
}
