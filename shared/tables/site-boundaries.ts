import { boardDistricts, regions } from './lists.ts';
import { defineTable } from './table.ts';

export const siteBoundaries = defineTable({
  name: 'siteBoundaries',
  label: 'Site Boundaries',
  excelName: 'SEP_SiteBoundaries',
  sqlName: 'site_boundaries',
  help: 'Where a site lies from a day on, as redistricting or a reorganization has it. Before its first row, and without one, it lies where Sites says.',
  key: ['location', 'effectiveFrom'],
  duty: 'editRows',
  columns: {
    location: {
      kind: 'reference',
      label: 'Location Code',
      help: 'Which site.',
      width: 13,
      table: 'sites',
      required: true,
    },
    effectiveFrom: {
      kind: 'date',
      label: 'Effective From',
      help: 'First day on which the site lies there.',
      width: 14,
      required: true,
    },
    region: {
      kind: 'list',
      label: 'Region',
      help: 'Administrative region from that day on.',
      width: 10,
      required: true,
      values: regions,
    },
    boardDistrict: {
      kind: 'list',
      label: 'Board District',
      help: 'Board member district from that day on.',
      width: 13,
      required: true,
      values: boardDistricts,
    },
    note: { kind: 'text', label: 'Note', help: 'Such as the report that redrew the map.', width: 40, maxLength: 500 },
  },
});
