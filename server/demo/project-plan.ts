import type { RowId } from '../../shared/tables/cell.ts';
import type { DemoSite } from './generate-sites.ts';

/** What the later steps of the generator need to know of a project. Money in cents, dates as YYYY-MM-DD. */
export interface ProjectPlan {
  readonly row: RowId;
  readonly number: string;
  readonly name: string;
  readonly program: string;
  readonly system: string;
  readonly region: string | null;
  readonly kind: 'Site' | 'Multi-site' | 'Districtwide' | 'Program Management';
  readonly sites: readonly DemoSite[];
  readonly budget: number;
  readonly approvalDate: string;
  readonly stage: Stage;
  readonly cancelled: boolean;
  /** Share of the site milestones that are done. */
  readonly progress: number;
  readonly design: string;
  /** Expected or actual day of the first award, and of the last substantial completion. */
  readonly award: string;
  readonly completion: string;
  readonly manager: string;
  /** Forecast exceeds the current budget. */
  readonly overBudget: boolean;
}

export type Stage = 'Proposed' | 'Approved' | 'Active' | 'On Hold' | 'Substantially Complete' | 'Complete' | 'Closed';

/** Work has been awarded, so there are contracts and postings. */
export function isAwarded(plan: ProjectPlan, today: string): boolean {
  return plan.stage !== 'Proposed' && plan.stage !== 'Approved' && !plan.cancelled && plan.award <= today;
}

/** Nothing more is to be done: every contract is paid. */
export function isFinished(plan: ProjectPlan): boolean {
  return plan.stage === 'Substantially Complete' || plan.stage === 'Complete' || plan.stage === 'Closed';
}
