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
      return parts === undefined ? wrongType(value, element, diagnostics) : [{ parts, certain, at: value.at }];
    }
    case 'dictionary':
      return wrongType(value, element, diagnostics);
  }
  return value satisfies never;
}

function wrongType(value: Value, element: string, diagnostics: Diagnostic[]): readonly Pattern[] {
  const message = `\`${element}\` must be a string or a list of strings`;
  diagnostics.push({ severity: 'warning', place: value.at, message });
  return [];
}
