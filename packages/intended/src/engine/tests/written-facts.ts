import { writtenPath } from '../fix/written-path.ts';
import type { Control } from '#analyses/controls/define-control';
import type { Tree } from '#source/tree';

/** What stands at a property that a control reads, as the template has it. */
export interface WrittenFact {
  /** Keys below the resource; `*` for the items of a list. */
  readonly path: readonly string[];
  readonly is:
    | { readonly kind: 'equals'; readonly value: string | number | boolean }
    | { readonly kind: 'exists' | 'absent' };
}

/** Facts of one resource for one control; none where the control looks at other resources only. */
export function writtenFacts(
  control: Control,
  expandedTypes: readonly string[],
  resource: Tree,
): readonly WrittenFact[] {
  if (resource.kind !== 'dictionary') return [];
  const type = resource.entries.get('Type')?.value;
  const written = type?.kind === 'scalar' ? String(type.value) : '';
  return control.reads.flatMap((read): readonly WrittenFact[] => {
    const dot = read.indexOf('.');
    const ofType = dot < 0 ? read : read.slice(0, dot);
    if (dot < 0 || (ofType !== written && !expandedTypes.includes(ofType))) return [];
    const path = writtenPath(written, { path: read.slice(dot + 1).replaceAll('.*', ''), value: '' });
    return path === undefined ? [] : [factAt(resource, path)];
  });
}

function factAt(node: Tree, path: readonly string[], walked: readonly string[] = []): WrittenFact {
  const [key, ...rest] = path;
  if (key === undefined) {
    if (node.kind === 'scalar' && node.tag === undefined && node.value !== null)
      return { path: walked, is: { kind: 'equals', value: node.value } };
    return { path: walked, is: { kind: 'exists' } };
  }
  if (node.tag !== undefined) return { path: walked, is: { kind: 'exists' } };
  if (node.kind === 'list') {
    const [first] = node.items;
    // Only a list whose items all say the same is one fact; of others it is enough that they are there.
    const below = node.items.map((item) => factAt(item, path, [...walked, '*']));
    const alike = below.every((fact) => JSON.stringify(fact) === JSON.stringify(below[0]));
    return first !== undefined && alike && below[0] !== undefined ? below[0] : { path: walked, is: { kind: 'exists' } };
  }
  const value = node.kind === 'dictionary' ? node.entries.get(key)?.value : undefined;
  if (value === undefined) {
    const isIntrinsic =
      node.kind === 'dictionary' && [...node.entries.keys()].some((one) => one === 'Ref' || one.startsWith('Fn::'));
    return isIntrinsic ? { path: walked, is: { kind: 'exists' } } : { path: [...walked, key], is: { kind: 'absent' } };
  }
  return factAt(value, rest, [...walked, key]);
}
