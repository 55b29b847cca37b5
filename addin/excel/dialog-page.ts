import type { Session } from '../sync/server/server-client.ts';

/** The pane that has opened this page. */
export interface PaneAround {
  readonly handOver: (session: Session) => void;
  /** Says why nobody has been signed in yet, for when the person closes the window; null: they are trying again. */
  readonly tell: (problem: string | null) => void;
}

/** [SEC14] The pane that has opened this page, which hears it if it is of the same origin; null: none has. */
export function paneAround(): PaneAround | null {
  const context: { readonly ui?: Partial<Office.UI> } | undefined = Office.context;
  const ui = context?.ui;
  if (ui?.messageParent === undefined) return null;
  const send = (message: object): void =>
    ui.messageParent?.(JSON.stringify(message), { targetOrigin: window.location.origin });
  return { handOver: ({ token, person }) => send({ token, person }), tell: (problem) => send({ problem }) };
}
