/** Who shows a page decides what it may load and who may frame it. */
export const pagePlaces = [
  'front',
  'signInReturn',
  'pane',
  'dialog',
  'workbench',
  'workbenchPane',
  'workbenchDialog',
] as const;

export type PagePlace = (typeof pagePlaces)[number];

/**
 * Hosts that frame a task pane in Excel on the web. Microsoft publishes no list; these are the domains its add-in
 * documentation and public add-ins name.
 */
const officeHosts = [
  'https://*.officeapps.live.com',
  'https://*.office.com',
  'https://*.office365.com',
  'https://*.sharepoint.com',
  'https://*.cloud.microsoft',
  'https://excel.cloud.microsoft',
];

const officeLibrary = 'https://appsforoffice.microsoft.com';

const frameAncestors: { readonly [P in PagePlace]: string } = {
  front: "'none'",
  signInReturn: "'none'",
  pane: ["'self'", ...officeHosts].join(' '),
  dialog: "'none'",
  workbench: "'none'",
  workbenchPane: "'self'",
  workbenchDialog: "'none'",
};

/** Pages that may be in the sign-in window: its own, and the one that a provider sends back to. */
const inSignInWindow: ReadonlySet<PagePlace> = new Set(['dialog', 'workbenchDialog', 'signInReturn']);

/**
 * [SEC13] Which windows keep hold of one another (Cross-Origin-Opener-Policy). A page of elsewhere that opens one of ours, or is
 * opened beside one, cannot reach it; but the sign-in window must find back to the pane that has opened it.
 */
export function openerPolicy(place: PagePlace): string {
  return inSignInWindow.has(place) ? 'unsafe-none' : 'same-origin-allow-popups';
}

/** What a page frames: the workbench its pane, the web app a report that it has fetched and holds itself. */
const framed: { readonly [P in PagePlace]: string } = {
  front: 'blob:',
  signInReturn: "'none'",
  pane: "'none'",
  dialog: "'none'",
  workbench: "'self'",
  workbenchPane: "'none'",
  workbenchDialog: "'none'",
};

/**
 * The Content-Security-Policy of a page. Styles may be inline because Fluent UI makes its style rules at run time;
 * scripts may not.
 */
export function contentSecurityPolicy(place: PagePlace): string {
  const script = place === 'pane' || place === 'dialog' ? `'self' ${officeLibrary}` : "'self'";
  const directives = [
    "default-src 'none'",
    `script-src ${script}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src ${script}`,
    `frame-src ${framed[place]}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors[place]}`,
  ];
  return directives.join('; ');
}
