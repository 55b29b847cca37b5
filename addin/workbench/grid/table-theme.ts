import { BorderStyleTypes } from '@univerjs/core';

const line = { s: BorderStyleTypes.THIN, cl: { rgb: '#8EA9DB' } };

/** Excel's TableStyleMedium2: white on blue, rows in two shades. Every table is drawn so. */
export const TABLE_THEME = {
  name: 'medium-2',
  style: {
    headerRowStyle: { bg: { rgb: '#4472C4' }, cl: { rgb: '#FFFFFF' } },
    firstRowStyle: { bg: { rgb: '#D9E1F2' }, bd: { b: line } },
    secondRowStyle: { bg: { rgb: '#FFFFFF' }, bd: { b: line } },
    lastRowStyle: { bd: { b: line } },
  },
};
