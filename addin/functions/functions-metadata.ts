import { describedFunctions, type DescribedFunction, type DescribedParameter } from './described-functions.ts';

/** The file that tells Excel which functions there are, in Microsoft's format for custom functions. */
export interface FunctionsMetadata {
  readonly $schema: string;
  readonly functions: readonly FunctionMetadata[];
}

interface FunctionMetadata {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly ParameterMetadata[];
  readonly result: { readonly type: string; readonly dimensionality: 'scalar' };
  /** Streaming: the pane sets a new result when the workbook's revision moves on. */
  readonly options: { readonly stream: true };
}

interface ParameterMetadata {
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly dimensionality: 'scalar';
  readonly optional?: true;
  readonly repeating?: true;
}

export function functionsMetadata(): FunctionsMetadata {
  return {
    $schema: 'https://developer.microsoft.com/json-schemas/office-js/custom-functions.schema.json',
    functions: describedFunctions.map(functionMetadata),
  };
}

function functionMetadata({ id, description, parameters, result }: DescribedFunction): FunctionMetadata {
  return {
    id,
    name: id,
    description,
    parameters: parameters.map(parameterMetadata),
    result: { type: result, dimensionality: 'scalar' },
    options: { stream: true },
  };
}

function parameterMetadata({ name, description, type, how }: DescribedParameter): ParameterMetadata {
  const plain = { name, description, type, dimensionality: 'scalar' } as const;
  if (how === 'required') return plain;
  return how === 'optional' ? { ...plain, optional: true } : { ...plain, repeating: true };
}
