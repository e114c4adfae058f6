/**
 * Logical ids as the Serverless Framework gives them, so that what people write in `resources` meets what is generated.
 * Source: https://www.serverless.com/framework/docs/providers/aws/guide/resources
 */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `my-fn_1` → `MyDashfnUnderscore1`. */
export function functionPart(name: string): string {
  return upperFirst(name.replaceAll('-', 'Dash').replaceAll('_', 'Underscore'));
}

export function alphanumericPart(name: string): string {
  return upperFirst(name.replaceAll(/[^0-9A-Za-z]/g, ''));
}

/** `users/{id}` → `UsersIdVar`. */
export function pathPart(path: string): string {
  return path.split('/').map(segmentPart).join('');
}

function segmentPart(segment: string): string {
  const capital = segment.charAt(0).toUpperCase() + segment.slice(1).toLowerCase();
  const words = capital.replaceAll('-', 'Dash').replaceAll(/\{(.*)\}/g, '$1Var');
  return upperFirst(words.replaceAll(/[^0-9A-Za-z]/g, ''));
}

export function methodPart(method: string): string {
  return upperFirst(method.toLowerCase());
}

export function websocketRoutePart(route: string): string {
  return route
    .replaceAll('$', 'S')
    .replaceAll('/', 'Slash')
    .replaceAll('-', 'Dash')
    .replaceAll('_', 'Underscore')
    .replaceAll('.', 'Period');
}

export const lambdaId = (name: string): string => `${functionPart(name)}LambdaFunction`;
export const logGroupId = (name: string): string => `${functionPart(name)}LogGroup`;
export const layerId = (name: string): string => `${functionPart(name)}LambdaLayer`;
export const ROLE_ID = 'IamRoleLambdaExecution';
