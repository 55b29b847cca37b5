import { functionsMetadata } from './functions-metadata.ts';

/**
 * Holds formulas back (#BUSY!) until the pane's module has registered the functions; without it Excel computes them
 * while the module still loads, and shows #VALUE! (office-js issue 4769). A file of its own, because the pane's policy
 * allows no inline script and a module would come too late. iPad has no functions.
 */
const holdFormulas = "if (typeof CustomFunctions === 'object') CustomFunctions.delayInitialization?.();\n";

/** What Excel reads beside the pane, by file name: the list of functions, and the script the manifest must name. */
export function functionsFiles(): Readonly<Record<'functions.json' | 'functions.js', string>> {
  return { 'functions.json': `${JSON.stringify(functionsMetadata(), null, 2)}\n`, 'functions.js': holdFormulas };
}
