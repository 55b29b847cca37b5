/** How the making of reports stands in this process. */
export interface ReportsStatus {
  /** Programs whose reports are being made, or looked for. */
  readonly waiting: number;
  /** One could not be made and is tried again. */
  readonly isFailing: boolean;
}
