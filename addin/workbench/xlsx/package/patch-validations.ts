import { formatArea, parseArea } from 'excel-host/book/address.ts';
import { type Area, intersectAreas, subtractArea } from 'excel-host/book/area.ts';
import type { ValidatedArea } from 'excel-host/book/book.ts';
import { fromFileFormula } from 'excel-host/formula/file-formula.ts';
import { attributeOf } from '../../../../shared/workbook-file/xml-scanner.ts';
import { listOf, listRule, type ListRule } from '../list-rule.ts';
import type { SheetPatch } from './patch-sheet-data.ts';
import { element, setChild } from './sheet-children.ts';
import {
  type XmlElement,
  childNamed,
  childrenNamed,
  prefixOf,
  textOf,
  withAttributes,
  xmlAttribute,
  xmlText,
} from './xml-part.ts';

/** Drop-downs as the book has them. Rules of other kinds stay, but for cells that have got a drop-down; so do prompts. */
export function patchValidations(patch: SheetPatch): void {
  const { xml, edits, root, after, path } = patch;
  const holder = childNamed(root, 'dataValidations');
  const known = childrenNamed(holder, 'dataValidation').map((rule) => ({
    rule,
    list: readList(path, xml, rule),
    areas: areasOf(rule),
  }));
  const wanted = byRule(after.validations);
  if (isSame(known, wanted)) return;
  const prefix = prefixOf(xml, root);
  const listed = [...wanted.values()].flatMap(({ areas }) => areas);
  const written = new Set<string>();
  const kept = known.flatMap(({ rule, list, areas }) => {
    const key = list && JSON.stringify(list);
    const left = key === undefined ? without(areas, listed) : written.has(key) ? [] : (wanted.get(key)?.areas ?? []);
    if (key !== undefined) written.add(key);
    if (left.length === 0) return [];
    const tag = withAttributes(xml.slice(rule.start, rule.openEnd), { sqref: left.map(formatArea).join(' ') });
    return [tag + xml.slice(rule.openEnd, rule.end)];
  });
  const added = [...wanted].flatMap(([key, { list, areas }]) =>
    written.has(key) ? [] : [writeList(prefix, list, areas)],
  );
  const all = [...kept, ...added];
  const open = holder === undefined ? '' : holder.attributes;
  const count = withAttributes(`<x${open.replace(/\s*\/?$/, '')}>`, { count: String(all.length) }).slice(2, -1);
  setChild(
    edits,
    root,
    'dataValidations',
    all.length === 0 ? undefined : element(prefix, 'dataValidations', count, all.join('')),
  );
}

interface KnownRule {
  readonly list: ListRule | undefined;
  readonly areas: readonly Area[];
}

interface WantedRule {
  readonly list: ListRule;
  readonly areas: Area[];
}

function byRule(validations: readonly ValidatedArea[]): Map<string, WantedRule> {
  const rules = new Map<string, WantedRule>();
  for (const { area, validation } of validations) {
    const list = listOf(validation);
    if (list === undefined) continue;
    const key = JSON.stringify(list);
    const known = rules.get(key) ?? { list, areas: [] };
    known.areas.push(area);
    rules.set(key, known);
  }
  return rules;
}

function isSame(known: readonly KnownRule[], wanted: ReadonlyMap<string, WantedRule>): boolean {
  const addresses = (areas: readonly Area[]): string => areas.map(formatArea).toSorted().join(' ');
  const lists = new Map<string, Area[]>();
  for (const { list, areas } of known) {
    if (list !== undefined) lists.set(JSON.stringify(list), [...(lists.get(JSON.stringify(list)) ?? []), ...areas]);
  }
  return (
    lists.size === wanted.size &&
    [...lists].every(([key, areas]) => addresses(areas) === addresses(wanted.get(key)?.areas ?? []))
  );
}

function without(areas: readonly Area[], holes: readonly Area[]): Area[] {
  return holes.reduce<Area[]>(
    (left, hole) =>
      left.flatMap((area) => (intersectAreas(area, hole) === undefined ? [area] : subtractArea(area, hole))),
    [...areas],
  );
}

function areasOf({ attributes }: XmlElement): Area[] {
  const list = (attributeOf(attributes, 'sqref') ?? '').trim();
  return list.split(/\s+/).flatMap((address) => parseArea(address) ?? []);
}

/** A drop-down of the file as the book knows it; undefined for rules of other kinds. */
function readList(path: string, xml: string, rule: XmlElement): ListRule | undefined {
  const formula = childNamed(rule, 'formula1');
  if (attributeOf(rule.attributes, 'type') !== 'list' || formula === undefined) return undefined;
  const text = textOf(path, xml, formula);
  const values = /^"(.*)"$/s.exec(text)?.[1];
  return listRule({
    source: values === undefined ? fromFileFormula(`=${text}`) : values,
    showAlert: isTrue(attributeOf(rule.attributes, 'showErrorMessage')),
    errorStyle: attributeOf(rule.attributes, 'errorStyle'),
    title: attributeOf(rule.attributes, 'errorTitle'),
    message: attributeOf(rule.attributes, 'error'),
    allowBlank: isTrue(attributeOf(rule.attributes, 'allowBlank')),
  });
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

function writeList(prefix: string, list: ListRule, areas: readonly Area[]): string {
  const attributes = [
    ' type="list"',
    list.style === 'stop' ? '' : ` errorStyle="${list.style}"`,
    list.allowBlank ? ' allowBlank="1"' : '',
    list.showAlert ? ' showErrorMessage="1"' : '',
    list.title === '' ? '' : ` errorTitle="${xmlAttribute(list.title)}"`,
    list.message === '' ? '' : ` error="${xmlAttribute(list.message)}"`,
    ` sqref="${areas.map(formatArea).join(' ')}"`,
  ].join('');
  const formula = list.source.startsWith('=') ? list.source.slice(1) : `"${list.source}"`;
  return element(prefix, 'dataValidation', attributes, element(prefix, 'formula1', '', xmlText(formula)));
}
