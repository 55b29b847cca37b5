import { describe } from 'vitest';
import { testCases } from './testing/test-cases.ts';

const cells = [
  ['b', 2, true, null],
  ['a', 3, false, '#N/A'],
  ['B', 1, true, 'x'],
];

describe('FILTER, SORT and UNIQUE', () => {
  testCases(cells, [
    [
      '=FILTER(A1:B3,C1:C3)',
      [
        ['b', 2],
        ['B', 1],
      ],
    ],
    ['=FILTER(A1:B3,{1,0})', [['b'], ['a'], ['B']]],
    ['=FILTER(A1:A3,B1:B3>5)', '#CALC!'],
    ['=FILTER(A1:A3,B1:B3>5,"none")', 'none'],
    ['=FILTER(A1:B3,{0,0})', '#CALC!'],
    ['=FILTER(A1:A3,{1;0})', '#VALUE!'],
    ['=FILTER(A1:B3,{1,0,1})', '#VALUE!'],
    ['=FILTER(A1:A3,A1:B3)', '#VALUE!'],
    ['=FILTER(A1:A3,D1:D3)', '#N/A'],
    ['=FILTER(A1:A3,{1;"x";0})', '#VALUE!'],
    ['=FILTER(D1:D3,{1;0;1})', [[0], ['x']]],
    ['=SORT(B1:B3)', [[1], [2], [3]]],
    [
      '=SORT(A1:B3,2,-1)',
      [
        ['a', 3],
        ['b', 2],
        ['B', 1],
      ],
    ],
    [
      '=SORT(A1:B3,{1,2},{1,1})',
      [
        ['a', 3],
        ['B', 1],
        ['b', 2],
      ],
    ],
    [
      '=SORT(A1:B3,{1,2},-1)',
      [
        ['b', 2],
        ['B', 1],
        ['a', 3],
      ],
    ],
    ['=SORT({3,1,2},1,1,TRUE)', [[1, 2, 3]]],
    ['=SORT({3,1,2},1,-1,TRUE)', [[3, 2, 1]]],
    ['=SORT({3,1,2})', [[3, 1, 2]]],
    // Numbers, texts, truth values, errors, and blanks last.
    ['=SORT({TRUE;"a";2;#N/A})', [[2], ['a'], [true], ['#N/A']]],
    ['=SORT(A1:B3,0)', '#VALUE!'],
    ['=SORT(A1:B3,3)', '#VALUE!'],
    ['=SORT(A1:B3,"x")', '#VALUE!'],
    ['=SORT(A1:B3,1,0)', '#VALUE!'],
    ['=SORT(A1:B3,1,1,"x")', '#VALUE!'],
    ['=SORTBY(A1:A3,B1:B3)', [['B'], ['b'], ['a']]],
    ['=SORTBY(A1:A3,B1:B3,-1)', [['a'], ['b'], ['B']]],
    [
      '=SORTBY(A1:B3,A1:A3,1,B1:B3,1)',
      [
        ['a', 3],
        ['B', 1],
        ['b', 2],
      ],
    ],
    ['=SORTBY({1,2,3},{3,1,2})', [[2, 3, 1]]],
    ['=SORTBY(A1:A3,B1:B2)', '#VALUE!'],
    ['=SORTBY(A1:A3,B1:B3,2)', '#VALUE!'],
    ['=SORTBY(A1:A3,B1:B3,"x")', '#VALUE!'],
    ['=UNIQUE(A1:A3)', [['b'], ['a']]],
    ['=UNIQUE(A1:A3,,TRUE)', 'a'],
    ['=UNIQUE({1,2,1},TRUE)', [[1, 2]]],
    ['=UNIQUE({1,2,1},TRUE,TRUE)', 2],
    ['=UNIQUE({1;"1";1})', [[1], ['1']]],
    [
      '=UNIQUE({1,2;1,2;1,3})',
      [
        [1, 2],
        [1, 3],
      ],
    ],
    ['=UNIQUE({1;1},,TRUE)', '#CALC!'],
    ['=UNIQUE(A1:A3,"x")', '#VALUE!'],
    ['=UNIQUE(A1:A3,FALSE,"x")', '#VALUE!'],
  ]);
});

