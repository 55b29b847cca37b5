import type { SavedPackage } from '../xlsx/package/save-package.ts';

export function savedWords(name: string, { hasMacros }: Pick<SavedPackage, 'hasMacros'>): string {
  const saved = `Saved ${name} with your downloads.`;
  return hasMacros ? `${saved} Its macros are in it as they were; they do not run here.` : saved;
}

/** `plan.xlsx` → `plan (copy).xlsx`. */
export function copyName(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? `${name} (copy)` : `${name.slice(0, dot)} (copy)${name.slice(dot)}`;
}
