const HIDDEN = '[redacted]';

/** Field names whose values nobody logs, compared without case and separators. */
const SECRET_NAMES =
  /pass(?:word|wd|phrase|code)|secret|token|api_?-?key|authori[sz]ation|cookie|credential|private_?-?key|signature|session_?-?id|^(?:pin|cvv|cvc|ssn|iban|otp)$|card_?-?(?:number|no)|account_?-?number/i;

/** Values that are secret whatever they are called. Each is bounded, so that no text makes them slow. */
const SECRET_VALUES: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]{8,2000}\.eyJ[\w-]{4,4000}\.[\w-]{0,1000}/g, '[jwt]'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, '[aws key]'],
  [
    /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,8000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
    '[private key]',
  ],
  [
    /\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{30,255}|xox[abprs]-[\w-]{10,200}|(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,200}|whsec_[A-Za-z0-9+/=]{10,200}|npm_[A-Za-z0-9]{30,60})/g,
    '[key]',
  ],
  [/\b(Bearer|Basic) +[\w.~+/=-]{8,4000}/gi, '$1 [credentials]'],
  [/(:\/\/[^\s:/@]{1,100}:)[^\s@/]{1,200}@/g, '$1[password]@'],
  [/\b[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}\b/g, '[email]'],
  [/\b[A-Z]{2}\d{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{1,4}\b/g, '[iban]'],
  [/\b\d{3}-\d{2}-\d{4}\b/g, '[ssn]'],
];

const CARD = /\b\d(?:[ -]?\d){12,18}\b/g;

/** Replaces what looks like a secret in a text. */
export function redactText(text: string): string {
  let clean = text;
  for (const [pattern, shown] of SECRET_VALUES) clean = clean.replace(pattern, shown);
  return clean.replace(CARD, (digits) => (isCard(digits) ? '[card]' : digits));
}

/** The check digit of payment cards. Source: ISO/IEC 7812-1, annex B. */
function isCard(text: string): boolean {
  let sum = 0;
  const digits = text.replace(/\D/g, '');
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && !/^(\d)\1*$/.test(digits);
}

/** A copy in which secrets are replaced, by the names of fields and by what values look like. Bounded in depth and size. */
export function redact(value: unknown, extraNames: readonly string[] = []): unknown {
  const extra = new Set(extraNames.map((name) => name.toLowerCase()));
  const isSecret = (name: string): boolean => extra.has(name.toLowerCase()) || SECRET_NAMES.test(name);
  const seen = new Set<object>();
  let left = 10_000;
  const visit = (node: unknown, depth: number): unknown => {
    if (typeof node === 'string') return redactText(node);
    if (typeof node !== 'object' || node === null) return node;
    if (depth > 16 || seen.has(node) || --left < 0) return '[cut]';
    seen.add(node);
    if (node instanceof Error) return redactText(node.stack ?? `${node.name}: ${node.message}`);
    if (Array.isArray(node)) return node.map((item) => visit(item, depth + 1));
    if (node instanceof Map) return visit(Object.fromEntries(node), depth + 1);
    return Object.fromEntries(
      Object.entries(node).map(([key, child]) => [
        key,
        isSecret(key) && child !== null && child !== undefined ? HIDDEN : visit(child, depth + 1),
      ]),
    );
  };
  return visit(value, 0);
}

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;

/** Makes `console` redact what is logged through it, for the life of the process. Texts that hold JSON are read. */
export function redactConsole(
  target: Pick<Console, (typeof METHODS)[number]> = console,
  extraNames: readonly string[] = [],
): void {
  for (const method of METHODS) {
    const write = target[method].bind(target);
    target[method] = (...args: unknown[]): void => write(...args.map((arg) => redactArgument(arg, extraNames)));
  }
}

function redactArgument(argument: unknown, extraNames: readonly string[]): unknown {
  if (typeof argument !== 'string' || !/^\s*[{[]/.test(argument)) return redact(argument, extraNames);
  try {
    return JSON.stringify(redact(JSON.parse(argument), extraNames));
  } catch {
    return redactText(argument);
  }
}