describe('blocks made of nothing', () => {
  testCases(cells, [
    ['=SEQUENCE(2)', [[1], [2]]],
    ['=SEQUENCE(,2)', [[1, 2]]],
    ['=SEQUENCE(1,2,,)', [[1, 2]]],
    ['=COLUMNS(RANDARRAY(,3,,,))', 3],
    ['=RANDARRAY(1,1,,)<1', true],
    ['=SEQUENCE(1,3,10,-5)', [[10, 5, 0]]],
    ['=SEQUENCE(2,,5)', [[5], [6]]],
    ['=SEQUENCE(2.9)', [[1], [2]]],
    ['=SEQUENCE(0)', '#CALC!'],
    ['=SEQUENCE(1,0)', '#CALC!'],
    ['=SEQUENCE(-1)', '#VALUE!'],
    ['=SEQUENCE(1,-1)', '#VALUE!'],
    ['=SEQUENCE("x")', '#VALUE!'],
    ['=SEQUENCE(1,"x")', '#VALUE!'],
    ['=SEQUENCE(1,1,"x")', '#VALUE!'],
    ['=SEQUENCE(1,1,1,"x")', '#VALUE!'],
    [
      '=RANDARRAY(2,2,5,5,TRUE)',
      [
        [5, 5],
        [5, 5],
      ],
    ],
    ['=RANDARRAY(1,2,5,5)', [[5, 5]]],
    ['=RANDARRAY(1,1,6,5)', '#VALUE!'],
    ['=RANDARRAY(0)', '#VALUE!'],
    ['=RANDARRAY(1,0)', '#VALUE!'],
    ['=RANDARRAY("x")', '#VALUE!'],
    ['=RANDARRAY(1,"x")', '#VALUE!'],
    ['=RANDARRAY(1,1,"x")', '#VALUE!'],
    ['=RANDARRAY(1,1,0,"x")', '#VALUE!'],
    ['=SUM(--(RANDARRAY(9,9,3,4)>=3),--(RANDARRAY(9,9,3,4)<4))', 162],
    ['=SUM(--(RANDARRAY(9,9,3,4,TRUE)>4),--(RANDARRAY(9,9,3,4,TRUE)<3))', 0],
  ]);
});

