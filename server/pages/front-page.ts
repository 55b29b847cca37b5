import { html, raw } from 'hono/html';

/** The first page a person sees: what this is, how to try it, how to put it into Excel. No script. */
export async function frontPage(publicUrl: string, version: string, demo: boolean): Promise<string> {
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>SEP Sync</title>
        <link rel="icon" href="/icons/icon-32.png" />
        <style>
          ${raw(css)}
        </style>
      </head>
      <body>
        <main>
          <header>
            <img src="/icons/icon-64.png" alt="" width="48" height="48" />
            <div>
              <h1>SEP Sync</h1>
              <p>The district’s Strategic Execution Plan, kept in step between everybody’s Excel workbooks.</p>
            </div>
          </header>
          <p>
            Budget officers edit the plan’s tables in their own workbook. Sync merges everybody’s edits cell by cell,
            asks when two people changed the same cell, and keeps every revision. Finance downloads one consolidated
            workbook whose totals tie to the cent.
          </p>
          <p class="actions">
            <a class="primary" href="/workbench/">Open the workbench</a>
            <a href="/manifest.xml" download>Download the Excel add-in manifest</a>
            <a href="/api/docs">API documentation</a>
          </p>
          <p>The workbench is a workbook in the browser with the same pane as in Excel, without installing anything.</p>
          ${demo ? demoPart : ''}
          <section>
            <h2>Put it into Excel</h2>
            ${publicUrl.startsWith('https:') ? '' : httpsPart}
            <dl>
              <dt>Everybody in the district</dt>
              <dd>
                An administrator uploads the manifest in the Microsoft 365 admin center under Settings, Integrated apps,
                Upload custom apps.
              </dd>
              <dt>One person, Excel on the web</dt>
              <dd>Home, Add-ins, More Add-ins, My Add-ins, Upload My Add-in, then choose the manifest.</dd>
              <dt>One person, Windows</dt>
              <dd>
                Put the manifest into a shared folder and trust it under File, Options, Trust Center, Trusted Add-in
                Catalogs; then Home, Add-ins, Shared Folder.
              </dd>
              <dt>One person, Mac</dt>
              <dd>
                Copy the manifest into <code>~/Library/Containers/com.microsoft.Excel/Data/Documents/wef</code> and
                restart Excel.
              </dd>
            </dl>
          </section>
          <footer>SEP Sync ${version} at ${publicUrl}</footer>
        </main>
      </body>
    </html>`;
  return page.toString();
}

const httpsPart = html`<p class="note">
  Excel opens add-ins only from <code>https://</code> addresses. This server is running without HTTPS: set
  <code>PUBLIC_URL</code> to the address of an HTTPS proxy in front of it, or <code>TLS_CERT</code> and
  <code>TLS_KEY</code>. The workbench works as it is.
</p>`;

const demoPart = html`<section>
  <h2>Sign in to the demo district</h2>
  <p>This server holds an invented district, Cedar Basin. The password of everybody is <code>cedar-basin</code>.</p>
  <ul>
    <li><code>north@cedar-basin.example</code> edits the North region, <code>south@</code> the South</li>
    <li><code>finance@</code> edits everything and downloads the consolidated workbook</li>
    <li><code>viewer@</code> may only look, <code>admin@</code> may do everything</li>
  </ul>
</section>`;

const css = `
:root { color-scheme: light dark; --ink: #1f2a2e; --quiet: #55646a; --paper: #fff; --line: #d6dee0; --accent: #0b6a5f; --note: #fdf3dc; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edee; --quiet: #a5b4b8; --paper: #172023; --line: #37474c; --accent: #5fc7b6; --note: #3a3322; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 'Segoe UI', system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 2.5rem 1.25rem; }
header { display: flex; gap: 1rem; align-items: center; margin-bottom: 1.5rem; }
header p { margin: 0; color: var(--quiet); }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.15rem; }
a { color: var(--accent); }
code { font-size: 0.92em; }
.actions { display: flex; flex-wrap: wrap; gap: 0.75rem 1.25rem; align-items: center; margin: 1.5rem 0; }
.primary { background: var(--accent); color: var(--paper); padding: 0.6rem 1.1rem; border-radius: 4px; text-decoration: none; font-weight: 600; }
.note { background: var(--note); padding: 0.75rem 1rem; border-radius: 4px; }
dt { font-weight: 600; margin-top: 0.6rem; }
dd { margin: 0; color: var(--quiet); }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: 0.85rem; }
`;
