import { pathBeside } from '#source/normalize-path';
import { parseDocument } from '#source/parse-document';
import type { Place } from '#source/place';
import type { Tree } from '#source/tree';
import { literal, valueAt } from '#model/read-value';
import { treeSize } from './bounds.ts';
import type { Resolve, Scope } from './scope.ts';

/** A chain of includes longer than this is a mistake; CloudFormation allows none at all inside an included file. */
const maxIncludes = 8;

export interface Included {
  readonly tree: Tree;
  readonly scope: Scope;
}

/** The tree that a `Fn::Transform` puts in place of itself, or the name of the transform that cannot be run here. */
export function included(
  tree: Tree,
  at: Place,
  scope: Scope,
  resolve: Resolve,
): Included | { readonly transform: string } {
  const argument = resolve(tree, scope);
  const transform = literal(valueAt(argument, 'Name')) ?? 'Fn::Transform';
  if (transform !== 'AWS::Include') {
    scope.report('warning', at, `transform \`${transform}\` runs in the cloud only; what it makes is not known`);
    return { transform };
  }
  const location = literal(valueAt(argument, 'Parameters', 'Location'));
  if (location === undefined || scope.files === undefined || /^[a-z0-9]+:\/\//i.test(location)) {
    scope.report('warning', at, 'the included file is not on disk; include a local path to have it judged');
    return { transform };
  }
  return includeFile(pathBeside(scope.file, location), at, scope) ?? { transform };
}

function includeFile(path: string, at: Place, scope: Scope): Included | undefined {
  const { files } = scope;
  if (files === undefined) return undefined;
  const chain = [...scope.including, scope.file];
  if (chain.includes(path) || chain.length > maxIncludes) {
    scope.report('error', at, `\`${path}\` includes itself; break the circle`);
    return undefined;
  }
  // Asked before the next file is parsed: the one that went over the limit was the last.
  if (scope.budget.left < 0) return tooLarge(at, scope);
  const file = files.read(path);
  if (file.kind === 'trouble') {
    scope.report('error', at, `included file ${file.message}`);
    return undefined;
  }
  const { tree, diagnostics } = parseDocument(file);
  for (const { severity, place, message } of diagnostics) scope.report(severity, place, message);
  if (tree === undefined) return undefined;
  scope.budget.left -= treeSize(tree);
  if (scope.budget.left < 0) return tooLarge(at, scope);
  return { tree, scope: { ...scope, file: path, including: chain, branches: new Map() } };
}

function tooLarge(at: Place, scope: Scope): undefined {
  scope.report('error', at, 'includes make the template too large; include less');
}
