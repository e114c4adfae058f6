import { call } from './call.ts';
import { makeClass } from './class.ts';
import { evaluate } from './expression.ts';
import { apply } from './function.ts';
import type { Library } from './load.ts';
import { loadSpecifier } from './load.ts';
import type { Interpreter } from './run.ts';
import { execute } from './statement.ts';

/** Ties the parts together that call one another in a circle. */
export function interpreterOf(library: Library): Interpreter {
  return {
    evaluate,
    execute,
    call,
    apply,
    makeClass,
    load: (specifier, module, spot, run) => loadSpecifier(specifier, module, spot, run, library),
  };
}
