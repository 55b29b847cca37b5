import type { DocumentedPage } from './documented-case.ts';

export const engineeringPages: readonly DocumentedPage[] = [
  { page: 'BESSELI', data: [], cases: [['=BESSELI(1.5, 1)', 0.981666428]] },
  { page: 'BESSELJ', data: [], cases: [['=BESSELJ(1.9, 2)', 0.329925829]] },
  { page: 'BESSELK', data: [], cases: [['=BESSELK(1.5, 1)', 0.277387804]] },
  { page: 'BESSELY', data: [], cases: [['=BESSELY(2.5, 1)', 0.145918138]] },
  {
    page: 'BIN2DEC',
    data: [],
    cases: [
      ['=BIN2DEC(1100100)', 100],
      ['=BIN2DEC(1111111111)', -1],
    ],
  },
  {
    page: 'BIN2HEX',
    data: [],
    cases: [
      ['=BIN2HEX(11111011, 4)', '00FB'],
      ['=BIN2HEX(1110)', 'E'],
      ['=BIN2HEX(1111111111)', 'FFFFFFFFFF'],
    ],
  },
  {
    page: 'BIN2OCT',
    data: [],
    cases: [
      ['=BIN2OCT(1001, 3)', '011'],
      ['=BIN2OCT(1100100)', '144'],
      ['=BIN2OCT(1111111111)', '7777777777'],
    ],
  },
  {
    page: 'BITAND',
    data: [],
    cases: [
      ['=BITAND(1,5)', 1],
      ['=BITAND(13,25)', 9],
    ],
  },
  { page: 'BITOR', data: [], cases: [['=BITOR(23,10)', 31]] },
  { page: 'BITXOR', data: [], cases: [['=BITXOR(5,3)', 6]] },
  { page: 'BITLSHIFT', data: [], cases: [['=BITLSHIFT(4,2)', 16]] },
  { page: 'BITRSHIFT', data: [], cases: [['=BITRSHIFT(13,2)', 3]] },
  {
    page: 'COMPLEX',
    data: [],
    cases: [
      ['=COMPLEX(3,4)', '3+4i'],
      ['=COMPLEX(3,4,"j")', '3+4j'],
      ['=COMPLEX(0,1)', 'i'],
      ['=COMPLEX(1,0)', '1'],
    ],
  },
  {
    page: 'CONVERT',
    data: [],
    cases: [
      ['=CONVERT(1,"lbm","kg")', 0.4535924],
      ['=CONVERT(68,"F","C")', 20],
      ['=CONVERT(2.5,"ft","sec")', '#N/A'],
      ['=CONVERT(CONVERT(100,"ft","m"),"ft","m")', 9.290304],
    ],
  },
  {
    page: 'DEC2BIN',
    data: [],
    cases: [
      ['=DEC2BIN(9, 4)', '1001'],
      ['=DEC2BIN(-100)', '1110011100'],
    ],
  },
  {
    page: 'DEC2HEX',
    data: [],
    cases: [
      ['=DEC2HEX(100, 4)', '0064'],
      ['=DEC2HEX(-54)', 'FFFFFFFFCA'],
      ['=DEC2HEX(28)', '1C'],
      ['=DEC2HEX(64,1)', '#NUM!'],
    ],
  },
  {
    page: 'DEC2OCT',
    data: [],
    cases: [
      ['=DEC2OCT(58, 3)', '072'],
      ['=DEC2OCT(-100)', '7777777634'],
    ],
  },
  {
    page: 'DELTA',
    data: [],
    cases: [
      ['=DELTA(5, 4)', 0],
      ['=DELTA(5, 5)', 1],
      ['=DELTA(0.5, 0)', 0],
    ],
  },
  {
    page: 'ERF',
    data: [],
    cases: [
      ['=ERF(0.745)', 0.70792892],
      ['=ERF(1)', 0.84270079],
    ],
  },
  { page: 'ERFC', data: [], cases: [['=ERFC(1)', 0.15729921]] },
  {
    page: 'GESTEP',
    data: [],
    cases: [
      ['=GESTEP(5, 4)', 1],
      ['=GESTEP(5, 5)', 1],
      ['=GESTEP(-4, -5)', 1],
      ['=GESTEP(-1)', 0],
    ],
  },
  {
    page: 'HEX2BIN',
    data: [],
    cases: [
      ['=HEX2BIN("F", 8)', '00001111'],
      ['=HEX2BIN("B7")', '10110111'],
      ['=HEX2BIN("FFFFFFFFFF")', '1111111111'],
    ],
  },
  {
    page: 'HEX2DEC',
    data: [],
    cases: [
      ['=HEX2DEC("A5")', 165],
      ['=HEX2DEC("FFFFFFFF5B")', -165],
      ['=HEX2DEC("3DA408B9")', 1034160313],
    ],
  },
  {
    page: 'HEX2OCT',
    data: [],
    cases: [
      ['=HEX2OCT("F", 3)', '017'],
      ['=HEX2OCT("3B4E")', '35516'],
      ['=HEX2OCT("FFFFFFFF00")', '7777777400'],
    ],
  },
  { page: 'IMABS', data: [], cases: [['=IMABS("5+12i")', 13]] },
  {
    page: 'IMAGINARY',
    data: [],
    cases: [
      ['=IMAGINARY("3+4i")', 4],
      ['=IMAGINARY("0-j")', -1],
      ['=IMAGINARY(4)', 0],
    ],
  },
  { page: 'IMARGUMENT', data: [], cases: [['=IMARGUMENT("3+4i")', 0.92729522]] },
  { page: 'IMCONJUGATE', data: [], cases: [['=IMCONJUGATE("3+4i")', '3-4i']] },
  { page: 'IMDIV', data: [], cases: [['=IMDIV("-238+240i","10+24i")', '5+12i']] },
  {
    page: 'IMPRODUCT',
    data: [],
    cases: [
      ['=IMPRODUCT("3+4i","5-3i")', '27+11i'],
      ['=IMPRODUCT("1+2i",30)', '30+60i'],
    ],
  },
  { page: 'IMREAL', data: [], cases: [['=IMREAL("6-9i")', 6]] },
  { page: 'IMSUB', data: [], cases: [['=IMSUB("13+4i","5+3i")', '8+i']] },
  { page: 'IMSUM', data: [], cases: [['=IMSUM("3+4i","5-3i")', '8+i']] },
  {
    page: 'OCT2BIN',
    data: [],
    cases: [
      ['=OCT2BIN(3, 3)', '011'],
      ['=OCT2BIN(7777777000)', '1000000000'],
    ],
  },
  {
    page: 'OCT2DEC',
    data: [],
    cases: [
      ['=OCT2DEC(54)', 44],
      ['=OCT2DEC(7777777533)', -165],
    ],
  },
  {
    page: 'OCT2HEX',
    data: [],
    cases: [
      ['=OCT2HEX(100, 4)', '0040'],
      ['=OCT2HEX(7777777533)', 'FFFFFFFF5B'],
    ],
  },
];
