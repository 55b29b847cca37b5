import { expect, test } from 'vitest';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { initialState, type SyncState } from '../sync/session/sync-state.ts';
import { supportCode } from './support-code.ts';

const codeOf = (state: Partial<SyncState>) => supportCode({ ...initialState, ...state });

test('before a workbook is known the code has a mark in every place', () => {
  expect(codeOf({})).toBe(`SEP1/${PROTOCOL_VERSION} - r0 - starting s0c0x0 ok`);
});

test('it tells program, revision, the start of the workbook’s id, status, counts and problem, and no value', () => {
  const refusal = {
    table: 'sites',
    row: 'A',
    column: 'name',
    rule: 'V05',
    value: 'secret',
    message: '',
    rowKey: '0417',
  };
  const code = codeOf({
    phase: 'resting',
    program: 'cedar-basin',
    revision: 148,
    workbook: '3f0c8a52-0000-4000-8000-000000000001',
    toSend: 3,
    refusals: [refusal, refusal],
    problem: { at: 'workbook', problem: { kind: 'editingCell' } },
  });
  expect(code).toBe(`SEP1/${PROTOCOL_VERSION} cedar-basin r148 3f0c8a52 problem s3c0x2 editingCell`);
});
