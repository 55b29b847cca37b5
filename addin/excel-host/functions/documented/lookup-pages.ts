import type { DocumentedPage } from './documented-case.ts';

const vlookup = [
  ['ID', 'Last name', 'First name', 'Title', 'Birth date'],
  [101, 'Davis', 'Sara', 'Sales Rep.', 25180],
  [102, 'Fontana', 'Olivier', 'V.P. Sales', 19043],
  [103, 'Leal', 'Karina', 'Sales Rep.', 23253],
  [104, 'Patten', 'Michael', 'Sales Rep.', 21447],
  [105, 'Burke', 'Brian', 'Sales Mgr.', 20153],
  [106, 'Sousa', 'Luis', 'Sales Rep.', 23194],
];

const axles = [
  ['Axles', 'Bearings', 'Bolts'],
  [4, 4, 9],
  [5, 7, 10],
  [6, 8, 11],
];

const countries = [
  ['China', 'CN', '+86'],
  ['India', 'IN', '+91'],
  ['United States', 'US', '+1'],
  ['Indonesia', 'ID', '+62'],
  ['Brazil', 'BR', '+55'],
];

const regions = [
  ['Region', 'Rep', 'Product', 'Units'],
  ['East', 'Tom', 'Apple', 6380],
  ['West', 'Fred', 'Grape', 5619],
  ['North', 'Amy', 'Pear', 4565],
  ['South', 'Sal', 'Banana', 5323],
  ['East', 'Fritz', 'Apple', 4394],
  ['West', 'Sravan', 'Grape', 7195],
];

