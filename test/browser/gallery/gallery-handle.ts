/** What a browser test does with the gallery page. */
export interface GalleryHandle {
  readonly names: readonly string[];
  /** Shows a state in a pane of its own. */
  show(name: string, theme: 'light' | 'dark'): void;
  /** The session of the pane that is shown goes over to the sync state of another entry. */
  become(name: string): void;
  /** What the pane has asked of the session and the sheet since it is shown, such as "sync". */
  readonly calls: readonly string[];
}

declare global {
  interface Window {
    gallery?: GalleryHandle;
  }
}
