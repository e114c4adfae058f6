import { CODE, SHELL } from './commands.ts';
import { HEADER, JNDI, LDAP, MARKUP, NOSQL, TEMPLATE } from './documents.ts';
import { normalText } from './normal-text.ts';
import { PATH, SSRF } from './places.ts';
import { type ClassRules, type SignalClass, THRESHOLD } from './rules.ts';
import { SQL } from './sql.ts';
import { XSS } from './xss.ts';

const CLASSES: readonly ClassRules[] = [SQL, XSS, SHELL, CODE, PATH, SSRF, NOSQL, TEMPLATE, JNDI, MARKUP, LDAP, HEADER];

export interface Score {
  readonly kind: SignalClass;
  readonly score: number;
  /** Ids of the rules that matched. */
  readonly rules: readonly string[];
}

/**
 * Scores a value: its worst class, or undefined where nothing matched. Pure, linear in the value, at most 2,048
 * characters of it are read. A score of `THRESHOLD` or more is called an attack.
 */
export function scoreOf(value: string): Score | undefined {
  if (isInnocent(value)) return undefined;
  const text = normalText(value);
  // Comments stand for spaces in attacks on filters; the text with them is matched as well.
  const spaced = text.includes('/*') ? text.replaceAll(/\/\*[^*!]{0,64}\*\//g, ' ') : text;
  let worst: Score | undefined;
  for (const rules of CLASSES) {
    const found = classScore(rules, text, spaced);
    if (found !== undefined && found.score > (worst?.score ?? 0)) worst = found;
    if (found !== undefined && found.score >= THRESHOLD) return found;
  }
  return worst;
}

export function classScore(rules: ClassRules, text: string, spaced: string = text): Score | undefined {
  if (!rules.hint.test(text) || rules.also?.test(text) === false) return undefined;
  const matched = rules.rules.filter(
    (rule) => rule.pattern.test(text) || (spaced !== text && rule.pattern.test(spaced)),
  );
  if (matched.length === 0) return undefined;
  const score = matched.reduce((sum, rule) => sum + rule.score, 0);
  return { kind: rules.kind, score, rules: matched.map((rule) => rule.id) };
}

/** Letters, digits and mild punctuation, without two dots or a word that only code has: nine values of ten. */
function isInnocent(value: string): boolean {
  return value.length < 2 || (MILD.test(value) && !WORDS.test(value));
}

const MILD = /^[\w .,@:+?!\u00c0-\uffdc-]*$/;
const WORDS =
  /\.\.|--|^:|^\W{3}|\d{8}|::|\b(?:select|union|or|and|xor|sleep|having|waitfor|shutdown|javascript|script|etc|passwd|jndi|localhost|uname|cat|ls|whoami|wget|curl|ping|which|order by|group by|boot\.ini|win\.ini|env|proto|nslookup|net user|ps|find|rm|nc|0x\w+|169\.254|127\.|0\d\d\d)\b|\$|\.(?:ini|env|conf|log|bak|php|htaccess|git)\b|[\u2460-\u24ff\uff00-\uff5e]/i;
