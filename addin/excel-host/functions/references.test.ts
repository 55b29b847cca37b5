import { describe } from 'vitest';
import { testCases } from './testing/test-cases.ts';

const cells = [
  [1, 2, 'B1', '#N/A'],
  [3, 4, 'Sheet1!A1:A2', null],
  [5, 6, 'Nowhere!A1', 'A1+1'],
];

describe('where cells lie', () => {
  testCases(cells, [
    ['=ROW()', 1],
    ['=COLUMN()', 31],
    ['=ROW(B3)', 3],
    ['=ROW(A2:A3)', [[2], [3]]],
    ['=COLUMN(B3)', 2],
    ['=COLUMN(B1:C1)', [[2, 3]]],
    ['=ROW(NA())', '#N/A'],
    ['=COLUMN(NA())', '#N/A'],
    ['=ROW((A1,B2))', '#VALUE!'],
    ['=ROWS(A1:B3)', 3],
    ['=COLUMNS(A1:B3)', 2],
    ['=ROWS({1,2;3,4;5,6})', 3],
    ['=COLUMNS({1,2;3,4;5,6})', 2],
    ['=ROWS(5)', 1],
    ['=ROWS(A:A)', 1_048_576],
    ['=COLUMNS(1:1)', 16_384],
    ['=ROWS(NA())', '#N/A'],
    ['=COLUMNS(NA())', '#N/A'],
    ['=AREAS(A1)', 1],
    ['=AREAS((A1,B1:B2))', 2],
    [
      '=TRANSPOSE(A1:B3)',
      [
        [1, 3, 5],
        [2, 4, 6],
      ],
    ],
    ['=TRANSPOSE(D2)', 0],
  ]);
});

describe('cells meant by way of others', () => {
  testCases(cells, [
    ['=OFFSET(A1,1,1)', 4],
    ['=OFFSET(A1,,)', 1],
    ['=SUM(OFFSET(A1,0,0,3,2))', 21],
    ['=SUM(OFFSET(A1:B1,1,0))', 7],
    ['=SUM(OFFSET(A1:B1,1,0,,))', 7],
    ['=SUM(OFFSET(A1:B1,1,0,2))', 18],
    ['=SUM(OFFSET(A3,0,0,-2))', 8],
    ['=SUM(OFFSET(B3,0,0,1,-2))', 11],
    ['=OFFSET(A1,1.9,0)', 3],
    ['=OFFSET(A1,-1,0)', '#REF!'],
    ['=OFFSET(A1,0,-1)', '#REF!'],
    ['=OFFSET(A1,0,0,0)', '#REF!'],
    ['=OFFSET(A1,0,0,1,0)', '#REF!'],
    ['=OFFSET(A1,1048576,0)', '#REF!'],
    ['=OFFSET(A1,0,0,-2)', '#REF!'],
    ['=OFFSET(A1,"x",0)', '#VALUE!'],
    ['=OFFSET(A1,0,"x")', '#VALUE!'],
    ['=OFFSET(A1,0,0,"x")', '#VALUE!'],
    ['=OFFSET(A1,0,0,1,"x")', '#VALUE!'],
    ['=OFFSET(D1,0,NA())', '#N/A'],
    ['=OFFSET(NA(),0,0)', '#N/A'],
    ['=INDIRECT("B2")', 4],
    ['=INDIRECT(C1)', 2],
    ['=SUM(INDIRECT(C2))', 4],
    ['=INDIRECT(" $B$2 ")', 4],
    ['=INDIRECT("B"&2,TRUE)', 4],
    ['=INDIRECT(C3)', '#REF!'],
    ['=INDIRECT(D3)', '#REF!'],
    ['=INDIRECT("")', '#REF!'],
    ['=INDIRECT("nothing")', '#REF!'],
    ['=INDIRECT(D1)', '#N/A'],
    ['=SUM(INDIRECT("A1"):B2)', 10],
  ]);
});

describe('ADDRESS', () => {
  testCases(cells, [
    ['=ADDRESS(2,3)', '$C$2'],
    ['=ADDRESS(2,3,1)', '$C$2'],
    ['=ADDRESS(2,3,2)', 'C$2'],
    ['=ADDRESS(2,3,3)', '$C2'],
    ['=ADDRESS(2,3,4)', 'C2'],
    ['=ADDRESS(2,3,,TRUE)', '$C$2'],
    ['=ADDRESS(2,3,1,FALSE)', 'R2C3'],
    ['=ADDRESS(2,3,2,FALSE)', 'R2C[3]'],
    ['=ADDRESS(2,3,3,FALSE)', 'R[2]C3'],
    ['=ADDRESS(2,3,4,FALSE)', 'R[2]C[3]'],
    ['=ADDRESS(2,3,1,TRUE,"Plan")', 'Plan!$C$2'],
    ['=ADDRESS(2,3,1,TRUE,"My plan")', "'My plan'!$C$2"],
    ['=ADDRESS(2,3,1,FALSE,"[Book1]Sheet1")', "'[Book1]Sheet1'!R2C3"],
    ['=ADDRESS(1048576,16384)', '$XFD$1048576'],
    ['=ADDRESS(0,1)', '#VALUE!'],
    ['=ADDRESS(1,0)', '#VALUE!'],
    ['=ADDRESS(1048577,1)', '#VALUE!'],
    ['=ADDRESS(1,16385)', '#VALUE!'],
    ['=ADDRESS(1,1,0)', '#VALUE!'],
    ['=ADDRESS(1,1,5)', '#VALUE!'],
    ['=ADDRESS("x",1)', '#VALUE!'],
    ['=ADDRESS(1,NA())', '#N/A'],
    ['=ADDRESS(1,1,NA())', '#N/A'],
    ['=ADDRESS(1,1,1,"x")', '#VALUE!'],
    ['=ADDRESS(1,1,1,1,NA())', '#N/A'],
    ['=HYPERLINK("https://a.b")', 'https://a.b'],
    ['=HYPERLINK("https://a.b","here")', 'here'],
    ['=ENCODEURL("a b/ü\'(!)*")', 'a%20b%2F%C3%BC%27%28%21%29%2A'],
  ]);
});
