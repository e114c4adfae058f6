import { sign } from '../../src/live/sign.ts';

/** Somebody with a console: changes what is deployed, past CloudFormation. */
export interface Hand {
  put(path: string, body: string, query?: string): Promise<string>;
  remove(path: string, query?: string, service?: string): Promise<string>;
  rest(method: string, path: string, body: object): Promise<string>;
  target(service: string, target: string, body: object): Promise<string>;
  query(service: string, version: string, action: string, parameters: Record<string, string>): Promise<string>;
}

export const REGION = 'eu-west-1';

export function handOn(endpoint: string): Hand {
  const send = async (
    service: string,
    method: string,
    path: string,
    body: string = '',
    headers: Record<string, string> = {},
  ): Promise<string> => {
    const url = new URL(path, endpoint);
    const region = service === 'iam' ? 'us-east-1' : REGION;
    const credentials = { accessKeyId: 'double', secretAccessKey: 'double' };
    const signed = sign({ method, url, headers, body, service, region }, credentials, new Date());
    const answer = await fetch(url, { method, headers: { ...signed }, ...(body === '' ? {} : { body }) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return text;
  };
  return {
    put: (path, body, query = '') => send('s3', 'PUT', `${path}?${query}`, body),
    remove: (path, query = '', service = 's3') => send(service, 'DELETE', query === '' ? path : `${path}?${query}`),
    rest: (method, path, body) =>
      send('lambda', method, path, JSON.stringify(body), { 'content-type': 'application/json' }),
    target: (service, target, body) =>
      send(service, 'POST', '/', JSON.stringify(body), {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': target,
      }),
    query: (service, version, action, parameters) =>
      send(service, 'POST', '/', new URLSearchParams({ Action: action, Version: version, ...parameters }).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
      }),
  };
}
