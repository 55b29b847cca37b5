import type { Session } from '../sync/server/server-client.ts';

/** [SEC14] Hands a session over to the pane that has opened this page, if it is of the same origin; null: none has. */
export function paneAround(): ((session: Session) => void) | null {
  const context: { readonly ui?: Partial<Office.UI> } | undefined = Office.context;
  const ui = context?.ui;
  if (ui?.messageParent === undefined) return null;
  return ({ token, person }) =>
    ui.messageParent?.(JSON.stringify({ token, person }), { targetOrigin: window.location.origin });
}
