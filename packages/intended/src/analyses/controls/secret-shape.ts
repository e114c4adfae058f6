import type { Value } from '#model/value';
import type { Place } from '#source/place';

/*
 * Credentials in text, by their own shape or by the name they stand under. What is found is never shown.
 */

/** Shapes that providers give their credentials: no other text looks like that. */
const SHAPES: readonly (readonly [string, RegExp])[] = [
  ['an AWS access key', /\b(?:AKIA|ASIA)(?!\w*EXAMPLE)[A-Z2-7]{16}\b/],
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})\b/],
  ['a GitLab token', /\bglpat-[\w-]{20,}\b/],
  ['a Slack token', /\bxox[abeoprs]-[\w-]{10,}/],
  ['a Slack webhook', /hooks\.slack\.com\/services\/T\w{6,}\/B\w{6,}\/\w{20,}/],
  ['a Stripe key', /\b[rs]k_live_\w{20,}\b/],
  ['a key of a language model’s provider', /\bsk-(?:ant-|proj-)[\w-]{20,}|\bsk-[A-Za-z0-9]{40,}\b/],
  ['a Google API key', /\bAIza[\w-]{35}\b/],
  ['a SendGrid key', /\bSG\.[\w-]{16,}\.[\w-]{32,}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a signed token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/],
  ['an Azure storage key', /AccountKey=[A-Za-z0-9+/]{60,}/],
  [
    'a password in an address',
    /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"<>{}$]{1,60}:(?!\*+@|x+@|<|\$|\{|%|password@|pass@|pwd@)[^\s:/@'"<>{}$]{3,100}@/i,
  ],
];

/** What every shape has somewhere: most texts have none of it. */
const HINT =
  /AKIA|ASIA|PRIVATE KEY|gh[pousr]_|github_pat_|glpat-|xox|hooks\.slack|k_live_|sk-|AIza|SG\.|npm_|eyJ|AccountKey=|:\/\//;

/** Names under which credentials stand. */
const NAME =
  /pass(?:word|wd|phrase|code)?$|pwd$|secret$|token$|credentials?$|(?:api|access|private|auth|signing|encryption|secret|master|client|shared|jwt|hmac|session|license|subscription)_?key$|secret_?(?:value|string|key|access_?key)$|connection_?string$|webhook_?secret$|^key_?material$/;

/** Names that only speak of one: where it is, how long it lives. */
const ABOUT =
  /(?:name|arn|_id|path|ur[il]|endpoint|ttl|expiry|expiration|length|version|type|table|bucket|queue|parameter|param|header|prefix|enabled|days|hours|minutes|seconds|policy|region|count|field|validity|required|reset|public_?key|key_?(?:id|alias|usage|spec)|next_?token|continuation_?token)$|^(?:use|has|is|enable|require|rotate|min|max|public|partition|sort|hash|range|idempotency|dedup\w*|next|page)_/;

const PLACEHOLDER =
  /^(?:$|null|none|nil|undefined|n\/?a|true|false|todo|tbd|unset|empty|default|dummy|fake|test|sample|example|placeholder|not[-_ ]?set|redacted|replaced|secret|string|value|x+|\*+|\.+|-+|0+|(?:your|my|the|some|insert|enter|put|add|set|update|provide|fill)[-_ ].*|.*(?:change[-_ ]?(?:me|it|this)|replace[-_ ]?(?:me|this|with)|placeholder|example|dummy|your[-_ ]|_here$|-here$|to[-_ ]be[-_ ]).*|<.*>|\[.*\]|\{.*\}|\$.*|%.*%|#\{.*)$/i;

/** What kind of credential a text is, in words, or undefined. The name is that of its key: `DB_PASSWORD`. */
export function secretIn(name: string, text: string): string | undefined {
  if (text.length > 20_000 || text.includes('{{resolve:')) return undefined;
  const shape = HINT.test(text) ? SHAPES.find(([, pattern]) => pattern.test(text)) : undefined;
  if (shape !== undefined) return shape[0];
  const key = snake(name);
  if (isSecretName(key) && isSecretText(key, text.trim())) return 'a secret';
  return text.includes('\n') || /^\s*\{/.test(text) ? inScript(text) : undefined;
}

/** Assignments in a script, in code or in JSON: `export DB_PASSWORD=…`, `"password": "…"`. */
const ASSIGNED =
  /([A-Za-z_][\w-]{2,60})["']?\s*(?::|=>?)\s*(?:(["'`])([^"'`\n]{4,200})\2|([^\s"'`;,&|<>(){}[\]$]{4,200})(?=[\s;]|$))/g;

