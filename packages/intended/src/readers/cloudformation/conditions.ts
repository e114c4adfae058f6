import type { Tree } from '#source/tree';
import { literal } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import { bounds } from './bounds.ts';
import { intrinsicCall } from './intrinsic-call.ts';
import { sameValue } from './same-value.ts';
import type { Call, Resolve, Scope } from './scope.ts';
import { assuming, bind } from './scope.ts';

/** Is the condition true here? Undefined where the template alone does not decide it. */
export function decide(name: string, scope: Scope, resolve: Resolve): boolean | undefined {
  const assumed = scope.assumed.get(name);
  if (assumed !== undefined) return assumed;
  if (scope.decided.has(name)) return scope.decided.get(name);
  const entry = scope.condition(name);
  if (entry === undefined) return undefined;
  if (scope.deciding.has(name)) {
    scope.report('error', entry.keyAt, `condition \`${name}\` depends on itself; break the circle`);
    return undefined;
  }
  if (scope.deciding.size >= bounds.conditionChain) {
    scope.report('error', entry.keyAt, 'more conditions than can be followed lead to one another; shorten the chain');
    return undefined;
  }
  const { assumed: assumptions, decided, branches } = scope;
  const deciding = new Set(scope.deciding).add(name);
  const inner: Scope = { ...entry.scope, assumed: assumptions, decided, branches, deciding };
  const outcome = evaluate(entry.tree, inner, resolve);
  decided.set(name, outcome);
  return outcome;
}

function evaluate(tree: Tree, scope: Scope, resolve: Resolve): boolean | undefined {
  const named = conditionNamed(tree);
  if (named !== undefined) {
    const name = bind(named, scope);
    if (scope.condition(name) === undefined)
      scope.report('error', tree.at, `condition \`${name}\` is not in \`Conditions\`; define it`);
    return decide(name, scope, resolve);
  }
  const call = intrinsicCall(tree);
  const operands = call?.argument.kind === 'list' ? call.argument.items : call === undefined ? [] : [call.argument];
  switch (call?.name) {
    case 'Fn::Equals': {
      const [left, right] = operands;
      if (left === undefined || right === undefined) break;
      return sameValue(resolve(left, scope), resolve(right, scope), scope.region);
    }
    case 'Fn::Not': {
      const [operand] = operands;
      if (operand === undefined) break;
      const outcome = evaluate(operand, scope, resolve);
      return outcome === undefined ? undefined : !outcome;
    }
    case 'Fn::And':
      return all(operands.map((operand) => evaluate(operand, scope, resolve)));
    case 'Fn::Or':
      return any(operands.map((operand) => evaluate(operand, scope, resolve)));
    case undefined:
      if (tree.kind === 'scalar' && typeof tree.value === 'boolean') return tree.value;
      break;
    default:
  }
  scope.report('error', tree.at, 'a condition needs `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` or `Condition`');
  return undefined;
}

/** `!Condition Name` or `{Condition: Name}`. */
function conditionNamed(tree: Tree): string | undefined {
  if (tree.kind === 'scalar') return tree.tag === '!Condition' ? String(tree.value) : undefined;
  if (tree.kind !== 'dictionary' || tree.entries.size !== 1) return undefined;
  const named = tree.entries.get('Condition')?.value;
  return named?.kind === 'scalar' ? String(named.value) : undefined;
}

function all(outcomes: readonly (boolean | undefined)[]): boolean | undefined {
  if (outcomes.includes(false)) return false;
  return outcomes.includes(undefined) ? undefined : true;
}

function any(outcomes: readonly (boolean | undefined)[]): boolean | undefined {
  if (outcomes.includes(true)) return true;
  return outcomes.includes(undefined) ? undefined : false;
}

/** `Fn::If`: the branch taken, or a choice of both, each resolved as if its branch were taken. */
export function ifThenElse(call: Call): Value {
  const { argument, at, scope, resolve } = call;
  const [test, whenTrue, whenFalse] = argument.kind === 'list' ? argument.items : [];
  const name = test === undefined ? undefined : conditionName(test, scope, resolve);
  if (name === undefined || whenTrue === undefined || whenFalse === undefined) {
    scope.report('error', at, '`Fn::If` needs a condition, a value if true and a value if false');
    return deferred('malformed', 'Fn::If', at);
  }
  const outcome = decide(name, scope, resolve);
  if (outcome !== undefined) return resolve(outcome ? whenTrue : whenFalse, scope);
  if (scope.condition(name) === undefined)
    scope.report('error', test?.at ?? at, `condition \`${name}\` is not in \`Conditions\`; define it`);
  const branches = [resolve(whenTrue, assuming(scope, name, true)), resolve(whenFalse, assuming(scope, name, false))];
  return { kind: 'choice', condition: name, branches, at };
}

export function conditionName(tree: Tree, scope: Scope, resolve: Resolve): string | undefined {
  const named = conditionNamed(tree);
  if (named !== undefined) return bind(named, scope);
  return literal(resolve(tree, scope));
}
