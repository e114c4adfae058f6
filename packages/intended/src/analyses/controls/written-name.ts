import type { Application, Resource } from '#model/application';

/**
 * The name that a person knows a resource by: that of what it was expanded from, where that is a resource. The API
 * that events share is written by nobody, and known by the name that SAM gives it.
 */
export function writtenName(resource: Resource, { resources }: Pick<Application, 'resources'>): string {
  const { id, logicalId, expandedFrom } = resource;
  if (expandedFrom === undefined) return id;
  const shared = /^Serverless(?:Rest|Http)Api/.exec(logicalId)?.[0];
  const owner = shared === undefined ? expandedFrom : `${id.slice(0, id.length - logicalId.length)}${shared}`;
  return resources.has(owner) ? owner : resources.has(expandedFrom) ? expandedFrom : id;
}
