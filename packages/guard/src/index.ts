export { guard, type GuardOptions, type Handler } from './guard.ts';
export { CODES, Denied, type Code, type Decision, type Denial } from './decision.ts';
export { normalise } from './inbound/normalise.ts';
export type { Body, Claims, EventRecord, Inbound, Input, InputPlace, SourceKind } from './inbound/inbound.ts';
export { current, type Invocation, type Principal } from './invocation.ts';
export type { Layer, Outcome } from './layer.ts';
export type * from './policy.ts';
export { jwt, type Jwk, type Jwks, type JwtOptions } from './access/jwt.ts';
export { webhook, type CustomScheme, type WebhookOptions, type WebhookScheme } from './access/webhook.ts';
