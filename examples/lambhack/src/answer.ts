/** What of an API Gateway event these handlers read: payload 1.0 and 2.0 have it in common. */
export interface Event {
  readonly queryStringParameters?: Readonly<Record<string, string>> | null;
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
}

export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function text(body: string, statusCode = 200): Answer {
  return { statusCode, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

export function asked(event: Event, name: string): string {
  return event.queryStringParameters?.[name] ?? '';
}

export function bodyOf(event: Event): string {
  const body = event.body ?? '';
  return event.isBase64Encoded === true ? Buffer.from(body, 'base64').toString('utf8') : body;
}
