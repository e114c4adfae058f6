import type { Diagnostic } from '#source/place';
import type { Value } from '#model/value';
import { partsOf } from '#model/read-value';
import type { Pattern } from './statement.ts';

/** Strings of an element, single or list; deferred ones as holes, branches of an undecided `Fn::If` as uncertain. */
export function patternsOf(value: Value, element: string, diagnostics: Diagnostic[]): readonly Pattern[] {
  return collect(value, element, true, diagnostics);
}

function collect(value: Value, element: string, certain: boolean, diagnostics: Diagnostic[]): readonly Pattern[] {
  switch (value.kind) {
    case 'absent':
      return [];
    case 'list':
      return value.items.flatMap((item) => collect(item, element, certain, diagnostics));
    case 'choice':
      return value.branches.flatMap((branch) => collect(branch, element, false, diagnostics));
    case 'deferred':
      return [{ parts: [{ kind: 'hole', why: value.why }], certain, at: value.at }];
    case 'scalar':
    case 'text': {
      const parts = partsOf(value);
      if (parts !== undefined) return [{ parts, certain, at: value.at }];
      break;
    }
    case 'dictionary':
      break;
    default:
      value satisfies never;
  }
  diagnostics.push({
    severity: 'warning',
    place: value.at,
    message: `\`${element}\` must be a string or a list of strings`,
  });
  return [];
}
