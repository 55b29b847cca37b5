import type { FunctionSpec } from '../calculation/scope.ts';
import { aggregateFunctions } from './aggregate.ts';
import { arrayFunctions } from './arrays.ts';
import { complexFunctions } from './complex-functions.ts';
import { conditionalFunctions } from './conditional.ts';
import { databaseFunctions } from './database.ts';
import { dateFunctions } from './dates.ts';
import { distributionFunctions } from './distributions.ts';
import { engineeringFunctions } from './engineering.ts';
import { financeFunctions } from './finance.ts';
import { hypothesisTests } from './hypothesis-tests.ts';
import { informationFunctions } from './information.ts';
import { logicFunctions } from './logic.ts';
import { lookupFunctions } from './lookup.ts';
import { mathFunctions } from './math.ts';
import { referenceFunctions } from './references.ts';
import { statisticsFunctions } from './statistics.ts';
import { textFunctions } from './text.ts';

/** Every function this host calculates, by its name in capitals. */
export const FUNCTIONS: ReadonlyMap<string, FunctionSpec> = new Map(
  [
    logicFunctions,
    informationFunctions,
    mathFunctions,
    aggregateFunctions,
    conditionalFunctions,
    statisticsFunctions,
    distributionFunctions,
    hypothesisTests,
    lookupFunctions,
    referenceFunctions,
    arrayFunctions,
    textFunctions,
    dateFunctions,
    financeFunctions,
    engineeringFunctions,
    complexFunctions,
    databaseFunctions,
  ].flatMap((family) => Object.entries(family)),
);
