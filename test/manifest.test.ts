import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OfficeAddinManifest } from 'office-addin-manifest';
import { manifestFor } from '../server/pages/manifest-for.ts';

const root = join(import.meta.dirname, '..');
const manifest = readFileSync(join(root, 'manifest.xml'), 'utf8');

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
    expect(childrenOf(manifest, 'DesktopFormFactor')).toEqual(['GetStarted', 'FunctionFile', 'ExtensionPoint']);
    expect(childrenOf(manifest, 'Control')).toEqual(['Label', 'Supertip', 'Icon', 'Action']);
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
