import { changeInvariants } from './change-invariants.ts';
import { commitmentInvariants } from './commitment-invariants.ts';
import { erateInvariants } from './erate-invariants.ts';
import type { Invariant } from './invariant.ts';
import { ledgerInvariants } from './ledger-invariants.ts';
import { lineInvariants } from './line-invariants.ts';
import { projectInvariants } from './project-invariants.ts';
import { rowInvariants } from './row-invariants.ts';
import { scheduleInvariants } from './schedule-invariants.ts';
import { scopeInvariants } from './scope-invariants.ts';
import { sourceInvariants } from './source-invariants.ts';
import { sumInvariants } from './sum-invariants.ts';

/** Everything that a state of the plan can keep or break. */
export const invariants: readonly Invariant[] = [
  ...sumInvariants,
  ...sourceInvariants,
  ...lineInvariants,
  ...commitmentInvariants,
  ...changeInvariants,
  ...projectInvariants,
  ...scopeInvariants,
  ...scheduleInvariants,
  ...ledgerInvariants,
  ...erateInvariants,
  ...rowInvariants,
];

/** A rule of the program office that no state of the plan can break or show, and why. */
export interface KeptElsewhere {
  readonly id: string;
  readonly says: string;
  readonly why: string;
}

/** V01–V58 and the invariants that are not in the list above: kept when something is entered, so that no state breaks them. */
export const keptElsewhere: readonly KeptElsewhere[] = [
  { id: 'V01', says: 'Required cells are filled', why: 'kept when a row is entered' },
  { id: 'V02', says: 'No key is used twice', why: 'kept when a row is entered' },
  { id: 'V03', says: 'Codes that Excel has changed are refused', why: 'a code in the plan has its form' },
  { id: 'V04', says: 'What a row refers to exists', why: 'kept when a row is entered or deleted' },
  { id: 'V05', says: 'Values are of their list', why: 'kept when a cell is read' },
  { id: 'V06', says: 'Money is dollars and cents', why: 'kept when a cell is read' },
  { id: 'V07', says: 'Dates exist, between 1990 and 2060', why: 'kept when a cell is read' },
  { id: 'V09', says: 'NCES and CDS codes have their length', why: 'kept when a cell is read' },
  { id: 'V12', says: 'Fiscal years read like 2025-26', why: 'kept when a cell is read' },
  { id: 'V18', says: 'Account strings have 2-4-1-4-4-4-3 digits', why: 'kept when a cell is read' },
  { id: 'V19', says: 'Original amounts stay as approved', why: 'history: kept by a lock, and by the journal' },
  { id: 'V32', says: 'No ledger document is imported twice', why: 'document and line are the key of a posting' },
  { id: 'V44', says: 'Baselines move by a change alone', why: 'history: kept by a lock, and by the journal' },
  { id: 'V58', says: 'Nobody overwrites what they have not seen', why: 'kept by every sync, as a conflict' },
];
