import type { Dictionary, Value } from '#model/value';
import { entriesOf, itemsOf, literal, valueAt } from '#model/read-value';
import type { RouteEvent } from './expansion.ts';
import { record, type Shape } from './shape.ts';

const LOCATIONS: Readonly<Record<string, string>> = { header: 'header', path: 'path', querystring: 'query' };

/** What an event says about its request: parameters, the model of the body, validation. */
export function requestShape(route: RouteEvent, isThree: boolean): { readonly [key: string]: Shape } {
  const model = valueAt(route.properties, 'RequestModel');
  const name = literal(valueAt(model, 'Model'))?.toLowerCase();
  const body = name === undefined ? undefined : { $ref: `#/${isThree ? 'components/schemas' : 'definitions'}/${name}` };
  const required = valueAt(model, 'Required');
  const parameters: Shape[] = [...parametersOf(valueAt(route.properties, 'RequestParameters'))];
  if (body !== undefined && !isThree) parameters.push({ in: 'body', name, required, schema: body });
  return {
    parameters: parameters.length === 0 ? undefined : parameters,
    requestBody:
      body !== undefined && isThree ? { content: { 'application/json': { schema: body } }, required } : undefined,
    'x-amazon-apigateway-request-validator': validatorOf(model),
  };
}

function parametersOf(written: Value | undefined): readonly Shape[] {
  return itemsOf(written).flatMap((item): readonly Shape[] => {
    const plain = literal(item);
    if (plain !== undefined) return parameter(plain, undefined, item);
    return entriesOf(item).flatMap(([name, options]) => parameter(name, options, item));
  });
}

function parameter(name: string, options: Value | undefined, item: Value): readonly Shape[] {
  const found = /^method\.request\.(header|path|querystring)\.(.+)$/.exec(name);
  const location = LOCATIONS[found?.[1] ?? ''];
  if (found === null || location === undefined) return [];
  const required = valueAt(options, 'Required') ?? location === 'path';
  return [record({ in: location, name: found[2], type: 'string', required }, item.at)];
}

/** The transform's names of the four validators. */
function validatorOf(model: Value | undefined): string | undefined {
  const body = literal(valueAt(model, 'ValidateBody'));
  const parameters = literal(valueAt(model, 'ValidateParameters'));
  if (body === undefined && parameters === undefined) return undefined;
  if (body === 'true' && parameters === 'true') return 'body-and-params';
  if (body === 'true') return 'body-only';
  return parameters === 'true' ? 'params-only' : 'no-validation';
}

/** The validators that operations may name. */
export function requestValidators(): Shape {
  const validator = (body: boolean, parameters: boolean): Shape => ({
    validateRequestBody: body,
    validateRequestParameters: parameters,
  });
  return {
    'body-and-params': validator(true, true),
    'body-only': validator(true, false),
    'params-only': validator(false, true),
    'no-validation': validator(false, false),
  };
}

/** `Models` under the lower-case names by which operations refer to them. */
export function schemasOf(models: Value | undefined): Dictionary | undefined {
  if (models?.kind !== 'dictionary') return undefined;
  return { ...models, entries: new Map([...models.entries].map(([name, entry]) => [name.toLowerCase(), entry])) };
}
