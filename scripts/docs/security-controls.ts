/** A test by its file and (a part of) its name. */
export type NamedTest = readonly [file: string, name: string];

/** How a control of docs/promises.md is kept. */
export interface SecurityControl {
  /** Number of the control: SEC1 … */
  readonly number: number;
  /** What is done, in sentences. */
  readonly how: string;
  readonly tests: readonly NamedTest[];
  /** What of it cannot be tried on the machines this project is built on, as a sentence; absent: nothing. */
  readonly untried?: string;
}

const isolation = 'test/contracts/isolation-contract.ts';
const walls = 'server/storage/isolate-programs.databases.test.ts';
const hostile = 'test/contracts/hostile-plan.test.ts';
const matrix = 'test/contracts/role-matrix.test.ts';
const advisories = 'server/http/framework-advisories.test.ts';

/** Every control, in order. Another one is a sentence in docs/promises.md and an entry here. */
export const securityControls: readonly SecurityControl[] = [
  {
    number: 1,
    how: 'The program comes from the address and counts only with a membership. Every statement names one program, which is traced; PostgreSQL holds to it by row-level security, forced on the owner too ([decision](decisions/0029-programs-apart-in-the-database.md)). A roll-up reads what programs have published to it, by a policy of its own, and nothing else of theirs ([roll-ups](roll-ups.md)).',
    tests: [
      [isolation, 'every statement that reaches a table of programs names one program by a bound value'],
      [isolation, 'a statement that loses its one condition on the program is found out'],
      [isolation, 'every key of a table of programs begins with the program'],
      [walls, 'a query that forgets its program finds nothing of another one'],
      [walls, 'a write that forgets its program changes nothing of another one'],
      [matrix, 'another program answers a stranger as one that is not there, to the letter'],
      [isolation, 'every statement of a roll-up names it by a bound value and reaches what was published to it alone'],
      [walls, 'what is published is read within its roll-up and its program, and written within its program alone'],
      ['test/contracts/roll-ups-contract.ts', 'no text of a cell and no person is in any answer of a roll-up'],
      [
        'test/contracts/roll-ups-contract.ts',
        'a district sees nothing of a roll-up until a manager shows it to districts, and then what members see',
      ],
    ],
  },
  {
    number: 2,
    how: 'A request is parsed by a schema that knows no other fields; columns are judged one by one by table, role and lock.',
    tests: [
      [hostile, '%s is refused, and nothing is stored'],
      [hostile, 'a request with the field %s is refused as a whole'],
      ['shared/access/may-edit.test.ts', 'who may edit'],
      [
        'server/reconcile/locked-plan.test.ts',
        'no sequence of edits by people without the duty moves an approved figure',
      ],
    ],
  },
  {
    number: 3,
    how: 'Sign-in, membership and duty stand before every route. Who is let through to which is a page that is looked at when it changes ([role-matrix.txt](../test/contracts/role-matrix.txt)); so is who does what once let through, act by act with a request that succeeds for who has the duty ([role-matrix-duties.txt](../test/contracts/role-matrix-duties.txt)).',
    tests: [
      [matrix, 'is what has been looked at: by role of the account'],
      ['test/contracts/role-matrix-duties.test.ts', 'nobody does what takes a duty that they do not have'],
      ['test/contracts/role-matrix-duties.test.ts', 'every duty stands in it'],
    ],
  },
  {
    number: 4,
    how: 'Tokens are verified by `jose`: algorithm, issuer, audience, kind and times; a person is issuer and subject (Entra: tenant and object), never an e-mail address.',
    tests: [
      ['server/routes/forged-tokens.test.ts', 'opens nothing'],
      ['server/routes/forged-tokens.test.ts', 'no token of the provider is a sign-in by itself'],
      ['test/contracts/provider-contract.ts', 'an account with the same e-mail is never taken for the person'],
    ],
    untried: 'Entra ID itself is not reached from here; its tokens are made as its documentation describes them.',
  },
  {
    number: 5,
    how: 'Hono is newer than its known faults, and what these were about is looked after by the house itself.',
    tests: [
      [advisories, 'every Hono in the tree has all that was mended'],
      [advisories, 'what the advisories told of does not happen here'],
    ],
  },
  {
    number: 6,
    how: 'Bodies are read as streams within limits, JSON is bounded before it is parsed, requests are counted per person, program and address, long work waits in queues with an end, and statements end after five seconds.',
    tests: [
      ['server/http/unpack-body.test.ts', 'a body is bounded before it is parsed'],
      ['server/http/json-bounds.test.ts', 'what a JSON text may hold before it is parsed'],
      ['server/limits/limits.test.ts', 'how often one may ask'],
      ['server/workers/job-places.test.ts', 'places for jobs'],
      [walls, 'an ordinary statement is ended after five seconds'],
    ],
  },
  {
    number: 7,
    how: 'SQL gets values as parameters only. React writes text; no page may run what is not a file of ours, and no answer of the API is a page.',
    tests: [
      ['test/browser/hostile-texts.test.ts', 'texts that could be scripts are shown as they are: none runs'],
      [hostile, 'five hundred texts that could be a script, SQL or a template'],
      ['server/pages/page-security.test.ts', 'no page runs scripts of its own text or loads what is not named'],
      ['server/http/http-basics.test.ts', 'may not be framed, run, sniffed or kept'],
    ],
  },
  {
    number: 8,
    how: 'Text goes into a sheet as text: the cell is formatted so, and an apostrophe put before what Excel would read as something else. In .xlsx it is a string, in CSV marked; an upload takes the value of a formula and never the formula.',
    tests: [
      ['addin/excel/write/put-cells.test.ts', 'are put once more without the apostrophe'],
      [
        'server/workbook/read/other-programs.files.test.ts',
        'every kind of value comes back from it, formulas-to-be and leading zeros too',
      ],
      ['addin/portal/money/totals-csv.test.ts', 'a group that a spreadsheet would take for a formula stays a text'],
      ['test/contracts/comments-contract.ts', 'what could be a formula is text'],
    ],
    untried:
      'Excel itself is not on these machines: Microsoft’s library runs against our host, and files are opened by LibreOffice.',
  },
  {
    number: 9,
    how: 'Entries, sheets, links, sizes and depth are bounded before and while a file is unpacked, in a worker with bounded memory and time; there are no entities and no links outward.',
    tests: [
      ['server/workbook/read/hostile-files.test.ts', 'a hostile or damaged file is refused with a sentence'],
      ['server/workbook/read/zip-reader.test.ts', 'an archive of ill will is refused before anything is unpacked'],
      ['test/browser/foreign-file.test.ts', 'a zip bomb and a file of 70,000 sheets are refused with a sentence'],
      ['test/fuzz/bytes.test.ts', 'files with wrong bytes in them'],
    ],
  },
  {
    number: 10,
    how: 'SheetJS is not part of the product. Files are read by a scanner of our own and by `hucre`.',
    tests: [
      [advisories, 'no SheetJS that is known to be wrong is in the tree, under any name'],
      ['server/workbook/read/hostile-files.test.ts', 'pollutes nothing'],
    ],
  },
  {
    number: 11,
    how: '`frame-ancestors` as a header: Office’s hosts for the pane, nobody for every other page.',
    tests: [
      ['server/static-pages.test.ts', 'the pane may be framed by Office and by nobody else; other pages by nobody'],
      ['server/pages/page-security.test.ts', 'only the pane is framed by Office'],
    ],
    untried: 'Excel on the web, from OneDrive, SharePoint and Teams, is not reached from here.',
  },
  {
    number: 12,
    how: 'One Content-Security-Policy per page: our scripts, and Microsoft’s library where the pane needs it. That library changes on its server, so it can have no checksum ([decision](decisions/0008-what-a-page-may-load.md)).',
    tests: [
      ['test/browser/hostile-texts.test.ts', 'the policy has nothing to report'],
      ['server/pages/page-security.test.ts', 'no page runs scripts of its own text or loads what is not named'],
      [
        'server/static-pages.test.ts',
        'scripts come from the server and Microsoft’s network only, never from the page itself',
      ],
    ],
  },
  {
    number: 13,
    how: 'The sign-in window is on our own address, and the only page without an opener policy.',
    tests: [['server/pages/page-security.test.ts', 'let windows of elsewhere keep hold of them']],
    untried: 'The errors of Office’s dialogs are met on our host; Windows, Mac and the web are not on these machines.',
  },
  {
    number: 14,
    how: 'The pane listens to its own origin only, and sends to it only.',
    tests: [['addin/excel/sign-in-dialog.test.ts', 'takes no session from another origin, whatever it looks like']],
  },
  {
    number: 15,
    how: 'Nested app authentication where the host offers it, else a window on our own address, else a code that is confirmed in a browser.',
    tests: [
      ['test/contracts/device-sign-in-contract.ts', 'a confirmation ends with the sign-in it was given by'],
      ['test/contracts/provider-contract.ts', 'an access token of Excel opens the same account'],
    ],
    untried: 'The eight combinations of hosts and places of files need Microsoft’s accounts.',
  },
  {
    number: 16,
    how: 'A token is in the browser’s storage of the pane alone and goes with the sign-out; a workbook holds ids and hashes, never a token.',
    tests: [['server/http/public-origin.test.ts', 'signing out empties the browser’s cache and nothing else']],
  },
  {
    number: 17,
    how: 'A bearer token in its header is the only way in; no header allows another origin.',
    tests: [
      [hostile, 'is let read nothing: no preflight of its origin is answered with leave'],
      [hostile, 'does nothing with a cookie: the token counts in its header alone'],
      [advisories, 'no cookie lets anybody in, and no other origin is allowed to read'],
    ],
  },
  {
    number: 18,
    how: '`ReadWriteDocument`, exact HTTPS addresses, an id per server; read by Microsoft’s own reader.',
    tests: [
      ['test/manifest.test.ts', 'no more rights than reading and writing the document'],
      ['test/manifest.test.ts', 'no address or domain stands for several'],
      ['test/manifest.test.ts', 'it names that server only, under an id of its own that stays the same'],
      ['test/manifest.test.ts', 'Microsoft’s own reader understands it'],
    ],
  },
  {
    number: 19,
    how: 'Approving, deciding and closing are acts of the web app, which nothing may frame; the pane leads there.',
    tests: [['addin/pane/binding-acts.test.ts', 'what Excel frames has no act that binds']],
  },
  {
    number: 20,
    how: 'Revisions and acts are one chain of hashes, whose heads are written outside the database; the role that runs the server can change or delete nothing of them.',
    tests: [
      ['test/histories/tampering/tampering.test.ts', 'tamper'],
      [walls, 'the running role changes and deletes nothing in %s, and cannot alter it'],
      ['server/anchor/anchor-clock.test.ts', 'what differs from an anchor is told with its time'],
    ],
  },
  {
    number: 21,
    how: 'A line of the log names request, path, status and time. Errors have an id and a sentence.',
    tests: [
      [hostile, 'is in no line of the log and in no answer that is an error, through every route'],
      ['test/contracts/http-contract.ts', 'the log and the errors hold no cell text, no amount and no token'],
    ],
  },
  {
    number: 22,
    how: 'Secrets are settings of the environment. Of tokens and links the database holds hashes.',
    tests: [
      ['test/secrets.built.test.ts', 'no secret stands in a file of the repository'],
      ['test/secrets.built.test.ts', 'none stands in what is built, nor a source of ours'],
      ['test/contracts/turned-over-key.test.ts', 'the key of the database is turned over while people sync'],
    ],
  },
  {
    number: 23,
    how: 'Exact versions by the lockfile, installed without scripts but for those that a list names.',
    tests: [
      ['test/built-twice.built.test.ts', 'a second build of the $part makes the same files to the byte'],
      [advisories, 'every Hono in the tree has all that was mended'],
    ],
    untried: 'Provenance of packages is not told by the registry that these machines reach.',
  },
  {
    number: 24,
    how: 'Sessions are opaque, kept as hashes, and end by idling, by age, with the password, with the account, and when the district’s provider says that the person has signed out there; streams end with them.',
    tests: [
      [
        'server/identity/open-streams.test.ts',
        'a stream ends with its session at once, and with its membership or account soon',
      ],
      [
        'test/contracts/device-sign-in-contract.ts',
        'a confirmation ends with the sign-in it was given by, and with its account',
      ],
      ['server/identity/administrators.databases.test.ts', 'who is locked out and let in again administers nothing'],
      [
        'test/contracts/provider-contract.ts',
        'signing out at the provider ends that sign-in here at once, in the Excel that it has confirmed as well, and no other',
      ],
      ['server/routes/provider-logout.test.ts', '%s signs nobody out'],
    ],
  },
  {
    number: 25,
    how: 'The program is locked, then rights, locks and versions are read and judged, then it is written: one transaction.',
    tests: [
      ['test/contracts/locked-doors-contract.ts', 'every door'],
      ['test/contracts/settings-contract.ts', 'of two people who save at the same moment one is told'],
    ],
  },
  {
    number: 26,
    how: 'Nothing that is read from a plan or a file is ever asked for over the network.',
    tests: [
      [hostile, 'is fetched by nobody, whatever is made of the plan'],
      ['server/workbook/read/hostile-files.test.ts', 'an entity from outside is never looked up'],
    ],
  },
];
