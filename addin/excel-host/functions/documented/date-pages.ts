import type { DocumentedPage } from './documented-case.ts';

export const datePages: readonly DocumentedPage[] = [
  {
    page: 'DATE',
    data: [[2008, 1, 2]],
    cases: [
      ['=DATE(A1,B1,C1)', 39449],
      ['=DATE(108,1,2)', 39449],
      ['=DATE(2008,14,2)', 39846],
      ['=DATE(2008,-3,2)', 39327],
      ['=DATE(2008,1,35)', 39482],
      ['=DATE(2008,1,-15)', 39432],
      ['=DATE(-1,1,1)', '#NUM!'],
    ],
  },
  {
    page: 'DATEDIF',
    data: [],
    cases: [
      ['=DATEDIF(DATE(2001,1,1),DATE(2003,1,1),"Y")', 2],
      ['=DATEDIF(DATE(2001,6,1),DATE(2002,8,15),"D")', 440],
      ['=DATEDIF(DATE(2001,6,1),DATE(2002,8,15),"YD")', 75],
      ['=DATEDIF(DATE(2001,6,1),DATE(2002,8,15),"M")', 14],
      ['=DATEDIF(DATE(2001,6,1),DATE(2002,8,15),"YM")', 2],
    ],
  },
  {
    page: 'DATEVALUE',
    data: [],
    cases: [
      ['=DATEVALUE("8/22/2011")', 40777],
      ['=DATEVALUE("22-MAY-2011")', 40685],
      ['=DATEVALUE("2011/02/23")', 40597],
      ['=DATEVALUE("soon")', '#VALUE!'],
    ],
  },
  {
    page: 'DAY',
    data: [[40648]],
    cases: [
      ['=DAY(A1)', 15],
      ['=DAY("4/15/2011")', 15],
    ],
  },
  {
    page: 'DAYS',
    data: [[44561, 44197]],
    cases: [
      ['=DAYS("15-MAR-2021","1-FEB-2021")', 42],
      ['=DAYS(A1,B1)', 364],
    ],
  },
  {
    page: 'DAYS360',
    data: [[40544], [40573], [40575], [40908]],
    cases: [
      ['=DAYS360(A2,A3)', 1],
      ['=DAYS360(A1,A4)', 360],
      ['=DAYS360(A1,A3)', 30],
    ],
  },
  {
    page: 'EDATE',
    data: [[40558]],
    cases: [
      ['=EDATE(A1,1)', 40589],
      ['=EDATE(A1,-1)', 40527],
      ['=EDATE(A1,2)', 40617],
      ['=EDATE(DATE(2023,1,31),1)', 44985],
    ],
  },
  {
    page: 'EOMONTH',
    data: [[40544]],
    cases: [
      ['=EOMONTH(A1,1)', 40602],
      ['=EOMONTH(A1,-3)', 40482],
    ],
  },
  {
    page: 'HOUR',
    data: [[0.75], [40742.32291666667], [41030]],
    cases: [
      ['=HOUR(A1)', 18],
      ['=HOUR(A2)', 7],
      ['=HOUR(A3)', 0],
    ],
  },
  { page: 'ISOWEEKNUM', data: [[40977]], cases: [['=ISOWEEKNUM(A1)', 10]] },
  { page: 'MINUTE', data: [[0.53125]], cases: [['=MINUTE(A1)', 45]] },
  { page: 'MONTH', data: [[40648]], cases: [['=MONTH(A1)', 4]] },
  {
    page: 'NETWORKDAYS',
    data: [[41183], [41334], [41235], [41247], [41295]],
    cases: [
      ['=NETWORKDAYS(A1,A2)', 110],
      ['=NETWORKDAYS(A1,A2,A3)', 109],
      ['=NETWORKDAYS(A1,A2,A3:A5)', 107],
    ],
  },
  {
    page: 'NETWORKDAYS.INTL',
    data: [],
    cases: [
      ['=NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,1,31))', 22],
      ['=NETWORKDAYS.INTL(DATE(2006,2,28),DATE(2006,1,31))', -21],
      ['=NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,2,1),7,{38719,38733})', 22],
      ['=NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,2,1),"0010001",{38719,38733})', 20],
    ],
  },
  {
    page: 'SECOND',
    data: [[0.2001041666666667], [0.19930555555555557]],
    cases: [
      ['=SECOND(A1)', 9],
      ['=SECOND(A2)', 0],
    ],
  },
  {
    page: 'TIME',
    data: [
      [12, 0, 0],
      [16, 48, 10],
    ],
    cases: [
      ['=TIME(A1,B1,C1)', 0.5],
      ['=TIME(A2,B2,C2)', 0.7001157],
      ['=TIME(27,0,0)', 0.125],
    ],
  },
  {
    page: 'TIMEVALUE',
    data: [],
    cases: [
      ['=TIMEVALUE("2:24 AM")', 0.1],
      ['=TIMEVALUE("22-Aug-2011 6:35 AM")', 0.2743],
    ],
  },
  {
    page: 'WEEKDAY',
    data: [[39492]],
    cases: [
      ['=WEEKDAY(A1)', 5],
      ['=WEEKDAY(A1, 2)', 4],
      ['=WEEKDAY(A1, 3)', 3],
      ['=WEEKDAY(A1, 11)', 4],
      ['=WEEKDAY(A1, 17)', 5],
    ],
  },
  {
    page: 'WEEKNUM',
    data: [[40977]],
    cases: [
      ['=WEEKNUM(A1)', 10],
      ['=WEEKNUM(A1,2)', 11],
    ],
  },
  {
    page: 'WORKDAY',
    data: [[39722], [151], [39778], [39786], [39834]],
    cases: [
      ['=WORKDAY(A1,A2)', 39933],
      ['=WORKDAY(A1,A2,A3:A5)', 39938],
    ],
  },
  {
    page: 'WORKDAY.INTL',
    data: [],
    cases: [
      ['=WORKDAY.INTL(DATE(2012,1,1),30,0)', '#NUM!'],
      ['=WORKDAY.INTL(DATE(2012,1,1),90,11)', 41013],
      ['=TEXT(WORKDAY.INTL(DATE(2012,1,1),30,17),"m/dd/yyyy")', '2/05/2012'],
    ],
  },
  {
    page: 'YEAR',
    data: [[39634], [40363]],
    cases: [
      ['=YEAR(A1)', 2008],
      ['=YEAR(A2)', 2010],
    ],
  },
  {
    page: 'YEARFRAC',
    data: [[40909, 41120]],
    cases: [
      ['=YEARFRAC(A1,B1)', 0.58055556],
      ['=YEARFRAC(A1,B1,1)', 0.57650273],
      ['=YEARFRAC(A1,B1,3)', 0.57808219],
    ],
  },
];
