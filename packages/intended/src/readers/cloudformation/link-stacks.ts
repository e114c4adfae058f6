import type { Place } from '#source/place';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import { bounds, passed } from './bounds.ts';
import { concat } from './concat.ts';
import { displayName } from './display-name.ts';
import { mapStack } from './map-stack.ts';
import { mapValue } from './map-value.ts';
import { relocate } from './relocate.ts';
import type { Stack } from './stack.ts';

/** Exports that an import with an unknown part may mean, at most so many. */
const maxCandidates = 8;

interface Export {
  /** Unknown parts as `${Name}`. */
  readonly name: string;
  readonly value: Value;
}

/**
 * Puts the values of exports in place of `Fn::ImportValue`, over all stacks given. A name known on both sides links for
 * certain; one with an unknown part (`${Network}-Vpc`) becomes a choice of the exports it may mean and of the unknown.
 */
export function linkStacks(stacks: readonly Stack[]): readonly Stack[] {
  const exports = stacks.flatMap((stack) => exportsOf(stack));
  if (exports.length === 0) return stacks;
  const link = linker(exports);
  return stacks.map((stack) => mapStack(stack, link));
}

function exportsOf(stack: Stack): readonly Export[] {
  return [...stack.outputs.values()].flatMap(({ value, exportName }) =>
    exportName === undefined ? [] : [{ name: displayName(exportName), value }],
  );
}

function linker(exports: readonly Export[]): (leaf: Value) => Value {
  const byName = groupByName(exports);
  const found = new Map<string, readonly Value[]>();
  const open = new Set<string>();
  const imported = (name: string, at: Place): Value => {
    const unknown = deferred('import', name, at);
    if (open.has(name)) return deferred('cycle', name, at);
    if (open.size >= bounds.outputChain) return deferred('bounds', name, at);
    open.add(name);
    const known =
      found.get(name) ?? candidates(name, byName, exports).map((value) => passed(mapValue(value, link), name, at));
    open.delete(name);
    found.set(name, known);
    const certain = byName.has(name) && !isSymbolic(name);
    const branches = [...known.map((value) => relocate(value, at)), ...(certain ? [] : [unknown])];
    const [first] = branches;
    if (first === undefined) return unknown;
    return branches.length === 1 ? first : { kind: 'choice', condition: `import ${name}`, branches, at };
  };
  const link = (leaf: Value): Value => {
    if (leaf.kind === 'deferred') return leaf.why.cause === 'import' ? imported(leaf.why.name, leaf.at) : leaf;
    if (leaf.kind !== 'text' || !leaf.parts.some((part) => typeof part === 'object' && isImport(part))) return leaf;
    const values = leaf.parts.map((part): Value =>
      typeof part === 'object' && part.kind === 'hole' && part.why.cause === 'import'
        ? imported(part.why.name, leaf.at)
        : { kind: 'text', parts: [part], at: leaf.at },
    );
    return concat(values, leaf.at, leaf.raw);
  };
  return link;
}

function groupByName(exports: readonly Export[]): ReadonlyMap<string, readonly Export[]> {
  const groups = new Map<string, Export[]>();
  for (const exported of exports) {
    const group = groups.get(exported.name);
    if (group === undefined) groups.set(exported.name, [exported]);
    else group.push(exported);
  }
  return groups;
}

function isImport(part: { readonly kind: string; readonly why?: { readonly cause: string } }): boolean {
  return part.kind === 'hole' && part.why?.cause === 'import';
}

function candidates(
  name: string,
  byName: ReadonlyMap<string, readonly Export[]>,
  exports: readonly Export[],
): readonly Value[] {
  const exact = byName.get(name) ?? [];
  const possible = exact.length > 0 && !isSymbolic(name) ? exact : exports.filter((one) => mayBe(one.name, name));
  return possible.length > maxCandidates ? [] : possible.map((exported) => exported.value);
}

/** A name that differs from stack to stack or is not known. Region and account are alike for all. */
function isSymbolic(name: string): boolean {
  return name.replaceAll(/\$\{AWS::(?:Region|AccountId|Partition)\}/g, '').includes('${');
}

/** May two names with unknown parts be the same? They need the same known beginning and the same known end. */
function mayBe(left: string, right: string): boolean {
  if (!isSymbolic(left) && !isSymbolic(right)) return false;
  const [leftHead, leftTail] = ends(left);
  const [rightHead, rightTail] = ends(right);
  if (leftTail === '' && leftHead === '') return false;
  const head = leftHead.startsWith(rightHead) || rightHead.startsWith(leftHead);
  return head && (leftTail.endsWith(rightTail) || rightTail.endsWith(leftTail));
}

function ends(name: string): readonly [string, string] {
  if (!name.includes('${')) return [name, name];
  return [name.slice(0, name.indexOf('${')), name.slice(name.lastIndexOf('}') + 1)];
}
