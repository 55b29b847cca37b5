import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FUNCTION_NAMESPACE } from '../addin/functions/described-functions.ts';
import { functionsFiles } from '../addin/functions/functions-files.ts';
import { OfficeAddinManifest } from 'office-addin-manifest';
import { manifestFor } from '../server/pages/manifest-for.ts';

const root = join(import.meta.dirname, '..');
const manifest = readFileSync(join(root, 'manifest.xml'), 'utf8');

const versionOverrides = manifest.slice(manifest.indexOf('<VersionOverrides'));
const functionsPoint = versionOverrides.slice(versionOverrides.indexOf('<ExtensionPoint xsi:type="CustomFunctions">'));
/** What an Excel reads that does not know the overrides: iPad, because it lacks the shared runtime they ask for. */
const base = manifest.slice(0, manifest.indexOf('<VersionOverrides'));

/** Attribute values, in order of appearance, of elements of that name. */
function attributes(xml: string, element: string, attribute: string): string[] {
  return [...xml.matchAll(new RegExp(`<${element}\\b[^>]*?\\b${attribute}="([^"]*)"`, 'g'))].map(
    (match) => match[1] ?? '',
  );
}

/** Names of the direct children of the first element of that name, in order. */
function childrenOf(xml: string, element: string): string[] {
  const names: string[] = [];
  let depth = 0;
  const start = xml.search(new RegExp(`<${element}[\\s>]`));
  for (const [, closing, name, selfClosing] of xml.slice(start).matchAll(/<(\/?)([\w:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (closing === '/') depth--;
    else if (depth === 1 && name !== undefined) names.push(name);
    if (closing !== '/' && selfClosing !== '/') depth++;
    if (depth === 0) break;
  }
  return names;
}

describe('the add-in manifest', () => {
  test('its id is a GUID', () => {
    expect(manifest).toMatch(/<Id>[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}<\/Id>/);
  });

  test('every address is HTTPS', () => {
    const addresses = [...manifest.matchAll(/DefaultValue="([a-z]+:[^"]*)"/g)].map((match) => match[1] ?? '');
    expect(addresses.length).toBeGreaterThan(8);
    for (const address of addresses) expect(address).toMatch(/^https:\/\//);
  });

  test('elements stand in the order that Office’s schema asks for', () => {
    expect(childrenOf(manifest, 'OfficeApp')).toEqual([
      'Id',
      'Version',
      'ProviderName',
      'DefaultLocale',
      'DisplayName',
      'Description',
      'IconUrl',
      'HighResolutionIconUrl',
      'SupportUrl',
      'Hosts',
      'Requirements',
      'DefaultSettings',
      'Permissions',
      'VersionOverrides',
    ]);
    expect(childrenOf(manifest, 'VersionOverrides')).toEqual(['Requirements', 'Hosts', 'Resources']);
    expect(childrenOf(manifest, 'Runtimes')).toEqual(['Runtime']);
    expect(childrenOf(versionOverrides, 'Host')).toEqual(['Runtimes', 'AllFormFactors', 'DesktopFormFactor']);
    expect(childrenOf(manifest, 'AllFormFactors')).toEqual(['ExtensionPoint']);
    expect(childrenOf(functionsPoint, 'ExtensionPoint')).toEqual(['Script', 'Page', 'Metadata', 'Namespace']);
    expect(childrenOf(manifest, 'DesktopFormFactor')).toEqual(['GetStarted', 'FunctionFile', 'ExtensionPoint']);
    for (const control of manifest.split('<Control ').slice(1)) {
      expect(childrenOf(`<Control ${control}`, 'Control')).toEqual(['Label', 'Supertip', 'Icon', 'Action']);
    }
    expect(childrenOf(manifest, 'Resources')).toEqual(['bt:Images', 'bt:Urls', 'bt:ShortStrings', 'bt:LongStrings']);
  });

  test('every resid names a resource, and every resource is used', () => {
    const defined = ['bt:Image', 'bt:Url', 'bt:String'].flatMap((element) => attributes(manifest, element, 'id'));
    const used = [...manifest.matchAll(/\bresid="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(new Set(used)).toEqual(new Set(defined));
    for (const id of defined) expect(id.length).toBeLessThanOrEqual(32);
  });

  test('short strings have at most 125 characters and long ones at most 250', () => {
    const texts = (name: string) =>
      attributes(
        manifest.slice(manifest.indexOf(`<bt:${name}>`), manifest.indexOf(`</bt:${name}>`)),
        'bt:String',
        'DefaultValue',
      );
    for (const text of texts('ShortStrings')) expect(text.length).toBeLessThanOrEqual(125);
    for (const text of texts('LongStrings')) expect(text.length).toBeLessThanOrEqual(250);
  });

  test('icons exist in the size they are named for', () => {
    const icons = [...manifest.matchAll(/\/icons\/icon-(\d+)\.png/g)].map((match) => Number(match[1]));
    expect(new Set(icons)).toEqual(new Set([16, 32, 64, 80]));
    for (const size of [...icons, 128]) {
      const file = join(root, 'addin', 'icons', `icon-${size}.png`);
      expect(existsSync(file)).toBe(true);
      // Width and height of a PNG stand at bytes 16 and 20 of its header.
      const header = readFileSync(file);
      expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([size, size]);
    }
  });

  test('it asks for Excel’s API 1.14 and no more rights than reading and writing the document', () => {
    expect(manifest).toContain('<Set Name="ExcelApi" MinVersion="1.14"/>');
    expect(manifest).toContain('<Permissions>ReadWriteDocument</Permissions>');
    expect(attributes(manifest, 'Host', 'Name')).toEqual(['Workbook']);
  });

  test('ribbon, functions and pane share one runtime: every part names the page that the runtime loads', () => {
    const [runtime] = attributes(versionOverrides, 'Runtime', 'resid');
    expect(runtime).toBe('Pane.Url');
    expect(attributes(versionOverrides, 'Runtime', 'lifetime')).toEqual(['long']);
    expect(attributes(versionOverrides, 'FunctionFile', 'resid')).toEqual([runtime]);
    const places = attributes(versionOverrides, 'SourceLocation', 'resid');
    expect(places).toEqual(['Functions.Script.Url', runtime, 'Functions.List.Url', runtime]);
    // A pane without an id, or under another one, would be a second pane outside the runtime.
    expect(versionOverrides.match(/<Action xsi:type="ShowTaskpane">/g)).toHaveLength(1);
    expect(versionOverrides.match(/<TaskpaneId>/g)).toHaveLength(1);
  });

  test('the functions are those of the files beside the pane, under their namespace', () => {
    const files = Object.keys(functionsFiles()).map((file) => `https://localhost:3000/${file}`);
    for (const file of files) expect(attributes(manifest, 'bt:Url', 'DefaultValue')).toContain(file);
    expect(manifest).toContain(`<bt:String id="Functions.Namespace" DefaultValue="${FUNCTION_NAMESPACE}"/>`);
    expect(attributes(functionsPoint, 'Namespace', 'resid')).toEqual(['Functions.Namespace']);
  });

  test('the ribbon has Open plan, Sync now and Review, and the pane answers each button that calls a function', () => {
    expect(attributes(versionOverrides, 'Control', 'id')).toEqual(['Plan.Open', 'Plan.Sync', 'Plan.Review']);
    const pane = readFileSync(join(root, 'addin', 'pane', 'main.tsx'), 'utf8');
    const called = [...versionOverrides.matchAll(/<FunctionName>(\w+)<\/FunctionName>/g)].map(
      (match) => match[1] ?? '',
    );
    expect(called).toEqual(['syncNow', 'showReview']);
    for (const name of called) expect(pane).toContain(`onRibbonButton('${name}'`);
  });

  test('iPad finds a pane in the base: no shared runtime, ribbon or functions are asked for there', () => {
    expect(base).not.toContain('SharedRuntime');
    expect(attributes(base, 'Set', 'Name')).toEqual(['ExcelApi']);
    expect(attributes(base, 'SourceLocation', 'DefaultValue')).toEqual(['https://localhost:3000/pane/']);
    expect(attributes(versionOverrides, 'bt:Set', 'Name')).toEqual(['SharedRuntime']);
  });

  test('an icon of every size the ribbon needs stands at every button and group', () => {
    const icons = [...versionOverrides.matchAll(/<Icon>([\s\S]*?)<\/Icon>/g)].map((match) => match[1] ?? '');
    expect(icons).toHaveLength(4);
    for (const icon of icons) expect(attributes(icon, 'bt:Image', 'size')).toEqual(['16', '32', '80']);
  });

  test('no address or domain stands for several, and no name is used twice', () => {
    for (const [, value = ''] of manifest.matchAll(/="([^"]*)"/g)) expect(value).not.toContain('*');
    expect(manifest).not.toContain('<AppDomain');
    const ids = attributes(manifest, '(?:Group|Control|OfficeTab|bt:Image|bt:Url|bt:String)', 'id');
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('version, names and descriptions keep to Office’s lengths, and help can be found', () => {
    expect(manifest).toMatch(/<Version>\d{1,5}(?:\.\d{1,5}){3}<\/Version>/);
    expect(attributes(base, 'DisplayName', 'DefaultValue').every((name) => name.length <= 125)).toBe(true);
    expect(attributes(base, 'Description', 'DefaultValue').every((text) => text.length <= 250)).toBe(true);
    expect(attributes(base, 'SupportUrl', 'DefaultValue')).toHaveLength(1);
    expect(attributes(versionOverrides, 'LearnMoreUrl', 'resid')).toEqual(['Help.Url']);
  });

  test('Microsoft’s own reader understands it', async () => {
    const info = await OfficeAddinManifest.readManifestFile(join(root, 'manifest.xml'));
    expect(info.displayName).toBe('SEP Sync');
    expect(info.officeAppType).toBe('TaskPaneApp');
    expect(info.defaultSettings?.sourceLocation).toBe('https://localhost:3000/pane/');
    expect(info.hosts).toEqual(['Workbook']);
  });
});

describe('the manifest a server hands out', () => {
  test('it names that server only, under an id of its own that stays the same', () => {
    const handedOut = manifestFor(manifest, 'https://plan.example.org');
    expect(handedOut).not.toContain('localhost');
    expect(handedOut).toContain('https://plan.example.org/pane/');
    expect(handedOut).not.toContain('63142728-655a-4765-b52e-7b42f0689aa6');
    expect(handedOut).toMatch(/<Id>[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}<\/Id>/);
    expect(manifestFor(manifest, 'https://plan.example.org')).toBe(handedOut);
  });
});
