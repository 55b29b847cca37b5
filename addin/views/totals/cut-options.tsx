import { cutLabels } from '../../../shared/plan/figures/cuts.ts';

/** By what totals can be cut, for a list to choose from. */
export function CutOptions() {
  return Object.entries(cutLabels).map(([name, label]) => (
    <option key={name} value={name}>
      {label}
    </option>
  ));
}
