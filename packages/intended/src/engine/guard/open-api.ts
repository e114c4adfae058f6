import type { Documents, Mapping } from './documents.ts';
import { isMapping, mapping, member, resolved } from './documents.ts';
import { parameterInput, type Operation } from './open-api-parameters.ts';
import type { AllowDraft, InputDraft, RouteDraft } from './route-draft.ts';
import type { Strictness } from './strict-schema.ts';
import { strictSchema } from './strict-schema.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'x-amazon-apigateway-any-method'];

/** Routes of an OpenAPI 3.0 or 3.1 or Swagger 2 document. */
export function openApiRoutes(file: string, documents: Documents, strictness: Strictness): readonly RouteDraft[] {
  const root = documents.at({ file, pointer: '' });
  if (!isMapping(root)) return [];
  const routes: RouteDraft[] = [];
  for (const [path, written] of Object.entries(mapping(root, 'paths'))) {
    const pointer = `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const item = resolved(written, { file, pointer }, documents);
    for (const method of METHODS) {
      const operation = member(item.value, method);
      if (!isMapping(operation)) continue;
      const at = { file: item.at.file, pointer: `${item.at.pointer}/${method}` };
      routes.push(operationRoute(root, { path, method, operation, item: item.value, at }, strictness));
    }
  }
  return routes;
}

/** What may stand before the paths of a document: those of its `servers`, or Swagger 2's `basePath`. */
export function basePaths(file: string, documents: Documents): readonly string[] {
  const root = documents.at({ file, pointer: '' });
  const servers = member(root, 'servers');
  const urls = (Array.isArray(servers) ? servers : []).map((server: unknown) => member(server, 'url'));
  return [member(root, 'basePath'), ...urls]
    .filter((url) => typeof url === 'string')
    .map((url) => url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\/$/, ''))
    .filter((path) => path.startsWith('/') && !path.includes('{'));
}

function operationRoute(root: Mapping, operation: Operation, strictness: Strictness): RouteDraft {
  const allow = allowOf(root, operation.operation);
  return {
    method: operation.method.startsWith('x-') ? 'ANY' : operation.method.toUpperCase(),
    path: operation.path,
    at: operation.at,
    ...(allow === undefined ? {} : { allow }),
    input: { ...parameterInput(operation, strictness), ...bodyInput(operation, strictness) },
  };
}

/** `security: []`, or an empty requirement in the list, says public; a missing one says nothing. */
function allowOf(root: Mapping, operation: Mapping): AllowDraft | undefined {
  const security = operation['security'] ?? root['security'];
  if (!Array.isArray(security)) return undefined;
  if (security.length === 0 || security.some((one) => isMapping(one) && Object.keys(one).length === 0))
    return { kind: 'public' };
  // Scopes of one requirement are needed together; alternatives ask for what all of them ask.
  const alternatives = security.map((one) => new Set(isMapping(one) ? Object.values(one).flatMap(strings) : []));
  const [first, ...rest] = alternatives;
  const scopes = [...(first ?? [])].filter((scope) => rest.every((others) => others.has(scope)));
  return { kind: 'signed-in', roles: [], scopes };
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function bodyInput({ operation, at }: Operation, strictness: Strictness): InputDraft {
  const found = resolved(
    operation['requestBody'],
    { file: at.file, pointer: `${at.pointer}/requestBody` },
    strictness.documents,
  );
  const content = mapping(found.value, 'content');
  const bodies: Record<string, unknown> = {};
  for (const [type, media] of Object.entries(content)) {
    const mediaType = type.split(';', 1)[0]?.trim().toLowerCase() ?? type;
    const pointer = `${found.at.pointer}/content/${type.replaceAll('~', '~0').replaceAll('/', '~1')}/schema`;
    const schema = member(media, 'schema');
    const at = { file: found.at.file, pointer };
    if (schema !== undefined)
      bodies[mediaType] = strictSchema(schema, at, strictness, mediaType === 'multipart/form-data');
    else
      strictness.report({ ...at, pointer: pointer.replace(/\/schema$/, '') }, `\`${type}\` has no schema; write one`);
  }
  if (Object.keys(bodies).length === 0) return {};
  return { bodies, optionalBody: member(found.value, 'required') !== true };
}
