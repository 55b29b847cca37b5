import type { GalleryState } from './gallery-state.ts';
import { cardStates } from './states/card-states.ts';
import { changesStates, decisionStates } from './states/changes-states.ts';
import { gateStates } from './states/gate-states.ts';
import { historyStates, moreStates, newsStates, totalsStates } from './states/history-states.ts';
import { questionStates } from './states/question-states.ts';
import { reviewStates } from './states/review-states.ts';

/** Every state of the pane by name. */
export const galleryStates: Readonly<Record<string, GalleryState>> = {
  ...gateStates,
  ...cardStates,
  ...questionStates,
  ...changesStates,
  ...decisionStates,
  ...newsStates,
  ...reviewStates,
  ...historyStates,
  ...totalsStates,
  ...moreStates,
};
