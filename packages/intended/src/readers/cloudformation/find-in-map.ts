import type { Tree } from '#source/tree';
import { literal, partsOf } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import { passed } from './bounds.ts';
import { displayName } from './display-name.ts';
import { relocate } from './relocate.ts';
import type { Call } from './scope.ts';

/** Alternatives kept where the top-level key (a region, a stage) is not known. */
const maxAlternatives = 64;

/** `Fn::FindInMap`, with the `DefaultValue` of AWS::LanguageExtensions. An unknown first key is a choice of its rows. */
export function findInMap(call: Call): Value {
  const { argument, at, scope, resolve } = call;
  const [mapTree, topTree, secondTree, options] = argument.kind === 'list' ? argument.items : [];
  if (mapTree === undefined || topTree === undefined || secondTree === undefined) {
    scope.report('error', at, '`Fn::FindInMap` needs a mapping and two keys');
    return deferred('malformed', 'Fn::FindInMap', at);
  }
  const [map, top, second] = [mapTree, topTree, secondTree].map((tree) => resolve(tree, scope));
  const fallback = options?.kind === 'dictionary' ? options.entries.get('DefaultValue')?.value : undefined;
  const name = literal(map);
  const mapping = name === undefined ? undefined : scope.mapping(name);
  const shown = written(mapTree);
  if (name !== undefined && mapping === undefined && fallback === undefined)
    scope.report('error', mapTree.at, `mapping \`${shown}\` is not in \`Mappings\`; define it`);
  const row = mapping?.tree.kind === 'dictionary' ? mapping.tree.entries : undefined;
  const column = literal(second);
  if (row === undefined || column === undefined || top === undefined) return otherwise(call, fallback, shown);
  const key = known(top, scope.region);
  if (key !== undefined) {
    const cell = cellOf(row.get(key)?.value, column);
    if (cell !== undefined) return relocate(passed(resolve(cell, scope), shown, at), at);
    if (fallback === undefined)
      scope.report(
        'error',
        at,
        `mapping \`${shown}\` has no \`${written(topTree)}\` with \`${written(secondTree)}\`; add it`,
      );
    return otherwise(call, fallback, shown);
  }
  const cells = [...row.values()].map((entry) => cellOf(entry.value, column)).filter((cell) => cell !== undefined);
  if (cells.length === 0 || cells.length > maxAlternatives) return otherwise(call, fallback, shown);
  const branches = cells.map((cell) => relocate(passed(resolve(cell, scope), shown, at), at));
  if (fallback !== undefined) branches.push(resolve(fallback, scope));
  const [first] = branches;
  const same = branches.every((branch) => literal(branch) !== undefined && literal(branch) === literal(first));
  if (same && first !== undefined) return first;
  return { kind: 'choice', condition: `${shown}[${displayName(top)}]`, branches, at };
}

/** Only what stands in the template is shown: a key may come from a secret parameter. */
function written(tree: Tree): string {
  return tree.kind === 'scalar' && tree.tag === undefined ? String(tree.value) : 'named here';
}

function known(key: Value, region: string | undefined): string | undefined {
  const text = literal(key);
  if (text !== undefined || region === undefined) return text;
  const parts = partsOf(key);
  const [only] = parts ?? [];
  return parts?.length === 1 && typeof only === 'object' && only.kind === 'pseudo' && only.name === 'AWS::Region'
    ? region
    : undefined;
}

function cellOf(row: Tree | undefined, column: string): Tree | undefined {
  return row?.kind === 'dictionary' ? row.entries.get(column)?.value : undefined;
}

function otherwise(call: Call, fallback: Tree | undefined, name: string): Value {
  if (fallback !== undefined) return call.resolve(fallback, call.scope);
  return deferred('missing', name, call.at);
}
