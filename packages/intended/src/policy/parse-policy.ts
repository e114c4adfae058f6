import type { Diagnostic, Place } from '#source/place';
import type { Dictionary, Value } from '#model/value';
import { literal } from '#model/read-value';
import { parseConditions } from './parse-conditions.ts';
import { patternsOf } from './parse-patterns.ts';
import { parsePrincipals } from './parse-principals.ts';
import type { Elements, Policy, Statement } from './statement.ts';

interface Draft {
  readonly statements: Statement[];
  readonly diagnostics: Diagnostic[];
  readonly unknown: { readonly what: string; readonly at: Place }[];
}

/**
 * Takes a policy document apart, with places. A single statement, action, resource or principal counts as a list of one.
 * Branches of an undecided `Fn::If` are kept as uncertain. Wrong types become diagnostics, deferred parts unknowns.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(document: Value): Policy {
  const draft: Draft = { statements: [], diagnostics: [], unknown: [] };
  readDocument(document, true, draft);
  return draft;
}

function readDocument(document: Value, certain: boolean, draft: Draft): void {
  switch (document.kind) {
    case 'absent':
      return;
    case 'choice':
      for (const branch of document.branches) readDocument(branch, false, draft);
      return;
    case 'deferred':
    case 'text':
      draft.unknown.push({ what: 'policy document that the template does not decide', at: document.at });
      return;
    case 'dictionary':
      readStatements(document, certain, draft);
      return;
    case 'scalar':
    case 'list':
      complain(draft, document.at, 'a policy document must be a mapping with `Version` and `Statement`');
      return;
  }
  document satisfies never;
}

function readStatements(document: Dictionary, certain: boolean, draft: Draft): void {
  const statement = document.entries.get('Statement')?.value;
  if (statement === undefined) complain(draft, document.at, 'policy document without `Statement`; add one');
  else readStatement(statement, certain, draft);
}

function readStatement(value: Value, certain: boolean, draft: Draft): void {
  switch (value.kind) {
    case 'absent':
      return;
    case 'choice':
      for (const branch of value.branches) readStatement(branch, false, draft);
      return;
    case 'list':
      for (const item of value.items) readStatement(item, certain, draft);
      return;
    case 'deferred':
    case 'text':
      draft.unknown.push({ what: 'policy statement that the template does not decide', at: value.at });
      return;
    case 'scalar':
      complain(draft, value.at, 'a policy statement must be a mapping with `Effect` and `Action`');
      return;
    case 'dictionary':
      readOne(value, certain, draft);
      return;
  }
  value satisfies never;
}

function readOne(value: Dictionary, certain: boolean, draft: Draft): void {
  const actions = elements(value, 'Action', 'NotAction', draft);
  if (actions === undefined) {
    complain(draft, value.at, 'policy statement without `Action` or `NotAction`; add one');
    return;
  }
  for (const effect of effectsOf(value, draft)) {
    draft.statements.push({
      effect: effect.effect,
      sid: literal(value.entries.get('Sid')?.value),
      actions,
      resources: elements(value, 'Resource', 'NotResource', draft),
      principals: parsePrincipals(value, draft.diagnostics),
      conditions: parseConditions(value.entries.get('Condition')?.value, draft.diagnostics),
      certain: certain && effect.certain,
      at: value.at,
    });
  }
}

/** An effect that is not decided may be an Allow; it never counts as a Deny. */
function effectsOf(statement: Dictionary, draft: Draft): readonly { effect: 'Allow' | 'Deny'; certain: boolean }[] {
  const value = statement.entries.get('Effect')?.value;
  const text = literal(value);
  if (text === 'Allow' || text === 'Deny') return [{ effect: text, certain: true }];
  if (value !== undefined && (value.kind === 'choice' || value.kind === 'deferred' || value.kind === 'text'))
    return [{ effect: 'Allow', certain: false }];
  complain(draft, value?.at ?? statement.at, 'policy statement needs an `Effect` of `Allow` or `Deny`');
  return [];
}

function elements(statement: Dictionary, name: string, negatedName: string, draft: Draft): Elements | undefined {
  for (const key of [name, negatedName]) {
    const value = statement.entries.get(key)?.value;
    if (value === undefined || value.kind === 'absent') continue;
    return { negated: key === negatedName, patterns: patternsOf(value, key, draft.diagnostics) };
  }
  return undefined;
}

function complain(draft: Draft, place: Place, message: string): void {
  draft.diagnostics.push({ severity: 'warning', place, message });
}
