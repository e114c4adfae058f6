import type { Place } from '#source/place';
import type { Tree } from '#source/tree';
import { literal } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import { relocate } from './relocate.ts';
import type { Call, Scope } from './scope.ts';
import { bind } from './scope.ts';
import { provisionalId } from './stack.ts';

const pseudo = new Set(
  ['AccountId', 'Partition', 'Region', 'StackId', 'StackName', 'URLSuffix'].map((name) => `AWS::${name}`),
);

/** What `Ref: name` gives here: a loop variable, a pseudo parameter, a parameter's value, or a reference. */
export function refer(name: string, at: Place, scope: Scope): Value {
  const bound = scope.bindings.get(name);
  if (bound !== undefined) return { kind: 'scalar', value: bound, at };
  if (name === 'AWS::NoValue') return { kind: 'absent', at };
  if (pseudo.has(name)) return { kind: 'text', parts: [{ kind: 'pseudo', name }], at };
  if (name.startsWith('AWS::')) return deferred('attribute', name, at);
  const value = scope.parameter(name);
  if (value !== undefined) return relocate(value, at);
  return { kind: 'text', parts: [{ kind: 'reference', to: provisionalId(scope.stack, name), attribute: 'Ref' }], at };
}

/** What `Fn::GetAtt` gives: an output of a nested stack on disk, or a reference. */
export function attribute(logicalId: string, name: string, at: Place, scope: Scope): Value {
  if (name.startsWith('Outputs.')) {
    const output = scope.childOutput(logicalId, name.slice('Outputs.'.length), at);
    if (output !== undefined) return relocate(output, at);
  }
  return {
    kind: 'text',
    parts: [{ kind: 'reference', to: provisionalId(scope.stack, logicalId), attribute: name }],
    at,
  };
}

export function ref(call: Call): Value {
  const name = nameIn(call.argument, call);
  if (name !== undefined) return refer(name, call.at, call.scope);
  call.scope.report('error', call.at, '`Ref` needs the name of a parameter or resource');
  return deferred('malformed', 'Ref', call.at);
}

/** `Resource.Attribute`, or `[Resource, Attribute]` with either of them computed. */
export function getAtt(call: Call): Value {
  const { argument, at, scope } = call;
  if (argument.kind === 'list') {
    const names = argument.items.map((item) => nameIn(item, call));
    const [logicalId, ...path] = names;
    if (logicalId !== undefined && path.length > 0) {
      const unknown = path.includes(undefined);
      return unknown ? deferred('attribute', logicalId, at) : attribute(logicalId, path.join('.'), at, scope);
    }
  } else {
    const [logicalId, ...path] = (nameIn(argument, call) ?? '').split('.');
    if (logicalId !== undefined && path.length > 0) return attribute(logicalId, path.join('.'), at, scope);
  }
  scope.report('error', at, '`Fn::GetAtt` needs a resource and an attribute, such as `Table.Arn`');
  return deferred('malformed', 'Fn::GetAtt', at);
}

function nameIn(tree: Tree, call: Call): string | undefined {
  if (tree.kind === 'scalar' && tree.tag === undefined)
    return tree.value === null || tree.value === '' ? undefined : bind(String(tree.value), call.scope);
  return literal(call.resolve(tree, call.scope));
}

/** The parts of `${name}` inside `Fn::Sub`: a parameter or resource, or an attribute after the first dot. */
export function substituted(name: string, at: Place, scope: Scope): Value {
  const dot = name.indexOf('.');
  if (dot <= 0 || scope.bindings.has(name)) return refer(name, at, scope);
  return attribute(name.slice(0, dot), name.slice(dot + 1), at, scope);
}
