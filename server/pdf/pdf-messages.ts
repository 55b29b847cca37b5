/** One document to set: what a PDF worker is started with. */
export interface PdfJob {
  /** File of the compiler's WebAssembly. */
  readonly compiler: string;
  /** Files of the fonts. */
  readonly fonts: readonly string[];
  /** Typst sources by file name. */
  readonly sources: Readonly<Record<string, string>>;
  /** The one that is set. */
  readonly main: string;
  /** JSON; the sources read it as `sys.inputs.data`. */
  readonly data: string;
}