/** A credential that a longer text gives a name. Words without quotes count only in the capitals of an environment. */
function inScript(text: string): string | undefined {
  for (const [, name = '', , quoted, bare] of text.matchAll(ASSIGNED)) {
    if (quoted === undefined && !/^[A-Z][A-Z0-9_]+$/.test(name)) continue;
    const key = snake(name);
    if (isSecretName(key) && isSecretText(key, quoted ?? bare ?? '')) return 'a secret';
  }
  return undefined;
}

/** Is this what a credential is called, and not what is only about one? */
export function isSecretName(name: string): boolean {
  const key = snake(name);
  return NAME.test(key) && !ABOUT.test(key);
}

function snake(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
}

function isSecretText(key: string, text: string): boolean {
  if (text.length < 4 || text.length > 512 || /\s/.test(text) || PLACEHOLDER.test(text)) return false;
  // An ARN, an address, a path or a name of where the secret is.
  if (
    /^(?:arn:|https?:|s3:|\/|ssm:|alias\/|\w+::|projects\/)/i.test(text) ||
    /^[\w.-]+\.(?:com|net|org|io|json|ya?ml|pem|txt|env)$/i.test(text)
  )
    return false;
  if (/pass|pwd/.test(key)) return !/^[a-z]+(?:[-_/.][a-z]+)+$/i.test(text);
  return text.length >= 8 && !/^[A-Za-z]+(?:[-_/.:]?[A-Za-z]+)*\d?$/.test(text) && entropy(text) >= 2.5;
}

/** Shannon's, in bits by character: words have about 3 at most, random keys more than 3.5. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

export interface FoundSecret {
  /** Key that it stands under. */
  readonly name: string;
  /** What it is, in words. */
  readonly kind: string;
  readonly at: Place;
  /** To compare with; never for a message. */
  readonly text: string;
  /** The condition of the undecided `Fn::If` that it stands in. */
  readonly condition: string | undefined;
}

/** Credentials that stand as plain text anywhere inside a value. */
export function secretsIn(name: string, value: Value, condition?: string): readonly FoundSecret[] {
  switch (value.kind) {
    case 'scalar': {
      const kind =
        typeof value.value === 'string' || typeof value.value === 'number'
          ? secretIn(name, String(value.value))
          : undefined;
      return kind === undefined ? [] : [{ name, kind, at: value.at, text: String(value.value), condition }];
    }
    case 'text': {
      // The plain pieces of a text that is put together: only a credential's own shape tells there.
      const kind = value.parts.flatMap((part) => (typeof part === 'string' ? (secretIn('', part) ?? []) : []))[0];
      return kind === undefined ? [] : [{ name, kind, at: value.at, text: '', condition }];
    }
    case 'list':
      return value.items.flatMap((item) => secretsIn(name, item, condition));
    case 'dictionary':
      return fromPairs(value.entries, condition);
    case 'choice':
      return value.branches.flatMap((branch) => secretsIn(name, branch, value.condition));
    case 'deferred':
    case 'absent':
      return [];
    default:
      return value satisfies never;
  }
}

/** `{ Name: DB_PASSWORD, Value: … }` names its value in its neighbour. */
function fromPairs(
  entries: ReadonlyMap<string, { readonly value: Value }>,
  condition: string | undefined,
): readonly FoundSecret[] {
  const named = entries.get('Name')?.value ?? entries.get('Key')?.value ?? entries.get('ParameterKey')?.value;
  const label = named?.kind === 'scalar' ? String(named.value) : undefined;
  return [...entries].flatMap(([key, { value }]) => {
    const name = label !== undefined && /^(?:Value|ParameterValue)$/.test(key) ? label : key;
    return secretsIn(name, value, condition);
  });
}
