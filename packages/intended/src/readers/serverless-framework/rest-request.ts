import type { Tree } from '#source/tree';
import type { EventWork } from './events/event-work.ts';
import type { Makings } from './make-tree.ts';
import { ref } from './make-tree.ts';
import { alphanumericPart, upperFirst } from './names.ts';
import { entriesOf, textAt, textOf, treeAt } from './read-tree.ts';
import { restApi } from './rest-api-id.ts';

/** Models and required parameters of an `http` event, with the validator that enforces them. */
export function requestProperties(event: EventWork, method: string): Readonly<Record<string, Makings>> {
  const request = treeAt(event.event.tree, 'request');
  const schemas = treeAt(request, 'schemas') ?? treeAt(request, 'schema');
  const parameters = requestParameters(treeAt(request, 'parameters'));
  const models: Record<string, Makings> = {};
  for (const [contentType, entry] of entriesOf(schemas))
    models[contentType] = ref(addModel(event, method, contentType, entry.value));
  const hasModels = Object.keys(models).length > 0;
  const validator = hasModels || parameters !== undefined ? addValidator(event) : undefined;
  return {
    RequestModels: hasModels ? models : undefined,
    RequestParameters: parameters,
    RequestValidatorId: validator,
  };
}

const PLACES: Readonly<Record<string, string>> = { querystrings: 'querystring', headers: 'header', paths: 'path' };

function requestParameters(written: Tree | undefined): Makings {
  const parameters: Record<string, Makings> = {};
  for (const [place, names] of entriesOf(written))
    for (const [name, entry] of entriesOf(names.value))
      parameters[`method.request.${PLACES[place] ?? place}.${name}`] = treeAt(entry.value, 'required') ?? entry.value;
  return Object.keys(parameters).length === 0 ? undefined : parameters;
}

/** A schema is written out, wrapped as `{ schema, name }`, or the name of one under `provider.apiGateway.request.schemas`. */
function addModel(event: EventWork, method: string, contentType: string, written: Tree): string {
  const { service, work } = event;
  const name = textOf(written);
  const wrapped = name === undefined ? written : treeAt(service.provider, 'apiGateway', 'request', 'schemas', name);
  const schema = treeAt(wrapped, 'schema') ?? wrapped;
  const words = contentType
    .split(/[^0-9A-Za-z]+/)
    .map(upperFirst)
    .join('');
  const id = name === undefined ? `${method}${words}Model` : `ApiGateway${alphanumericPart(name)}Model`;
  const properties = {
    RestApiId: restApi(service),
    ContentType: contentType,
    Name: textAt(wrapped, 'name'),
    Description: treeAt(wrapped, 'description'),
    Schema: schema ?? name,
  };
  work.add(id, 'AWS::ApiGateway::Model', properties, { at: written.at });
  return id;
}

function addValidator({ event, service, work }: EventWork): Makings {
  const id = `ApiGateway${alphanumericPart(textOf(service.name) ?? 'Service')}RequestValidator`;
  const properties = { RestApiId: restApi(service), ValidateRequestBody: true, ValidateRequestParameters: true };
  work.add(id, 'AWS::ApiGateway::RequestValidator', properties, { at: event.at });
  return ref(id);
}