describe('parts of blocks', () => {
  testCases(cells, [
    ['=TAKE({1,2,3;4,5,6},1)', [[1, 2, 3]]],
    ['=TAKE({1,2,3;4,5,6},-1)', [[4, 5, 6]]],
    [
      '=TAKE({1,2,3;4,5,6},,2)',
      [
        [1, 2],
        [4, 5],
      ],
    ],
    ['=TAKE({1,2,3;4,5,6},,-1)', [[3], [6]]],
    ['=TAKE({1,2,3;4,5,6},1,-2)', [[2, 3]]],
    ['=TAKE({1,2},9,9)', [[1, 2]]],
    ['=TAKE({1,2},-9,-9)', [[1, 2]]],
    ['=TAKE({1,2},0)', '#CALC!'],
    ['=TAKE({1,2},1,0)', '#CALC!'],
    ['=TAKE({1,2},"x")', '#VALUE!'],
    ['=TAKE({1,2},1,"x")', '#VALUE!'],
    ['=DROP({1,2,3;4,5,6},1)', [[4, 5, 6]]],
    ['=DROP({1,2,3;4,5,6},-1)', [[1, 2, 3]]],
    [
      '=DROP({1,2,3;4,5,6},,1)',
      [
        [2, 3],
        [5, 6],
      ],
    ],
    ['=DROP({1,2,3;4,5,6},,-2)', [[1], [4]]],
    ['=DROP({1,2},0)', [[1, 2]]],
    ['=DROP({1,2},1)', '#CALC!'],
    ['=DROP({1,2},-9)', '#CALC!'],
    ['=DROP({1,2},,2)', '#CALC!'],
    ['=CHOOSEROWS({1;2;3},1,-1)', [[1], [3]]],
    ['=CHOOSEROWS({1;2;3},{3;1})', [[3], [1]]],
    ['=CHOOSEROWS({1;2;3},0)', '#VALUE!'],
    ['=CHOOSEROWS({1;2;3},4)', '#VALUE!'],
    ['=CHOOSEROWS({1;2;3},-4)', '#VALUE!'],
    ['=CHOOSEROWS({1;2;3},-3)', 1],
    ['=CHOOSEROWS({1;2;3},"x")', '#VALUE!'],
    ['=CHOOSEROWS({1;2;3},NA())', '#N/A'],
    ['=CHOOSECOLS({1,2,3},3,1)', [[3, 1]]],
    ['=CHOOSECOLS({1,2,3},4)', '#VALUE!'],
    [
      '=EXPAND({1,2},2,3)',
      [
        [1, 2, '#N/A'],
        ['#N/A', '#N/A', '#N/A'],
      ],
    ],
    [
      '=EXPAND({1,2},2,,"-")',
      [
        [1, 2],
        ['-', '-'],
      ],
    ],
    [
      '=EXPAND({1;2},,2,0)',
      [
        [1, 0],
        [2, 0],
      ],
    ],
    ['=EXPAND({1,2},1,1)', '#VALUE!'],
    ['=EXPAND({1;2},1)', '#VALUE!'],
    ['=EXPAND({1,2},"x")', '#VALUE!'],
    ['=EXPAND({1,2},1,"x")', '#VALUE!'],
    [
      '=HSTACK({1;2},3)',
      [
        [1, 3],
        [2, '#N/A'],
      ],
    ],
    [
      '=HSTACK(D1,{1;2})',
      [
        [0, 1],
        ['#N/A', 2],
      ],
    ],
    [
      '=VSTACK({1,2},3)',
      [
        [1, 2],
        [3, '#N/A'],
      ],
    ],
    [
      '=VSTACK(D1,{1,2})',
      [
        [0, '#N/A'],
        [1, 2],
      ],
    ],
    ['=TOCOL({1,2;3,4})', [[1], [2], [3], [4]]],
    ['=TOCOL({1,2;3,4},,TRUE)', [[1], [3], [2], [4]]],
    ['=TOROW({1,2;3,4})', [[1, 2, 3, 4]]],
    ['=TOCOL(D1:D3)', [[0], ['#N/A'], ['x']]],
    ['=TOCOL(D1:D3,1)', [['#N/A'], ['x']]],
    ['=TOCOL(D1:D3,2)', [[0], ['x']]],
    ['=TOCOL(D1:D3,3)', 'x'],
    ['=TOCOL(D1,1)', '#CALC!'],
    ['=TOROW(D1:D3,3)', 'x'],
    ['=TOROW(D1,1)', '#CALC!'],
    ['=TOCOL(D1:D3,4)', '#VALUE!'],
    ['=TOCOL(D1:D3,-1)', '#VALUE!'],
    ['=TOCOL(D1:D3,"x")', '#VALUE!'],
    ['=TOCOL(D1:D3,0,"x")', '#VALUE!'],
    [
      '=WRAPROWS({1,2,3},2)',
      [
        [1, 2],
        [3, '#N/A'],
      ],
    ],
    [
      '=WRAPROWS({1,2,3},2,0)',
      [
        [1, 2],
        [3, 0],
      ],
    ],
    ['=WRAPROWS({1,2},9,"-")', [[1, 2, '-']]],
    ['=WRAPROWS({1;2;3},1)', [[1], [2], [3]]],
    ['=WRAPROWS({1,2;3,4},2)', '#VALUE!'],
    ['=WRAPROWS({1,2},"x")', '#VALUE!'],
    [
      '=WRAPCOLS({1,2,3},2)',
      [
        [1, 3],
        [2, '#N/A'],
      ],
    ],
    ['=WRAPCOLS({1,2;3,4},2)', '#VALUE!'],
  ]);
});

describe('blocks that could not stand on a sheet', () => {
  testCases(
    [],
    [
      ['=SEQUENCE(1048577)', '#VALUE!'],
      ['=SEQUENCE(1,16385)', '#VALUE!'],
      ['=COLUMNS(SEQUENCE(1,16384))', 16_384],
      ['=SEQUENCE(0)', '#CALC!'],
      ['=SEQUENCE(1,0)', '#CALC!'],
      ['=SEQUENCE(-1)', '#VALUE!'],
      ['=SEQUENCE(1,-1)', '#VALUE!'],
      ['=RANDARRAY(1048577)', '#VALUE!'],
      ['=RANDARRAY(1,16385)', '#VALUE!'],
      ['=EXPAND(1,1048577,1)', '#VALUE!'],
      ['=EXPAND(1,1,16385)', '#VALUE!'],
    ],
  );
});
