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

/**
 * [SEC13] Which windows keep hold of one another (Cross-Origin-Opener-Policy). The sign-in window must reach the pane that has
 * opened it, also after it was at a provider's pages: there it is off. Pane and workbench open it and keep what they open.
 */
const openerPolicies: { readonly [P in PagePlace]: string } = {
  front: 'same-origin',
  // What the provider sends back to, in the sign-in window as in a tab. It leads on to another page at once.
  signInReturn: 'unsafe-none',
  pane: 'same-origin-allow-popups',
  dialog: 'unsafe-none',
  workbench: 'same-origin-allow-popups',
  workbenchPane: 'same-origin-allow-popups',
  workbenchDialog: 'unsafe-none',
};

export function openerPolicy(place: PagePlace): string {
  return openerPolicies[place];
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
