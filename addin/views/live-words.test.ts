import { describe, expect, test } from 'vitest';
import { heardWords, peopleWords, sameRowsWords } from './live-words.ts';

const ben = { person: 'Ben', workbook: 'w', since: '2026-11-23T10:00:00.000Z', drafts: {} };

describe('what the pane hears of others', () => {
  test('a sync that is not in the workbook yet is told by person, number and place', () => {
    const event = { revision: 8, by: 'Ben', tables: ['budgetLines'], count: 7 };
    expect(heardWords(event, 7)).toBe('Ben changed 7 cells in Budget Lines.');
    expect(heardWords({ ...event, count: 1, tables: ['sites', 'budgetLines'] }, 7)).toBe(
      'Ben changed 1 cell in Sites and Budget Lines.',
    );
    expect(heardWords({ ...event, tables: ['sites', 'systems', 'scope', 'projects'] }, 7)).toContain('in 4 tables.');
    expect(heardWords(event, 8)).toBe('');
    expect(heardWords(null, 8)).toBe('');
  });

  test('people are told with the rows that wait at their place, own other workbooks left out', () => {
    const drafts = { budgetLines: ['R000000000000001', 'R000000000000002'], sites: ['R000000000000003'] };
    expect(peopleWords({ people: [], isConnected: true })).toBe('Nobody else is here.');
    expect(
      peopleWords({
        people: [
          { ...ben, drafts },
          { ...ben, person: 'Cara' },
        ],
        isConnected: true,
      }),
    ).toBe('Here now: Ben (3 rows not sent yet) and Cara.');
    expect(peopleWords({ people: [{ ...ben, isYou: true }], isConnected: true })).toBe('Nobody else is here.');
    expect(peopleWords({ people: [ben], isConnected: false })).toContain('Reconnecting');
  });

  test('somebody who edits the same rows is named before I send mine', () => {
    const mine = { budgetLines: ['R000000000000001', 'R000000000000002'] };
    const drafts = { budgetLines: ['R000000000000002'], sites: ['R000000000000001'] };
    expect(sameRowsWords(mine, [{ ...ben, drafts }])).toBe(
      'Ben is editing 1 of these rows as well and hasn’t sent them.',
    );
    expect(sameRowsWords(mine, [{ ...ben, drafts: { sites: ['R000000000000001'] } }])).toBe('');
    expect(sameRowsWords({}, [{ ...ben, drafts }])).toBe('');
  });
});
