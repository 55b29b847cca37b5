/** Changes of one line that no test can notice, because the code does the same with them. */
export interface EqualChange {
  /** In shared/plan. */
  readonly file: string;
  /** The line of code on which they begin. */
  readonly code: string;
  /** What is planted there, each with one blank for any run of white space. */
  readonly become: readonly string[];
  readonly why: string;
}
