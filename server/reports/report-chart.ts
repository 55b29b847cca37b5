/** A chart of a report's own cells: categories and series are columns, named by their headers. */
export interface ReportChart {
  readonly title: string;
  /** `bar` lies, for long names; `stacked` stands, one piece per series. */
  readonly kind: 'bar' | 'column' | 'stacked' | 'line';
  readonly categories: string;
  readonly series: readonly string[];
  /** Rows that are drawn: the report's own (default), or those of the block above them. */
  readonly of?: 'rows' | 'above';
}
