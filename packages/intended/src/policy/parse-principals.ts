import type { Diagnostic } from '#source/place';
import type { Dictionary, Value } from '#model/value';
import { literal } from '#model/read-value';
import { patternsOf } from './parse-patterns.ts';
import type { Principal, Principals } from './statement.ts';

const KINDS = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

/** `Principal` or `NotPrincipal` of a statement; undefined where it has neither. */
export function parsePrincipals(statement: Dictionary, diagnostics: Diagnostic[]): Principals | undefined {
  for (const key of ['Principal', 'NotPrincipal']) {
    const value = statement.entries.get(key)?.value;
    if (value === undefined || value.kind === 'absent') continue;
    return { negated: key === 'NotPrincipal', list: principalsOf(value, key, true, diagnostics) };
  }
  return undefined;
}

function principalsOf(value: Value, key: string, certain: boolean, diagnostics: Diagnostic[]): readonly Principal[] {
  if (literal(value) === '*') return [{ kind: 'anyone', parts: ['*'], certain, at: value.at }];
  if (value.kind === 'choice') return value.branches.flatMap((branch) => principalsOf(branch, key, false, diagnostics));
  if (value.kind === 'absent') return [];
  if (value.kind === 'deferred' || value.kind === 'text')
    return patternsOf(value, key, diagnostics).map((pattern) => ({ ...pattern, kind: 'unknown', certain: false }));
  if (value.kind !== 'dictionary') {
    diagnostics.push({
      severity: 'warning',
      place: value.at,
      message: `\`${key}\` must be \`*\` or a mapping such as \`AWS: …\``,
    });
    return [];
  }
  return [...value.entries].flatMap(([kind, entry]) => ofKind(kind, entry.value, certain, diagnostics));
}

function ofKind(kind: string, value: Value, certain: boolean, diagnostics: Diagnostic[]): readonly Principal[] {
  if (!KINDS.has(kind)) {
    diagnostics.push({
      severity: 'warning',
      place: value.at,
      message: `unknown kind of principal \`${kind}\`; use \`AWS\`, \`Service\` or \`Federated\``,
    });
    return [];
  }
  return patternsOf(value, kind, diagnostics).map((pattern): Principal => {
    const anyone = kind === 'AWS' && pattern.parts.length === 1 && pattern.parts[0] === '*';
    return { ...pattern, certain: certain && pattern.certain, kind: anyone ? 'anyone' : principalKind(kind) };
  });
}

function principalKind(kind: string): Principal['kind'] {
  if (kind === 'AWS' || kind === 'Service' || kind === 'Federated') return kind;
  return 'CanonicalUser';
}
