/**
 * Splits a name into lower-case words: camel, snake, kebab, dotted and spaced forms, acronym runs, digits and accents.
 * `userIDs` is `user id`, `HTMLBody2` is `html body`, `prénom_client` is `prenom client`. Digits standing alone are dropped.
 */
export function wordsOf(name: string): readonly string[] {
  return plainLetters(name.slice(0, MAX_NAME))
    .replace(/([A-Z]{2,})s(?![a-z])/g, '$1')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap(splitDigits)
    .filter((word) => word !== '');
}

/** Longer names are not names; the rest of the text would only cost time. */
const MAX_NAME = 200;

/** Words whose digit belongs to them; any other digit at an end is a counter (`address2`, `line1`). */
const WITH_DIGIT = new Set([
  'oauth2',
  'oauth1',
  'track1',
  'track2',
  'last4',
  'first6',
  'mfa2',
  '2fa',
  'cvv2',
  'cvc2',
  'i18n',
  'l10n',
  's3',
  'ec2',
  'sha256',
  'sha1',
  'md5',
  'base64',
  'w2',
  'icd10',
  'k8s',
  'ipv4',
  'ipv6',
  'h2',
  'x509',
  'p12',
  'utf8',
  'otp6',
  'w9',
  'i9',
  'hba1c',
  'spo2',
  'under13',
  'bic8',
]);

function splitDigits(word: string): readonly string[] {
  if (WITH_DIGIT.has(word)) return [word];
  const letters = word.replace(/^\d+|\d+$/g, '');
  return letters === '' ? [] : [letters];
}

function plainLetters(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae');
}

/** Words that end in s and are singular. */
const SINGULAR = new Set([
  'address',
  'access',
  'pass',
  'sms',
  'gps',
  'ssn',
  'status',
  'diagnosis',
  'business',
  'iris',
  'dns',
  'aws',
  'class',
  'process',
  'alias',
  'species',
  'series',
  'news',
  'sens',
  'tokens',
  'adress',
  'dos',
  'cpus',
]);

/** The forms under which a word may stand in a lexicon: itself first, then its singulars and its shorter romanisation. */
export function formsOf(word: string): readonly string[] {
  const known = forms.get(word);
  if (known !== undefined) return known;
  const made = makeForms(word);
  if (forms.size < MAX_REMEMBERED) forms.set(word, made);
  return made;
}

/** Names are made of few words, and every word is looked up in several lists. */
const forms = new Map<string, readonly string[]>();
const MAX_REMEMBERED = 10_000;

function makeForms(word: string): readonly string[] {
  const singulars = SINGULAR.has(word) || word.length < 4 ? [] : singularsOf(word);
  const short = word.length < 5 ? word : word.replace(/ou/g, 'o').replace(/([aeiou])\1/g, '$1');
  return short === word ? [word, ...singulars] : [word, ...singulars, short];
}

/** English first; then plurals of Romance (`enfermedades`) and of German and Dutch (`krankheiten`), where the lexicon will decide. */
function singularsOf(word: string): readonly string[] {
  if (word.endsWith('ies')) return [`${word.slice(0, -3)}y`, word.slice(0, -1)];
  if (word.endsWith('es'))
    return /(ss|x|ch|sh|z)es$/.test(word)
      ? [word.slice(0, -2), word.slice(0, -1)]
      : [word.slice(0, -1), word.slice(0, -2)];
  if (word.endsWith('s') && !word.endsWith('ss')) return [word.slice(0, -1)];
  return word.endsWith('en') && word.length > 6 ? [word.slice(0, -2), word.slice(0, -1)] : [];
}

/** One spelling for names that differ only in case, separators and plurals of their last word. */
export function wordKey(name: string): string {
  const words = wordsOf(name);
  return words
    .map((word) => (SINGULAR.has(word) || !word.endsWith('s') ? word : (singularsOf(word)[0] ?? word)))
    .join('');
}
