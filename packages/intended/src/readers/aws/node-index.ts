import type { Application } from '#model/application';
import type { Value } from '#model/value';
import { nameIndex, parseArn, textOf } from './name-index.ts';
import type { Named } from './name-index.ts';
import { namedResources, settleResource } from './reading.ts';

/** Answers which node of an application a value names. */
export interface NodeIndex {
  /**
   * Id of the node that a value names: by reference to its resource (or an alias, stage, version of it), by physical
   * name, by ARN, by queue URL or host. Of a choice or list, the first branch that names one. `service` (an IAM
   * prefix) breaks ties between things of one name; undefined where nothing or more than one thing fits.
   */
  resolveNode(value: Value | undefined, service?: string): string | undefined;
  /** The same for a plain name or ARN, as code writes it. */
  resolveName(name: string, service?: string): string | undefined;
}

export function nodeIndex(application: Pick<Application, 'resources' | 'computes' | 'stores' | 'gates'>): NodeIndex {
  const { resources } = application;
  const nodes = new Map(
    [...application.computes, ...application.stores, ...application.gates].map((node) => [node.id, node] as const),
  );
  const settle = (id: string): string | undefined => {
    const settled = settleResource(id, resources)?.id;
    return settled !== undefined && nodes.has(settled) ? settled : undefined;
  };
  const unwritten = application.stores
    .filter((store) => store.resources.length === 0)
    .map((store): Named => ({
      id: store.id,
      service: store.service,
      name: textOf(store.name),
      tail: store.arn === undefined ? [] : (parseArn(store.arn)?.tail ?? []),
    }));
  const elsewhere = application.computes
    .filter((compute) => compute.origin === 'referenced')
    .map((one): Named => ({
      id: one.id,
      service: one.service,
      name: [plainName(one.id)],
      tail: [`function:${plainName(one.id)}`],
    }));
  const named = [...namedResources(resources), ...unwritten, ...elsewhere].filter((one) => nodes.has(one.id));
  const index = nameIndex(named, settle);
  const resolveNode = (value: Value | undefined, service?: string): string | undefined => {
    if (value === undefined) return undefined;
    const branches = value.kind === 'choice' ? value.branches : value.kind === 'list' ? value.items : undefined;
    if (branches === undefined) return index.find(textOf(value), service);
    for (const branch of branches) {
      const found = resolveNode(branch, service);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return { resolveNode, resolveName: (name, service) => index.find([name], service) };
}

// The id says `lambda` where something else has the name.
function plainName(id: string): string {
  return id.replace(/^lambda /, '');
}
