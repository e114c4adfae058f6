import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { mapDictionary, mapValue } from './map-value.ts';
import type { Output, Stack } from './stack.ts';

/** Changes the leaves of every value of a stack: properties, attributes, outputs and globals. */
export function mapStack(stack: Stack, change: (leaf: Value) => Value): Stack {
  const outputs = [...stack.outputs].map(([name, output]) => [name, mapOutput(output, change)] as const);
  return {
    ...stack,
    resources: stack.resources.map((resource) => mapResource(resource, change)),
    outputs: new Map(outputs),
    globals: stack.globals === undefined ? undefined : mapValue(stack.globals, change),
  };
}

function mapResource(resource: Resource, change: (leaf: Value) => Value): Resource {
  const properties = mapDictionary(resource.properties, change);
  const attributes = mapDictionary(resource.attributes, change);
  const same = properties === resource.properties && attributes === resource.attributes;
  return same ? resource : { ...resource, properties, attributes };
}

function mapOutput(output: Output, change: (leaf: Value) => Value): Output {
  const { exportName } = output;
  return {
    ...output,
    value: mapValue(output.value, change),
    exportName: exportName === undefined ? undefined : mapValue(exportName, change),
  };
}
