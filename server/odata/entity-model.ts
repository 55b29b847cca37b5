import type { Cell } from '../../shared/tables/cell.ts';
import type { Column } from '../../shared/tables/column.ts';
import { scaleOf } from '../feeds/table-feed.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { Table } from '../../shared/tables/table.ts';
import { decimalText } from '../../shared/feeds/decimal-text.ts';
import { xmlText } from '../../shared/workbook-file/excel-text.ts';

/** The key of every entity. */
export const ROW_ID = 'RowId';

const MONEY_DIGITS = 18;

type EdmType = 'Edm.String' | 'Edm.Int64' | 'Edm.Decimal' | 'Edm.Date' | 'Edm.Boolean';

export function edmTypeOf(column: Column): EdmType {
  switch (column.kind) {
    case 'integer':
      return 'Edm.Int64';
    case 'money':
    case 'percent':
    case 'decimal':
      return 'Edm.Decimal';
    case 'date':
      return 'Edm.Date';
    case 'flag':
      return 'Edm.Boolean';
    case 'text':
    case 'longText':
    case 'code':
    case 'list':
    case 'reference':
    case 'fiscalYear':
    case 'period':
      return 'Edm.String';
  }
}

/** A cell as an entity holds it: dollars, per cent, degrees as plain decimals. */
export function edmValue(column: Column, cell: Cell): Cell {
  const scale = scaleOf(column);
  // At most 15 digits: the double that JSON is read as shows every one of them.
  return scale === null || typeof cell !== 'number' ? cell : Number(decimalText(cell, scale));
}

/** The metadata document: every table as an entity set, its columns by their names on the wire with label and help. */
export function metadataXml(): string {
  const types = tables.map(entityType).join('');
  const sets = tables.map(({ name }) => `<EntitySet Name="${name}" EntityType="SEP.${name}"/>`).join('');
  return `<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="SEP" xmlns="http://docs.oasis-open.org/odata/ns/edm">${types}<EntityContainer Name="Plan">${sets}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`;
}

function entityType({ name, label, help, columns }: Table): string {
  const properties = Object.entries(columns).map(([property, column]) => propertyXml(property, column));
  const key = `<Key><PropertyRef Name="${ROW_ID}"/></Key><Property Name="${ROW_ID}" Type="Edm.String" Nullable="false"/>`;
  return `<EntityType Name="${name}">${key}${properties.join('')}${description(`${label}. ${help}`)}</EntityType>`;
}

function propertyXml(name: string, column: Column): string {
  const type = edmTypeOf(column);
  const facets = type === 'Edm.Decimal' ? ` Precision="${MONEY_DIGITS}" Scale="${scaleOf(column) ?? 0}"` : '';
  return `<Property Name="${name}" Type="${type}"${facets}>${description(`${column.label}. ${column.help}`)}</Property>`;
}

function description(text: string): string {
  return `<Annotation Term="Org.OData.Core.V1.Description"><String>${xmlText(text)}</String></Annotation>`;
}
