import { memberOf } from '../member.ts';
import type { Run } from '../run.ts';
import type { Term } from '../term.ts';
import { membersOf } from '../term.ts';

/** Credentials given by hand, unless they are the function's own from its environment or the SDK's default chain. */
export function hasCredentials(options: Term | undefined, run: Run): boolean {
  if (options?.kind !== 'object') return false;
  const given = options.properties.has('credentials')
    ? membersOf(memberOf(options, 'credentials', run))
    : options.properties.has('accessKeyId')
      ? [options]
      : [];
  return given.length > 0 && given.every((one) => isForeign(one, run));
}

function isForeign(credentials: Term, run: Run): boolean {
  switch (credentials.kind) {
    case 'object': {
      if (!credentials.properties.has('accessKeyId')) return false;
      const key = memberOf(credentials, 'accessKeyId', run);
      return !(key.kind === 'variable' && key.name === 'AWS_ACCESS_KEY_ID') && isFound(key);
    }
    case 'event':
    case 'answer':
    case 'reply':
      return true;
    case 'made':
    case 'outside':
      return /TemporaryCredentials|Web(?:Token|Identity)|Cognito/i.test(
        (credentials.kind === 'made' ? credentials.by : credentials).path.at(-1) ?? '',
      );
    case 'mixed':
      return credentials.of.some((one) => isForeign(one, run));
    default:
      return false;
  }
}

/** Not `undefined` and not a value of which nothing is known. */
function isFound(term: Term): boolean {
  if (term.kind === 'literal') return term.value !== undefined && term.value !== null;
  return term.kind !== 'unknown' || term.name !== undefined;
}