export const lookupPages: readonly DocumentedPage[] = [
  {
    page: 'VLOOKUP',
    data: vlookup,
    cases: [
      ['=VLOOKUP("Fontana",B2:E7,2,FALSE)', 'Olivier'],
      ['=VLOOKUP(102,A2:C7,2,FALSE)', 'Fontana'],
      ['=IF(VLOOKUP(103,A1:E7,2,FALSE)="Souse","Located","Not found")', 'Not found'],
      ['=IF(ISNA(VLOOKUP(105,A1:E7,2,FALSE)) = TRUE, "Employee not found", VLOOKUP(105,A1:E7,2,FALSE))', 'Burke'],
      ['=VLOOKUP(104,A2:E7,3,FALSE)&" "&VLOOKUP(104,A2:E7,2,FALSE)', 'Michael Patten'],
      ['=VLOOKUP(200,A2:E7,2,FALSE)', '#N/A'],
      ['=VLOOKUP(102,A2:C7,9,FALSE)', '#REF!'],
      ['=VLOOKUP("F*",B2:E7,2,FALSE)', 'Olivier'],
    ],
  },
  {
    page: 'HLOOKUP',
    data: axles,
    cases: [
      ['=HLOOKUP("Axles", A1:C4, 2, TRUE)', 4],
      ['=HLOOKUP("Bearings", A1:C4, 3, FALSE)', 7],
      ['=HLOOKUP("B", A1:C4, 3, TRUE)', 5],
      ['=HLOOKUP("Bolts", A1:C4, 4)', 11],
      ['=HLOOKUP(3, {1,2,3;"a","b","c";"d","e","f"}, 2, TRUE)', 'c'],
    ],
  },
  {
    page: 'LOOKUP',
    data: [
      ['Frequency', 'Color'],
      [4.14, 'red'],
      [4.19, 'orange'],
      [5.17, 'yellow'],
      [5.77, 'green'],
      [6.39, 'blue'],
    ],
    cases: [
      ['=LOOKUP(4.19, A2:A6, B2:B6)', 'orange'],
      ['=LOOKUP(5.75, A2:A6, B2:B6)', 'yellow'],
      ['=LOOKUP(7.66, A2:A6, B2:B6)', 'blue'],
      ['=LOOKUP(0, A2:A6, B2:B6)', '#N/A'],
      ['=LOOKUP("C",{"a","b","c","d";1,2,3,4})', 3],
      ['=LOOKUP("bump",{"a",1;"b",2;"c",3})', 2],
    ],
  },
  {
    page: 'MATCH',
    data: [
      ['Product', 'Count'],
      ['Bananas', 25],
      ['Oranges', 38],
      ['Apples', 40],
      ['Pears', 41],
    ],
    cases: [
      ['=MATCH(39,B2:B5,1)', 2],
      ['=MATCH(41,B2:B5,0)', 4],
      ['=MATCH(40,B2:B5,-1)', '#N/A'],
      ['=MATCH("o*",A2:A5,0)', 2],
    ],
  },
  {
    page: 'INDEX',
    data: [
      ['Apples', 'Lemons'],
      ['Bananas', 'Pears'],
    ],
    cases: [
      ['=INDEX(A1:B2,2,2)', 'Pears'],
      ['=INDEX(A1:B2,2,1)', 'Bananas'],
      ['=INDEX({1,2;3,4},0,2)', [[2], [4]]],
      ['=INDEX(A1:B2,3,1)', '#REF!'],
    ],
  },
  {
    page: 'INDEX, reference form',
    data: [
      ['Fruit', 'Price', 'Count'],
      ['Apples', 0.69, 40],
      ['Bananas', 0.34, 38],
      ['Lemons', 0.55, 15],
      ['Oranges', 0.25, 25],
      ['Pears', 0.59, 40],
      [null, null, null],
      ['Almonds', 2.8, 10],
      ['Cashews', 3.55, 16],
      ['Peanuts', 1.25, 20],
      ['Walnuts', 1.75, 12],
    ],
    cases: [
      ['=INDEX(A2:C6, 2, 3)', 38],
      ['=INDEX((A1:C6, A8:C11), 2, 2, 2)', 3.55],
      ['=SUM(INDEX(A1:C11, 0, 3, 1))', 216],
      ['=SUM(B2:INDEX(A2:C6, 5, 2))', 2.42],
    ],
  },
  {
    page: 'XLOOKUP',
    data: countries,
    cases: [
      ['=XLOOKUP("Brazil",A1:A5,C1:C5)', '+55'],
      ['=XLOOKUP("India",A1:A5,B1:C5)', [['IN', '+91']]],
      ['=XLOOKUP("Ghana",A1:A5,B1:B5,"ID not found")', 'ID not found'],
      ['=XLOOKUP("Ghana",A1:A5,B1:B5)', '#N/A'],
      ['=XLOOKUP("Ind*",A1:A5,B1:B5,,2)', 'IN'],
      ['=XLOOKUP("Ind*",A1:A5,B1:B5,,2,-1)', 'ID'],
    ],
  },
  {
    page: 'XLOOKUP, next larger',
    data: [
      [0.1, 9700],
      [0.22, 39475],
      [0.24, 84200],
      [0.32, 160726],
      [0.35, 204100],
      [0.37, 510300],
    ],
    cases: [
      ['=XLOOKUP(46523,B1:B6,A1:A6,0,1,1)', 0.24],
      ['=XLOOKUP(46523,B1:B6,A1:A6,0,-1,1)', 0.22],
    ],
  },
  {
    page: 'XMATCH',
    data: [['Apple'], ['Grape'], ['Pear'], ['Banana'], ['Cherry']],
    cases: [
      ['=XMATCH("Gra?",A1:A5,2)', '#N/A'],
      ['=XMATCH("Gra*",A1:A5,2)', 2],
      ['=XMATCH("Grape",A1:A5)', 2],
      ['=INDEX({"a";"b";"c"},XMATCH(4,{5,4,3,2,1}))', 'b'],
      ['=XMATCH(4,{5,4,3,2,1})', 2],
    ],
  },
  {
    page: 'CHOOSE',
    data: [
      ['1st', 'Nails'],
      ['2nd', 'Screws'],
      ['3rd', 'Nuts'],
      ['Finished', 'Bolts'],
    ],
    cases: [
      ['=CHOOSE(2,A1,A2,A3,A4)', '2nd'],
      ['=CHOOSE(4,B1,B2,B3,B4)', 'Bolts'],
      ['=CHOOSE(3,"Wide",115,"world",8)', 'world'],
      ['=SUM(CHOOSE(2,C1:C2,D1:D2,E1:E2))', 0],
    ],
  },
  { page: 'CHOOSE, ranges', data: [[23], [45], [12], [10]], cases: [['=SUM(A1:CHOOSE(2,A3,A4,A5))', 90]] },
  {
    page: 'OFFSET',
    data: [
      [1, 2, 3, 4, 5],
      [11, 12, 13, 14, 15],
      [21, 22, 23, 24, 25],
    ],
    cases: [
      ['=OFFSET(D3,-2,-3)', 1],
      ['=SUM(OFFSET(A1,1,1,2,2))', 70],
      ['=OFFSET(D3,-3,-3)', '#REF!'],
    ],
  },
  {
    page: 'INDIRECT',
    data: [
      ['B1', 1.333],
      ['B2', 45],
      ['George', 10],
      [4, 62],
    ],
    cases: [
      ['=INDIRECT(A1)', 1.333],
      ['=INDIRECT(A2)', 45],
      ['=INDIRECT("B"&A4)', 62],
      ['=SUM(INDIRECT("B1:B2"))', 46.333],
      ['=INDIRECT("nowhere!A1")', '#REF!'],
    ],
  },
  {
    page: 'ROW',
    data: [],
    cases: [
      ['=ROW(C10)', 10],
      ['=ROW(C4:D6)', [[4], [5], [6]]],
    ],
  },
  {
    page: 'COLUMN',
    data: [],
    cases: [
      ['=COLUMN(B6)', 2],
      ['=COLUMN(D10)', 4],
      ['=COLUMN(B1:D1)', [[2, 3, 4]]],
    ],
  },
  {
    page: 'ROWS',
    data: [],
    cases: [
      ['=ROWS(C1:E4)', 4],
      ['=ROWS({1,2,3;4,5,6})', 2],
    ],
  },
  {
    page: 'COLUMNS',
    data: [],
    cases: [
      ['=COLUMNS(C1:E4)', 3],
      ['=COLUMNS({1,2,3;4,5,6})', 3],
    ],
  },
  {
    page: 'AREAS',
    data: [],
    cases: [
      ['=AREAS(B2:D4)', 1],
      ['=AREAS((B2:D4,E5,F6:I9))', 3],
      ['=AREAS(B2:D4 B2)', 1],
    ],
  },
  {
    page: 'ADDRESS',
    data: [],
    cases: [
      ['=ADDRESS(2,3)', '$C$2'],
      ['=ADDRESS(2,3,2)', 'C$2'],
      ['=ADDRESS(2,3,2,FALSE)', 'R2C[3]'],
      ['=ADDRESS(2,3,1,FALSE,"[Book1]Sheet1")', "'[Book1]Sheet1'!R2C3"],
      ['=ADDRESS(2,3,1,FALSE,"EXCEL SHEET")', "'EXCEL SHEET'!R2C3"],
    ],
  },
  {
    page: 'TRANSPOSE',
    data: [
      [1, 2, 3],
      [4, 5, 6],
    ],
    cases: [
      [
        '=TRANSPOSE(A1:C2)',
        [
          [1, 4],
          [2, 5],
          [3, 6],
        ],
      ],
    ],
  },
  {
    page: 'FORMULATEXT',
    data: [['=SUM(1,2)'], ['text']],
    cases: [
      ['=FORMULATEXT(A1)', '=SUM(1,2)'],
      ['=FORMULATEXT(A2)', '#N/A'],
    ],
  },
  {
    page: 'FILTER',
    data: regions,
    cases: [
      [
        '=FILTER(A2:D7,C2:C7="Apple","")',
        [
          ['East', 'Tom', 'Apple', 6380],
          ['East', 'Fritz', 'Apple', 4394],
        ],
      ],
      ['=FILTER(A2:D7,C2:C7="Fig","")', ''],
      ['=FILTER(A2:D7,C2:C7="Fig")', '#CALC!'],
      ['=FILTER(D2:D7,(C2:C7="Apple")*(A2:A7="East"))', [[6380], [4394]]],
      ['=SORT(FILTER(D2:D7,(C2:C7="Apple")+(A2:A7="North"),""),1,-1)', [[6380], [4565], [4394]]],
    ],
  },
  {
    page: 'SORT',
    data: regions,
    cases: [
      ['=SORT(B2:B7)', [['Amy'], ['Fred'], ['Fritz'], ['Sal'], ['Sravan'], ['Tom']]],
      ['=SORT(D2:D7,1,-1)', [[7195], [6380], [5619], [5323], [4565], [4394]]],
      ['=SORT({3,1,2},1,1,TRUE)', [[1, 2, 3]]],
    ],
  },
  {
    page: 'SORTBY',
    data: [
      ['Tom', 52],
      ['Fred', 65],
      ['Amy', 22],
    ],
    cases: [
      [
        '=SORTBY(A1:B3,B1:B3)',
        [
          ['Amy', 22],
          ['Tom', 52],
          ['Fred', 65],
        ],
      ],
      ['=SORTBY(A1:A3,B1:B3,-1)', [['Fred'], ['Tom'], ['Amy']]],
    ],
  },
  {
    page: 'UNIQUE',
    data: [['Ann'], ['Bob'], ['ann'], ['Cy']],
    cases: [
      ['=UNIQUE(A1:A4)', [['Ann'], ['Bob'], ['Cy']]],
      ['=UNIQUE(A1:A4,FALSE,TRUE)', [['Bob'], ['Cy']]],
      ['=UNIQUE({1,1,2},TRUE)', [[1, 2]]],
    ],
  },
  {
    page: 'TAKE',
    data: [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ],
    cases: [
      [
        '=TAKE(A1:C3,2)',
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ],
      [
        '=TAKE(A1:C3,,2)',
        [
          [1, 2],
          [4, 5],
          [7, 8],
        ],
      ],
      [
        '=TAKE(A1:C3,-2)',
        [
          [4, 5, 6],
          [7, 8, 9],
        ],
      ],
      [
        '=TAKE(A1:C3,2,2)',
        [
          [1, 2],
          [4, 5],
        ],
      ],
    ],
  },
  {
    page: 'DROP',
    data: [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ],
    cases: [
      ['=DROP(A1:C3,2)', [[7, 8, 9]]],
      ['=DROP(A1:C3,,2)', [[3], [6], [9]]],
      ['=DROP(A1:C3,-2)', [[1, 2, 3]]],
      ['=DROP(A1:C3,2,2)', 9],
    ],
  },
  {
    page: 'CHOOSECOLS',
    data: [
      [1, 2, 13, 14],
      [3, 4, 15, 16],
      [5, 6, 17, 18],
    ],
    cases: [
      [
        '=CHOOSECOLS(A1:D3,1,3,1)',
        [
          [1, 13, 1],
          [3, 15, 3],
          [5, 17, 5],
        ],
      ],
      [
        '=CHOOSECOLS(A1:D3,3,-1)',
        [
          [13, 14],
          [15, 16],
          [17, 18],
        ],
      ],
    ],
  },
  {
    page: 'CHOOSEROWS',
    data: [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    cases: [
      [
        '=CHOOSEROWS(A1:B3,1,3,-1)',
        [
          [1, 2],
          [5, 6],
          [5, 6],
        ],
      ],
      ['=CHOOSEROWS(A1:B3,4)', '#VALUE!'],
    ],
  },
  {
    page: 'EXPAND',
    data: [
      [1, 2],
      [3, 4],
    ],
    cases: [
      [
        '=EXPAND(A1:B2,3,3)',
        [
          [1, 2, '#N/A'],
          [3, 4, '#N/A'],
          ['#N/A', '#N/A', '#N/A'],
        ],
      ],
      [
        '=EXPAND(A1:B2,3,3,"-")',
        [
          [1, 2, '-'],
          [3, 4, '-'],
          ['-', '-', '-'],
        ],
      ],
    ],
  },
  {
    page: 'HSTACK',
    data: [
      [1, 2],
      [3, 4],
    ],
    cases: [
      [
        '=HSTACK(A1:B2,{9;8;7})',
        [
          [1, 2, 9],
          [3, 4, 8],
          ['#N/A', '#N/A', 7],
        ],
      ],
    ],
  },
  {
    page: 'VSTACK',
    data: [
      [1, 2],
      [3, 4],
    ],
    cases: [
      [
        '=VSTACK(A1:B2,{9,8,7})',
        [
          [1, 2, '#N/A'],
          [3, 4, '#N/A'],
          [9, 8, 7],
        ],
      ],
    ],
  },
  {
    page: 'TOCOL',
    data: [
      ['Ben', 'Peter'],
      [null, 'Mary'],
    ],
    cases: [
      ['=TOCOL(A1:B2,1)', [['Ben'], ['Peter'], ['Mary']]],
      ['=TOCOL(A1:B2,1,TRUE)', [['Ben'], ['Peter'], ['Mary']]],
    ],
  },
  {
    page: 'TOROW',
    data: [
      ['Ben', 'Peter'],
      ['Mary', 'Sam'],
    ],
    cases: [
      ['=TOROW(A1:B2)', [['Ben', 'Peter', 'Mary', 'Sam']]],
      ['=TOROW(A1:B2,,TRUE)', [['Ben', 'Mary', 'Peter', 'Sam']]],
    ],
  },
  {
    page: 'WRAPROWS',
    data: [['A', 'B', 'C', 'D', 'E']],
    cases: [
      [
        '=WRAPROWS(A1:E1,3)',
        [
          ['A', 'B', 'C'],
          ['D', 'E', '#N/A'],
        ],
      ],
      [
        '=WRAPROWS(A1:E1,3,"x")',
        [
          ['A', 'B', 'C'],
          ['D', 'E', 'x'],
        ],
      ],
    ],
  },
  {
    page: 'WRAPCOLS',
    data: [['A', 'B', 'C', 'D', 'E']],
    cases: [
      [
        '=WRAPCOLS(A1:E1,3)',
        [
          ['A', 'D'],
          ['B', 'E'],
          ['C', '#N/A'],
        ],
      ],
    ],
  },
];
