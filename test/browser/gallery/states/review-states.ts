import type { GalleryState } from '../gallery-state.ts';
import {
  combined,
  deleteEdit,
  editDelete,
  lackingRefusals,
  listRefusal,
  lockedRefusals,
  manyConflicts,
  milestoneConflict,
  moneyConflict,
  moneyRefusal,
  rowRefusal,
  sameKey,
  textConflict,
} from './conflicts.ts';
import { card } from './entry.ts';

const review = (different: Parameters<typeof card>[0]): GalleryState => ({ ...card(different), view: 'review' });

export const reviewStates: Readonly<Record<string, GalleryState>> = {
  'review-empty': review({}),
  'review-cell': review({ conflicts: [textConflict] }),
  'review-money': review({ conflicts: [moneyConflict] }),
  'review-edit-delete': review({ conflicts: editDelete }),
  'review-delete-edit': review({ conflicts: [deleteEdit] }),
  'review-combined': review({ conflicts: [combined] }),
  'review-same-key': review({ conflicts: [sameKey] }),
  'review-many': review({ conflicts: manyConflicts }),
  'review-words': review({ conflicts: [textConflict, milestoneConflict] }),
  'review-busy': review({ conflicts: [moneyConflict, textConflict], phase: 'reading' }),
  'review-filter-on': review({
    conflicts: [moneyConflict],
    problem: { at: 'workbook', problem: { kind: 'filterOn', tables: ['budgetLines'] } },
  }),
  'review-refusals': review({ refusals: [moneyRefusal, listRefusal, rowRefusal] }),
  'review-locked': review({ refusals: lockedRefusals, toSend: 2 }),
  'review-lacking': review({ refusals: lackingRefusals }),
};
