import type { Application, Resource } from '#model/application';
import { dictionary } from '#model/read-value';
import type { Value } from '#model/value';
import { known } from '#model/value';
import type { Place } from '#source/place';

/** Types by which controls ask about parts of a template that are no resources. */
export const PARAMETER = 'Template::Part::Parameter';
export const OUTPUT = 'Template::Part::Output';

/** Parameters and outputs in the form of resources, so that one judge asks all. */
export function templateParts({ parameters = [], outputs = [] }: Application): readonly Resource[] {
  return [
    ...parameters.map(({ id, type, noEcho, default: value, at }) =>
      part(id, PARAMETER, { Type: scalar(type, at), NoEcho: scalar(noEcho, at), Default: value }, at),
    ),
    ...outputs.map(({ id, value, at }) => part(id, OUTPUT, { Value: value }, at)),
  ];
}

function part(id: string, type: string, properties: Readonly<Record<string, Value | undefined>>, at: Place): Resource {
  return {
    id,
    logicalId: id,
    stack: '',
    type,
    properties: dictionary(properties, at),
    attributes: dictionary({}, at),
    exists: known(true, at),
    at,
    typeAt: at,
    origin: 'written',
    expandedFrom: undefined,
  };
}

function scalar(value: string | boolean, at: Place): Value {
  return { kind: 'scalar', value, at };
}
