import { programs } from './lists.ts';
import { defineTable } from './table.ts';

export const systems = defineTable({
  name: 'systems',
  label: 'Systems',
  excelName: 'SEP_Systems',
  sqlName: 'systems',
  help: 'The catalog of infrastructure systems.',
  key: ['code'],
  rowName: 'name',
  duty: 'editRows',
  columns: {
    code: {
      kind: 'code',
      label: 'System Code',
      help: 'Short code such as LAN, WLAN, VOIP, PA, CCTV.',
      width: 12,
      pattern: '^[A-Z0-9]{1,8}$',
      form: '1 to 8 capital letters or digits',
      required: true,
    },
    name: { kind: 'text', label: 'System Name', help: 'Name in words.', width: 28, maxLength: 80, required: true },
    program: {
      kind: 'list',
      label: 'Program',
      help: 'Program that the system belongs to.',
      width: 32,
      required: true,
      values: programs,
    },
    erateCategory: {
      kind: 'list',
      label: 'Default E-Rate Category',
      help: 'C1 connects the building, C2 is inside it.',
      width: 22,
      required: true,
      values: ['C1', 'C2', 'Ineligible', 'Mixed'],
    },
    usefulLife: {
      kind: 'integer',
      label: 'Useful Life (years)',
      help: 'Expected years of service.',
      width: 17,
      min: 1,
      max: 30,
      unit: 'years',
    },
  },
});
